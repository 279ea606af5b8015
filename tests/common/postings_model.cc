// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/common/postings_model.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "common/ranking_constants.h"

namespace lede::testing {
namespace {

// The postings of one term: by ordinal.
using ModelList = std::map<std::uint32_t, const ModelPosting*>;

std::map<std::string, ModelList> lists_of(
    const std::vector<ModelDocument>& documents) {
  std::map<std::string, ModelList> lists;
  for (std::uint32_t ordinal = 0; ordinal < documents.size(); ++ordinal) {
    for (const auto& [term, posting] : documents[ordinal].terms) {
      lists[term][ordinal] = &posting;
    }
  }
  return lists;
}

void expect_bitmap(const PostingBlock& block) {
  ASSERT_EQ(block.bitmap != nullptr, block.low.size() >= kBitmapFrom);
  if (block.bitmap == nullptr) return;
  std::vector<std::uint64_t> wanted(kBitmapWords, 0);
  for (const std::uint16_t low : block.low) {
    wanted[low / 64] |= std::uint64_t{1} << (low % 64);
  }
  EXPECT_TRUE(
      std::ranges::equal(wanted, std::span(block.bitmap, kBitmapWords)));
}

double average_length(const std::vector<ModelDocument>& documents) {
  std::uint64_t total = 0;
  for (const ModelDocument& document : documents) total += document.length();
  return static_cast<double>(total) / static_cast<double>(documents.size());
}

// The lowest that impacts may say of each posting.
std::vector<double> impacts_of(const ModelList& list,
                               const std::vector<ModelDocument>& documents,
                               double average) {
  std::vector<double> impacts;
  for (const auto& [ordinal, held] : list) {
    impacts.push_back(
        held->wdf == 0
            ? 0
            : impact(held->wdf, documents[ordinal].length(), average));
  }
  return impacts;
}

void expect_impacts(const PostingList& list,
                    const std::vector<double>& impacts) {
  std::vector<std::uint8_t> highest;  // of each group
  for (std::uint32_t i = 0; i < list.blocks(); ++i) {
    const PostingBlock block = list.block(i);
    for (std::uint32_t j = 0; j < block.low.size(); ++j) {
      const std::uint32_t posting = block.first + j;
      ASSERT_LT(posting, impacts.size());
      const std::uint8_t its = block.impacts[j];
      EXPECT_GE(its, impacts[posting] * 255);
      EXPECT_LE(its, impacts[posting] * 255 + 1.001);
      if (posting % kBoundGroup == 0) highest.push_back(0);
      highest.back() = std::max(highest.back(), its);
    }
  }
  EXPECT_TRUE(std::ranges::equal(list.bounds(), highest));
  EXPECT_EQ(list.bound(), *std::ranges::max_element(highest));
}

// The marks of what stands at each position of a document.
std::map<std::uint32_t, std::uint8_t> marks_of(const ModelDocument& document) {
  std::map<std::uint32_t, std::uint8_t> marks;
  for (const auto& [term, posting] : document.terms) {
    for (const std::uint32_t position : posting.positions) {
      marks[position] |= neighbor_mark(term);
    }
  }
  return marks;
}

// Of each posting that has positions they hold the marks of all that stands
// beside them.
void expect_neighbors(
    const PostingList& list, const ModelList& wanted,
    const std::vector<std::map<std::uint32_t, std::uint8_t>>& marks) {
  std::uint32_t posting = 0;
  for (const auto& [ordinal, held] : wanted) {
    const WordNeighbors its = list.neighbors(posting++);
    for (const std::uint32_t position : held->positions) {
      const auto before = marks[ordinal].find(position - 1);
      const auto behind = marks[ordinal].find(position + 1);
      if (before != marks[ordinal].end()) {
        ASSERT_EQ(its.before & before->second, before->second);
      }
      if (behind != marks[ordinal].end()) {
        ASSERT_EQ(its.behind & behind->second, behind->second);
      }
    }
  }
}

void expect_list(const PostingList& list, const ModelList& wanted) {
  ASSERT_EQ(list.frequency(), wanted.size());
  auto next = wanted.begin();
  std::uint32_t posting = 0;
  for (std::uint32_t i = 0; i < list.blocks(); ++i) {
    const PostingBlock block = list.block(i);
    ASSERT_EQ(block.first, posting);
    ASSERT_EQ(block.low.size(), block.wdf.size());
    ASSERT_FALSE(block.low.empty());
    for (std::size_t j = 0; j < block.low.size(); ++j, ++next, ++posting) {
      ASSERT_NE(next, wanted.end());
      const auto& [ordinal, held] = *next;
      ASSERT_EQ(block.block * kPostingBlock + block.low[j], ordinal);
      ASSERT_EQ(block.wdf[j], std::min<std::uint32_t>(held->wdf, kWideWdf));
      ASSERT_EQ(list.wdf(posting), held->wdf);
      ASSERT_EQ(all_of(list.positions(posting)), held->positions);
    }
    expect_bitmap(block);
  }
  EXPECT_EQ(next, wanted.end());
}

void expect_documents(const PostingsFile& file,
                      const std::vector<ModelDocument>& documents) {
  ASSERT_EQ(file.documents(), documents.size());
  std::uint64_t total = 0;
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    const ModelDocument& document = documents[i];
    EXPECT_EQ(file.ids()[i], document.id);
    EXPECT_EQ(file.ordinal(document.id), i);
    EXPECT_EQ(file.lengths()[i], document.length());
    EXPECT_EQ(file.published()[i], document.published);
    EXPECT_EQ(file.id_text(i), document.id_text);
    for (std::size_t j = 0; j < column_slots().size(); ++j) {
      const ValueColumn column = file.column(column_slots()[j]);
      EXPECT_EQ(column.value(column.numbers[i]), document.columns[j]);
    }
    total += document.length();
  }
  EXPECT_EQ(file.total_length(), total);
}

}  // namespace

std::uint32_t ModelDocument::length() const {
  std::uint32_t length = 0;
  for (const auto& [term, posting] : terms) length += posting.wdf;
  return length;
}

ModelDocument empty_document(std::uint32_t id) {
  ModelDocument document;
  document.id = id;
  document.columns.resize(column_slots().size());
  return document;
}

ModelPosting ModelMaker::make_posting(std::uint32_t kind) {
  ModelPosting posting;
  if (kind == 0) return posting;
  posting.wdf = 1 + below(kind == 1 ? 1 : 3);
  if (below(40) == 0) posting.wdf = 200 + below(100'000);
  if (kind == 2) return posting;
  std::uint32_t positions = below(4);
  if (below(40) == 0) positions = 100 + below(400);
  std::uint32_t position = below(2) == 0 ? 0 : below(100'000);
  for (std::uint32_t i = 0; i < positions; ++i) {
    posting.positions.push_back(position);
    position += 1 + below(below(5) == 0 ? 1'000'000 : 200);
  }
  return posting;
}

std::vector<ModelDocument> ModelMaker::make(std::size_t documents,
                                            std::uint32_t first_id) {
  std::vector<ModelDocument> made;
  for (std::size_t i = 0; i < documents; ++i) {
    ModelDocument& document = made.emplace_back(empty_document(first_id));
    first_id += 1 + below(3) * below(2);
    if (below(3) > 0) document.published = below(2'000'000'000);
    document.id_text = "article " + std::to_string(below(1'000'000));
    for (std::string& value : document.columns) {
      if (below(3) > 0) value = "value " + std::to_string(below(20));
    }
    for (std::uint32_t j = below(60); j > 0; --j) {
      // The lower the number the more frequent; its kind is its own.
      const std::uint32_t number = below(1 + below(1 + below(2000)));
      const std::string term =
          (number % 7 == 0 ? "芯" : "t") + std::to_string(number);
      document.terms[term] = make_posting(number % 4);
    }
  }
  return made;
}

void write_postings(const std::vector<ModelDocument>& documents,
                    const std::filesystem::path& folder,
                    std::string_view uuid) {
  PostingsWriter writer;
  for (const ModelDocument& document : documents) {
    std::vector<DocumentTerm> terms;
    std::vector<std::uint32_t> positions;
    for (const auto& [term, posting] : document.terms) {
      terms.push_back({term, posting.wdf,
                       static_cast<std::uint32_t>(positions.size()),
                       static_cast<std::uint32_t>(posting.positions.size())});
      positions.insert(positions.end(), posting.positions.begin(),
                       posting.positions.end());
    }
    writer.add({document.id, 0, document.published, document.id_text,
                document.columns},
               terms, positions);
  }
  const Result<void> written = writer.write(folder, uuid);
  ASSERT_TRUE(written) << written.error().message;
}

std::shared_ptr<const PostingsFile> open_postings(
    const std::filesystem::path& folder) {
  const auto file = PostingsFile::open(folder);
  EXPECT_TRUE(file) << (file ? "" : file.error().message);
  if (!file) return nullptr;
  const Result<void> verified = (*file)->verify();
  EXPECT_TRUE(verified) << (verified ? "" : verified.error().message);
  return *file;
}

void expect_holds(const PostingsFile& file,
                  const std::vector<ModelDocument>& documents) {
  expect_documents(file, documents);
  const auto lists = lists_of(documents);
  const double average = average_length(documents);
  std::vector<std::map<std::uint32_t, std::uint8_t>> marks;
  marks.reserve(documents.size());
  for (const ModelDocument& document : documents) {
    marks.push_back(marks_of(document));
  }
  ASSERT_EQ(file.terms(), lists.size());
  std::uint32_t index = 0;
  for (const auto& [term, wanted] : lists) {
    SCOPED_TRACE(term);
    ASSERT_EQ(file.term(index), term);
    const auto found = file.find(term);
    ASSERT_TRUE(found);
    expect_list(*found, wanted);
    expect_list(file.list(index), wanted);
    expect_impacts(*found, impacts_of(wanted, documents, average));
    expect_neighbors(*found, wanted, marks);
    if (::testing::Test::HasFatalFailure()) return;
    ++index;
  }
}

std::vector<std::uint32_t> all_of(PositionCursor cursor) {
  std::vector<std::uint32_t> positions;
  for (; !cursor.done(); cursor.next()) positions.push_back(cursor.position());
  return positions;
}

}  // namespace lede::testing
