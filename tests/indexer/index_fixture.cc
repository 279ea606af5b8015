// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/indexer/index_fixture.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "common/index_layout.h"
#include "indexer/segment_postings.h"
#include "indexer/segment_reader.h"

namespace lede::testing {
namespace {

Manifest manifest_of(const std::filesystem::path& index) {
  Result<Manifest> manifest = load_manifest(index);
  EXPECT_TRUE(manifest) << (manifest ? "" : manifest.error().message);
  return manifest ? *manifest : Manifest{};
}

std::vector<StoredRow> rows_of_segment(const SegmentReader& reader,
                                       std::size_t segment) {
  std::vector<StoredRow> rows;
  const Result<void> read =
      reader.for_each(segment, [&](const StoredDocument& document) {
        const Result<Article> article = document.article();
        EXPECT_TRUE(article);
        EXPECT_TRUE(document.has_its_key()) << document.article_id();
        rows.push_back({document.document_id(), document.article_id(),
                        article ? article->title.value_or("") : "",
                        document.published()});
        return true;
      });
  EXPECT_TRUE(read);
  return rows;
}

// Newest first, undated last: descending as encoded, the empty one last.
bool newest_first_rows(const std::vector<StoredRow>& rows) {
  return std::ranges::is_sorted(rows, std::ranges::greater{},
                                &StoredRow::published);
}

}  // namespace

WriterOptions test_options() {
  WriterOptions options;
  options.lexicon = Lexicon::built_in();
  options.jobs = 2;
  options.wait = std::chrono::milliseconds(0);
  options.create = true;
  options.clock = [] { return kNewYear; };
  return options;
}

Article undated_article(const std::string& id, const std::string& text) {
  Article article;
  article.id = id;
  article.title = "Title of " + id;
  article.text = text;
  article.lang = "en";
  article.origin = "test.jsonl:1";
  return article;
}

Article dated_article(const std::string& id, const std::string& text, int day) {
  Article article = undated_article(id, text);
  article.published = Date{kNewYear + day * kDay, DatePrecision::kDay};
  return article;
}

std::vector<StoredRow> rows_of(const std::filesystem::path& index) {
  const Manifest manifest = manifest_of(index);
  Result<SegmentReader> reader = SegmentReader::open(index, manifest);
  EXPECT_TRUE(reader) << (reader ? "" : reader.error().message);
  std::vector<StoredRow> rows;
  for (std::size_t i = 0; reader && i < manifest.segments.size(); ++i) {
    for (StoredRow& row : rows_of_segment(*reader, i)) {
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::vector<std::string> ids_of(const std::filesystem::path& index) {
  std::vector<std::string> ids;
  for (const StoredRow& row : rows_of(index)) ids.push_back(row.id);
  std::ranges::sort(ids);
  return ids;
}

void expect_sound(const std::filesystem::path& index) {
  const Manifest manifest = manifest_of(index);
  Result<SegmentReader> reader = SegmentReader::open(index, manifest);
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_TRUE(manifest.pending_deletes.empty());
  std::set<std::string> ids;
  std::uint32_t last_id = manifest.next_id;
  for (std::size_t i = 0; i < manifest.segments.size(); ++i) {
    const Segment& segment = manifest.segments[i];
    const std::vector<StoredRow> rows = rows_of_segment(*reader, i);
    EXPECT_EQ(rows.size(), segment.documents);
    EXPECT_GT(segment.first_id, last_id) << "ranges of ids overlap";
    last_id = segment.last_id;
    for (const StoredRow& row : rows) {
      EXPECT_GE(row.document_id, segment.first_id);
      EXPECT_LE(row.document_id, segment.last_id);
      EXPECT_TRUE(ids.insert(row.id).second) << row.id << " is there twice";
    }
    if (segment.date_ordered()) {
      EXPECT_TRUE(newest_first_rows(rows));
    }
    const Result<void> postings = check_postings(segment_path(index, segment));
    EXPECT_TRUE(postings) << postings.error().message;
  }
  EXPECT_EQ(segment_folders(index).size(), manifest.segments.size());
}

std::vector<std::string> segment_folders(const std::filesystem::path& index) {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(index / "segments")) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace lede::testing
