// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/match/made_segment.h"

#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "common/postings/postings_writer.h"
#include "common/schema.h"
#include "searcher/match/postings_cache.h"
#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

using Words = std::map<std::string, std::vector<std::uint32_t>>;  // positions

// Half of all documents have the first word, a quarter the second, and so on.
Words made_words(std::mt19937& random) {
  Words words;
  std::uint32_t position = 1;
  for (std::size_t i = 1 + random() % 5; i > 0; --i) {
    std::uint32_t number = 0;
    while (number < 15 && random() % 2 == 0) ++number;
    words[std::string(1, static_cast<char>('a' + number)) + "o"].push_back(
        position++);
  }
  return words;
}

void add(const Words& words, std::uint32_t id, std::int64_t published,
         Xapian::WritableDatabase& database, PostingsWriter& writer) {
  Xapian::Document document;
  std::vector<DocumentTerm> terms;
  std::vector<std::uint32_t> positions;
  for (const auto& [word, stands] : words) {
    terms.push_back({word, static_cast<std::uint32_t>(stands.size()),
                     static_cast<std::uint32_t>(positions.size()),
                     static_cast<std::uint32_t>(stands.size())});
    for (const std::uint32_t position : stands) {
      document.add_posting(word, position);
      positions.push_back(position);
    }
  }
  DocumentRow row;
  row.id = id;
  row.published = published;
  const std::string id_text = std::to_string(id);
  row.id_text = id_text;
  row.columns.resize(column_slots().size());
  if (published != kNoDate) {
    document.add_value(slot::kPublished, encode_instant(published));
    document.add_value(slot::kPublishedReversed,
                       encode_instant_reversed(published));
    document.add_value(slot::kFreshness,
                       Xapian::sortable_serialise(freshness_value(published)));
  }
  database.replace_document(id, document);
  writer.add(std::move(row), terms, positions);
}

}  // namespace

std::unique_ptr<IndexView> made_segment(const std::filesystem::path& folder,
                                        std::uint32_t documents,
                                        std::uint32_t seed, MadeDates dates) {
  std::mt19937 random(seed);
  Xapian::WritableDatabase database(folder.string(),
                                    Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  PostingsWriter writer;
  for (std::uint32_t i = 0; i < documents; ++i) {
    const std::uint32_t place =
        dates == MadeDates::kNewestFirst
            ? i
            : static_cast<std::uint32_t>(random()) % documents;
    const bool dated = place < documents - documents / 9;
    add(made_words(random), i + 1, dated ? kNow - place * 360 : kNoDate,
        database, writer);
  }
  database.commit();
  const auto written = writer.write(folder, database.get_uuid());
  EXPECT_TRUE(written) << (written ? "" : written.error().message);
  auto view = std::make_unique<IndexView>();
  view->database = Xapian::Database(folder.string());
  PostingsCache cache;
  view->postings = cache.of({{folder, view->database, {}}}, view->database);
  view->info.segments = 1;
  view->info.newest_first = dates == MadeDates::kNewestFirst;
  return view;
}

}  // namespace lede::testing
