// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/api_keys.h"

#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/key_ring.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using testing::TempDir;

constexpr const char* kDay = "2026-03-01";

TEST(ApiKeys, AreFoundByTheirSecretAlone) {
  ApiKeys keys;
  const std::string reader = *keys.add("reader", {KeyScope::kRead}, kDay);
  const std::string ops =
      *keys.add("ops", {KeyScope::kRead, KeyScope::kStats}, kDay);
  EXPECT_THAT(reader, MatchesRegex("lede_[-_A-Za-z0-9]{43}"));
  EXPECT_NE(reader, ops);
  ASSERT_NE(keys.find(reader), nullptr);
  EXPECT_EQ(keys.find(reader)->name, "reader");
  EXPECT_FALSE(keys.find(reader)->has(KeyScope::kStats));
  EXPECT_TRUE(keys.find(ops)->has(KeyScope::kStats));
  for (const std::string& wrong :
       {std::string(), reader.substr(0, reader.size() - 1), reader + "x",
        std::string("reader"), std::string(reader.size(), 'A')}) {
    EXPECT_EQ(keys.find(wrong), nullptr) << wrong;
  }
  EXPECT_TRUE(keys.remove("reader"));
  EXPECT_FALSE(keys.remove("reader"));
  EXPECT_EQ(keys.find(reader), nullptr);
  EXPECT_NE(keys.find(ops), nullptr);
}

TEST(ApiKeys, TakeANameOnce) {
  ApiKeys keys;
  ASSERT_TRUE(keys.add("reader", {KeyScope::kRead}, kDay));
  const auto again = keys.add("reader", {KeyScope::kStats}, kDay);
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().message, HasSubstr("already"));
  for (const char* name : {"", "-a", "a b", "a\n", "é", "a/b"}) {
    EXPECT_FALSE(keys.add(name, {KeyScope::kRead}, kDay)) << name;
  }
  EXPECT_FALSE(keys.add(std::string(65, 'a'), {KeyScope::kRead}, kDay));
  EXPECT_FALSE(keys.add("none", {}, kDay));
}

TEST(ApiKeys, OutliveTheirFileButAreNotInIt) {
  const TempDir folder;
  const auto path = folder.path() / "keys.json";
  ApiKeys keys;
  const std::string secret = *keys.add("reader", {KeyScope::kRead}, kDay);
  ASSERT_TRUE(save_keys(path, keys));
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_THAT(keys.to_json(), Not(HasSubstr(secret.substr(5))));
  const auto loaded = load_keys(path);
  ASSERT_TRUE(loaded) << loaded.error().message;
  ASSERT_NE(loaded->find(secret), nullptr);
  EXPECT_EQ(loaded->find(secret)->created, kDay);
}

// SHA-256 of "abc", FIPS 180-4: what other tools would write into the file.
TEST(ApiKeys, AreKeptAsTheirSha256) {
  const auto keys = ApiKeys::from_json(
      R"({"keys":[{"name":"a","scopes":["read"],"created":"","sha256":
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}]})");
  ASSERT_TRUE(keys) << keys.error().message;
  EXPECT_NE(keys->find("abc"), nullptr);
}

TEST(ApiKeys, AreNoneIfAnyDoesNotRead) {
  const std::string digest(64, 'a');
  const auto entry = [](const std::string& name, const std::string& scopes,
                        const std::string& sha256) {
    return R"({"keys":[{"name":")" + name + R"(","scopes":)" + scopes +
           R"(,"created":"","sha256":")" + sha256 + "\"}]}";
  };
  EXPECT_TRUE(ApiKeys::from_json(entry("a", R"(["read"])", digest)));
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{}"),
        std::string(R"({"keys":[1]})"), entry("", R"(["read"])", digest),
        entry("a", "[]", digest), entry("a", R"(["write"])", digest),
        entry("a", R"([1])", digest), entry("a", R"(["read"])", "aa"),
        entry("a", R"(["read"])", std::string(64, 'G'))}) {
    EXPECT_FALSE(ApiKeys::from_json(text)) << text;
  }
}

TEST(KeyRing, KeepsItsKeysWhereTheFileDoesNotRead) {
  const TempDir folder;
  const auto path = folder.path() / "keys.json";
  KeyRing ring(path, KeyRing::Missing::kNoKeyIsAsked);
  ASSERT_TRUE(ring.reload());
  EXPECT_EQ(ring.keys(), nullptr);
  ApiKeys keys;
  ASSERT_TRUE(keys.add("a", {KeyScope::kRead}, kDay));
  ASSERT_TRUE(save_keys(path, keys));
  ASSERT_TRUE(ring.reload());
  ASSERT_NE(ring.keys(), nullptr);
  folder.write("keys.json", "{");
  const auto failed = ring.reload();
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message, HasSubstr(path.string()));
  ASSERT_NE(ring.keys(), nullptr);
  EXPECT_EQ(ring.keys()->all().size(), 1U);
  ASSERT_TRUE(save_keys(path, ApiKeys()));
  ASSERT_TRUE(ring.reload());
  ASSERT_NE(ring.keys(), nullptr) << "a file without keys lets nobody in";
  std::filesystem::remove(path);
  ASSERT_TRUE(ring.reload());
  EXPECT_EQ(ring.keys(), nullptr);
  KeyRing demanding(path, KeyRing::Missing::kIsAnError);
  EXPECT_FALSE(demanding.reload());
}

}  // namespace
}  // namespace lede
