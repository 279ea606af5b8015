// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys as an operator handles them: made, listed, removed, asked for.

#include <algorithm>
#include <csignal>
#include <sys/stat.h>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/indexed_test.h"
#include "tests/end_to_end/program_run.h"
#include "tests/end_to_end/server_run.h"

namespace lede::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Keys : public IndexedTest {
 protected:
  [[nodiscard]] ProgramRun keys(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "keys");
    arguments.insert(arguments.end(), {"--index", index_});
    return run_program("lede-server", arguments);
  }

  // A new key, without its line end.
  [[nodiscard]] std::string make_key(const std::string& name) const {
    std::string key = keys({"add", name}).out;
    key.erase(key.find_last_not_of('\n') + 1);
    return key;
  }

  static int ask(const std::string& address, const std::string& target,
                 const std::string& key) {
    std::string request = request_for(target);
    request.insert(request.size() - 2, "Authorization: Bearer " + key + "\r\n");
    RawClient client(address);
    return client.ask(request).status;
  }

  // Asks until the answer has the status.
  static void await(const std::string& address, const std::string& target,
                    const std::string& key, int status) {
    while (ask(address, target, key) != status) std::this_thread::yield();
  }

  std::string file_ = (folder_.path() / "lede.db/keys.json").string();
};

TEST_F(Keys, AreMadeListedAndRemoved) {
  const ProgramRun added = keys({"add", "reader"});
  EXPECT_EQ(added.status, 0) << added.err;
  EXPECT_THAT(added.out, ::testing::MatchesRegex("lede_[-_A-Za-z0-9]{43}\n"));
  EXPECT_THAT(added.err, HasSubstr(file_));
  struct stat status {};
  ASSERT_EQ(::stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_EQ(keys({"add", "ops", "--scope", "read,stats"}).status, 0);
  const std::string list = keys({"list"}).out;
  EXPECT_THAT(list, HasSubstr("reader\tread\t"));
  EXPECT_THAT(list, HasSubstr("ops\tread,stats\t"));
  EXPECT_THAT(list, Not(HasSubstr("lede_")));
  EXPECT_EQ(keys({"remove", "reader"}).status, 0);
  EXPECT_EQ(keys({"remove", "reader"}).status, 1);
  EXPECT_THAT(keys({"list"}).out, Not(HasSubstr("reader")));
}

TEST_F(Keys, TellWhatIsWrong) {
  ASSERT_EQ(keys({"add", "reader"}).status, 0);
  const std::string before = read_file(file_);
  EXPECT_EQ(keys({"add", "reader"}).status, 2) << "a name is taken once";
  EXPECT_EQ(keys({"add", "a b"}).status, 2);
  EXPECT_EQ(keys({"add", "c", "--scope", "write"}).status, 2);
  EXPECT_EQ(keys({}).status, 2);
  EXPECT_EQ(read_file(file_), before);
  folder_.write("lede.db/keys.json", "{");
  EXPECT_EQ(keys({"add", "d"}).status, 2);
  EXPECT_EQ(read_file(file_), "{") << "what does not read is not overwritten";
  const ProgramRun missing = run_program(
      "lede-server", {"keys", "list", "--index", "/nonexistent/lede.db"});
  EXPECT_EQ(missing.status, 3) << missing.err;
  EXPECT_THAT(missing.err, HasSubstr("lede-index add"));
}

TEST_F(Keys, AddedAtOnceAreAllThere) {
  std::vector<std::jthread> adding;
  for (int i = 0; i < 8; ++i) {
    adding.emplace_back([this, i] {
      EXPECT_EQ(keys({"add", "key" + std::to_string(i)}).status, 0);
    });
  }
  adding.clear();
  EXPECT_EQ(std::ranges::count(keys({"list"}).out, '\n'), 8);
}

TEST_F(Keys, AreAskedForAndRereadOnHangUp) {
  const std::string first = make_key("first");
  const std::string address = free_address();
  Background server("lede-server", {"--index", index_, "--listen", address});
  ASSERT_EQ(get(address, "/readyz").status, 200);
  const std::string target = "/api/v1/search?q=ferries";
  const RawAnswer refused = get(address, target);
  EXPECT_EQ(refused.status, 401);
  EXPECT_TRUE(refused.has("WWW-Authenticate: Bearer"));
  EXPECT_EQ(ask(address, target, first), 200);
  EXPECT_EQ(get(address, "/search?q=ferries").status, 200);

  const std::string second = make_key("second");
  EXPECT_EQ(ask(address, target, second), 401);
  ASSERT_EQ(keys({"remove", "first"}).status, 0);
  server.signal(SIGHUP);
  await(address, target, second, 200);
  EXPECT_EQ(ask(address, target, first), 401);

  folder_.write("lede.db/keys.json", "{");
  server.signal(SIGHUP);
  EXPECT_EQ(get(address, target).status, 401);
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST_F(Keys, AreNeededWhereOthersReachTheServer) {
  const auto check = [this](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--index", index_, "--check-config"});
    return run_program("lede-server", arguments);
  };
  const ProgramRun open = check({"--listen", "0.0.0.0:1"});
  EXPECT_EQ(open.status, 2);
  EXPECT_THAT(open.err, HasSubstr("keys add"));
  EXPECT_EQ(check({"--listen", "0.0.0.0:1", "--no-keys"}).status, 0);
  EXPECT_EQ(check({"--listen", "127.0.0.1:1"}).status, 0);
  EXPECT_EQ(check({"--listen", "unix:/tmp/lede-check"}).status, 0);
  const std::string elsewhere = (folder_.path() / "k.json").string();
  EXPECT_EQ(check({"--listen", "127.0.0.1:1", "--keys", elsewhere}).status, 2);
  EXPECT_EQ(keys({"add", "reader", "--keys", elsewhere}).status, 0);
  EXPECT_EQ(check({"--listen", "0.0.0.0:1", "--keys", elsewhere}).status, 0);
  EXPECT_EQ(check({"--listen", "0.0.0.0:1"}).status, 2);
  const std::string config = folder_.write(
      "c.toml", "keys = \"" + elsewhere + "\"\npages = \"key\"\n");
  EXPECT_EQ(check({"--listen", "0.0.0.0:1", "--config", config}).status, 0);
}

}  // namespace
}  // namespace lede::testing
