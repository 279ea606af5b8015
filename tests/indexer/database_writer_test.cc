// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a DatabaseWriter writes is what Xapian would have written of the same
// documents: both are read, checked and changed side by side.

#include "indexer/glass/database_writer.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/glass/packing.h"
#include "tests/indexer/database_model.h"

namespace lede::testing {
namespace {

using ::testing::HasSubstr;

namespace fs = std::filesystem;

using DatabaseWriterTest = DatabaseTest;

TEST_F(DatabaseWriterTest, WritesWhatXapianWould) {
  for (const auto& [seed, count] :
       std::map<unsigned, int>{{1, 1}, {2, 2}, {3, 30}, {4, 3000}}) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    const MadeDocuments documents = made_documents(seed, count);
    const std::string name = std::to_string(seed);
    ASSERT_TRUE(write_ours(at("ours" + name), documents));
    write_by_xapian(at("theirs" + name), documents);
    expect_alike(at("ours" + name), at("theirs" + name));
  }
}

TEST_F(DatabaseWriterTest, WritesADocumentWithoutAnything) {
  const MadeDocuments documents = {{5, {}}, {9, {}}};
  ASSERT_TRUE(write_ours(at("ours"), documents));
  write_by_xapian(at("theirs"), documents);
  expect_alike(at("ours"), at("theirs"));
}

TEST_F(DatabaseWriterTest, GivesTheUuidThatXapianReads) {
  DatabaseWriter database(at("ours"));
  database.add_document(1, {}, Xapian::Document());
  ASSERT_TRUE(database.finish());
  EXPECT_EQ(Xapian::Database(at("ours").string()).get_uuid(), database.uuid());
}

TEST_F(DatabaseWriterTest, WritesWhatXapianCanChange) {
  constexpr unsigned kSeed = 5;
  const MadeDocuments documents = made_documents(kSeed, 1000);
  ASSERT_TRUE(write_ours(at("ours"), documents));
  write_by_xapian(at("theirs"), documents);
  for (const fs::path& folder : {at("ours"), at("theirs")}) {
    std::mt19937 random(kSeed);
    Xapian::WritableDatabase database(folder.string(), Xapian::DB_OPEN);
    for (const auto& [id, made] : documents) {
      const auto what = draw(random, 10);
      if (what < 4) database.delete_document(id);
      if (what == 4)
        database.replace_document(id, whole(made_document(random)));
      if (draw(random, 300) == 0) database.commit();
    }
    database.add_document(whole(made_document(random)));
    database.commit();
  }
  expect_alike(at("ours"), at("theirs"));
}

TEST_F(DatabaseWriterTest, TellsWhereItCannotWrite) {
  const fs::path folder = at("x") / "no" / "ours";
  DatabaseWriter database(folder);
  fs::remove_all(at("x"));
  database.add_document(1, {}, Xapian::Document());
  const Result<void> finished = database.finish();
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, ErrorCode::kIo);
  EXPECT_THAT(finished.error().message, HasSubstr(folder.string()));
}

TEST(Packing, KeepsTheOrderOfNumbersAndTexts) {
  std::string before;
  for (std::uint64_t number = 0; number <= UINT32_MAX;
       number += 1 + number / 7) {
    std::string key;
    internal::put_sortable_number(static_cast<std::uint32_t>(number), key);
    EXPECT_LT(before, key) << number;
    before = key;
  }
  const std::string texts[] = {
      std::string(1, '\0'), std::string(2, '\0'), std::string("\0\xfe", 2),
      std::string("\x01"),  std::string("a"),     std::string("a\0", 2),
      std::string("a\x01"), std::string("ab"),    std::string("b\xff")};
  before.clear();
  for (const std::string& text : texts) {
    std::string last;
    std::string more;
    internal::put_sortable_last_text(text, last);
    internal::put_sortable_text(text, more);
    EXPECT_LT(before, last) << text;
    EXPECT_LT(last, more) << text;
    before = more + '\xfe';
  }
}

}  // namespace
}  // namespace lede::testing
