// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever is done to a postings file, it is refused or reported, and reading
// it stays within its bytes.

#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/postings/format.h"
#include "common/postings/postings_file.h"
#include "common/postings/postings_merge.h"
#include "tests/common/postings_model.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

using internal::FileHeader;
using ::testing::HasSubstr;

// Reads all there is, as a search would; returns something that depends on it.
std::uint64_t read_all(const PostingsFile& file) {
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < file.terms(); ++i) {
    const std::string_view term = file.term(i);
    for (const char byte : term) sum += static_cast<std::uint8_t>(byte);
    if (const auto found = file.find(term)) sum += found->frequency();
    sum += file.starting_with(term).end;
    const PostingList list = file.list(i);
    for (const std::uint8_t bound : list.bounds()) sum += bound;
    for (std::uint32_t j = 0; j < list.blocks(); ++j) {
      const PostingBlock block = list.block(j);
      for (const std::uint16_t low : block.low) sum += low;
      for (const std::uint8_t wdf : block.wdf) sum += wdf;
      if (block.bitmap != nullptr) sum += block.bitmap[kBitmapWords - 1];
    }
    for (std::uint32_t j = 0; j < list.frequency(); ++j) {
      sum += list.wdf(j);
      PositionCursor cursor = list.positions(j);
      for (; !cursor.done(); cursor.next()) sum += cursor.position();
    }
  }
  for (std::uint32_t i = 0; i < file.documents(); ++i) {
    sum += file.id_text(i).size() + file.ordinal(file.ids()[i]).value_or(0);
    for (const unsigned slot : column_slots()) {
      const ValueColumn column = file.column(slot);
      sum += column.value(column.numbers[i]).size();
    }
  }
  return sum;
}

class PostingsDamageTest : public ::testing::Test {
 protected:
  PostingsDamageTest() {
    ModelMaker maker(99);
    std::vector<ModelDocument> documents = maker.make(200, 1);
    while (documents.size() < kBitmapFrom + 100) {
      ModelDocument& document =
          documents.emplace_back(empty_document(documents.back().id + 1));
      document.terms["all"] = {1, {1}};
    }
    write_postings(documents, folder_.path());
    sort_by_date(documents);
    std::ifstream file(path(), std::ios::binary);
    sound_ = {std::istreambuf_iterator<char>(file), {}};
  }
  // So that it has all parts a file can have.
  void sort_by_date(const std::vector<ModelDocument>& documents) {
    MergeInput input{open_postings(folder_.path()), {}};
    for (const ModelDocument& document : documents) {
      input.live.push_back(document.id);
    }
    EXPECT_FALSE(input.file->in_date_order());
    EXPECT_TRUE(merge_postings({{std::move(input)}}, folder_.path(), "uuid"));
    EXPECT_TRUE(open_postings(folder_.path())->in_date_order());
  }
  [[nodiscard]] std::filesystem::path path() const {
    return postings_path(folder_.path());
  }
  // The file made of these bytes, its name not reused: what is mapped stays.
  Result<std::shared_ptr<const PostingsFile>> open(const std::string& bytes) {
    std::filesystem::remove(path());
    std::ofstream(path(), std::ios::binary) << bytes;
    return PostingsFile::open(folder_.path());
  }
  // The sound bytes with another header, its checksum right.
  std::string with_header(const std::function<void(FileHeader&)>& change) {
    FileHeader header;
    std::memcpy(&header, sound_.data(), sizeof header);
    change(header);
    const auto* bytes = reinterpret_cast<const char*>(&header);
    header.checksum =
        internal::checksum_of({bytes, offsetof(FileHeader, checksum)});
    return std::string(bytes, sizeof header) + sound_.substr(sizeof header);
  }

  TempDir folder_;
  std::string sound_;
};

TEST_F(PostingsDamageTest, ASoundFileReads) {
  const auto file = open(sound_);
  ASSERT_TRUE(file);
  EXPECT_TRUE((*file)->verify());
  EXPECT_GT(read_all(**file), 0U);
}

TEST_F(PostingsDamageTest, AFileThatIsNotThereIsNotFound) {
  std::filesystem::remove(path());
  const auto file = PostingsFile::open(folder_.path());
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::kNotFound);
}

TEST_F(PostingsDamageTest, ACutFileIsRefused) {
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{4095}, std::size_t{4096},
        sound_.size() / 2, sound_.size() - 1}) {
    const auto file = open(sound_.substr(0, size));
    ASSERT_FALSE(file) << size;
    EXPECT_EQ(file.error().code, ErrorCode::kCorrupt);
  }
  EXPECT_FALSE(open(sound_ + "more"));
}

TEST_F(PostingsDamageTest, AnotherVersionIsRefusedAsSuch) {
  for (const auto& bytes :
       {with_header([](FileHeader& header) { ++header.version; }),
        with_header([](FileHeader& header) { header.ranking[0] += 1; }),
        with_header([](FileHeader& header) {
          for (auto& section : header.table) ++section.slot;
        })}) {
    const auto file = open(bytes);
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::kVersionMismatch);
  }
}

TEST_F(PostingsDamageTest, EveryFlippedBitOfTheHeaderIsSeen) {
  ModelMaker maker(7);
  for (int round = 0; round < 300; ++round) {
    std::string bytes = sound_;
    bytes[maker.below(sizeof(FileHeader))] ^=
        static_cast<char>(1 << maker.below(8));
    EXPECT_FALSE(open(bytes));
  }
}

TEST_F(PostingsDamageTest, WildOffsetsInASoundHeaderAreRefused) {
  for (std::size_t i = 0; i < 12; ++i) {
    EXPECT_FALSE(open(with_header([i](FileHeader& header) {
      header.table[i].offset = UINT64_MAX - 63;
    })));
    EXPECT_FALSE(open(with_header(
        [i](FileHeader& header) { header.table[i].bytes = UINT64_MAX; })));
  }
  EXPECT_FALSE(open(with_header([](FileHeader& header) { header.terms = 0; })));
  EXPECT_FALSE(
      open(with_header([](FileHeader& header) { header.documents += 1; })));
  EXPECT_FALSE(
      open(with_header([](FileHeader& header) { header.sections = 1000; })));
}

TEST_F(PostingsDamageTest, FlippedBitsAreReportedAndReadHarmlessly) {
  constexpr std::uint32_t kSeed = 4711;
  ModelMaker maker(kSeed);
  std::uint64_t sum = 0;
  for (int round = 0; round < 150; ++round) {
    SCOPED_TRACE(::testing::Message()
                 << "seed " << kSeed << " round " << round);
    std::string bytes = sound_;
    for (auto flips = 1 + maker.below(200); flips > 0; --flips) {
      const std::size_t at =
          sizeof(FileHeader) + maker.below(static_cast<std::uint32_t>(
                                   bytes.size() - sizeof(FileHeader)));
      bytes[at] ^= static_cast<char>(1 << maker.below(8));
    }
    const auto file = open(bytes);
    ASSERT_TRUE(file) << file.error().message;
    const Result<void> verified = (*file)->verify();
    // A section's padding belongs to none.
    if (!verified) {
      EXPECT_THAT(verified.error().message, HasSubstr("damaged"));
    }
    sum += read_all(**file);
  }
  EXPECT_GT(sum, 0U);
}

TEST_F(PostingsDamageTest, AFlippedBitInASectionIsReported) {
  FileHeader header;
  std::memcpy(&header, sound_.data(), sizeof header);
  for (std::uint32_t i = 0; i < header.sections; ++i) {
    if (header.table[i].bytes == 0) continue;
    std::string bytes = sound_;
    bytes[header.table[i].offset + header.table[i].bytes / 2] ^= 1;
    const auto file = open(bytes);
    ASSERT_TRUE(file);
    EXPECT_FALSE((*file)->verify()) << i;
  }
}

}  // namespace
}  // namespace lede::testing
