// SPDX-License-Identifier: GPL-3.0-or-later
//
// Precision and recall of mentions, by a sample of places in real articles that
// somebody has read. judged_mentions.tsv holds no word of them: collection, id,
// field, first and last byte, entity, whether the entity is meant there, and
// whether the name is an ambiguous one ("a") or a plain one ("p").

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <zlib.h>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"

namespace lede {
namespace {

struct JudgedPlace {
  std::string collection;
  std::string id;
  std::string field;
  Span span;
  std::string entity;
  bool meant = false;
  bool ambiguous = false;
};

std::vector<JudgedPlace> judged_places() {
  std::ifstream file(LEDE_SOURCE_DIR "/tests/lexicon/judged_mentions.tsv");
  std::vector<JudgedPlace> places;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream cells(line);
    JudgedPlace place;
    std::string begin;
    std::string end;
    std::string verdict;
    std::string kind;
    for (std::string* cell : {&place.collection, &place.id, &place.field,
                              &begin, &end, &place.entity, &verdict, &kind}) {
      std::getline(cells, *cell, '\t');
    }
    place.span = {std::stoul(begin), std::stoul(end)};
    place.meant = verdict == "yes";
    place.ambiguous = kind == "a";
    places.push_back(std::move(place));
  }
  return places;
}

std::filesystem::path collections() {
  const char* const shared = std::getenv("LEDE_SHARED");
  return std::filesystem::path(
             shared != nullptr ? shared : LEDE_SOURCE_DIR "/../shared") /
         "data";
}

// Calls `take` with each record of a collection.
template <typename Take>
bool for_each_record(const std::filesystem::path& file, Take take) {
  gzFile stream = gzopen(file.c_str(), "rb");
  if (stream == nullptr) return false;
  std::string line;
  std::vector<char> buffer(1 << 16);
  while (gzgets(stream, buffer.data(), static_cast<int>(buffer.size())) !=
         nullptr) {
    line += buffer.data();
    if (line.back() != '\n') continue;
    take(nlohmann::json::parse(line));
    line.clear();
  }
  gzclose(stream);
  return true;
}

std::string field_of(const nlohmann::json& record, const std::string& name) {
  const auto found = record.find(name);
  return found != record.end() && found->is_string() ? found->get<std::string>()
                                                     : std::string();
}

// The fields of a record in the order of an article's texts.
constexpr const char* kFields[] = {"title", "description", "text"};

std::vector<Mention> mentions_of(const nlohmann::json& record) {
  static Analyzer analyzer;
  TokenStream stream;
  ArticleMentions article(*Lexicon::built_in());
  for (const char* const field : kFields) {
    const std::string text = field_of(record, field);
    analyzer.analyze(text, "", stream);
    article.add(stream, text);
  }
  std::vector<Mention> mentions;
  article.decide(mentions);
  return mentions;
}

bool is_found(const JudgedPlace& place, const std::vector<Mention>& mentions) {
  for (const Mention& mention : mentions) {
    if (kFields[mention.text] == place.field &&
        mention.entity->id == place.entity &&
        mention.span.begin < place.span.end &&
        place.span.begin < mention.span.end) {
      return true;
    }
  }
  return false;
}

struct Tally {
  int found_and_meant = 0;
  int found = 0;
  int meant = 0;

  void count(bool is_found, bool is_meant) {
    found += is_found ? 1 : 0;
    meant += is_meant ? 1 : 0;
    found_and_meant += is_found && is_meant ? 1 : 0;
  }
  [[nodiscard]] double precision() const {
    return static_cast<double>(found_and_meant) / found;
  }
  [[nodiscard]] double recall() const {
    return static_cast<double>(found_and_meant) / meant;
  }
};

TEST(JudgedMentions, AreThreeHundredAndHalfOfThemAmbiguous) {
  const std::vector<JudgedPlace> places = judged_places();
  EXPECT_GE(places.size(), 300U);
  EXPECT_GE(std::ranges::count_if(places, &JudgedPlace::ambiguous), 150);
}

TEST(JudgedMentions, AreFoundWhereTheyAreMeantAndNowhereElse) {
  std::map<std::string, std::map<std::string, std::vector<JudgedPlace>>> asked;
  for (const JudgedPlace& place : judged_places()) {
    asked[place.collection][place.id].push_back(place);
  }
  Tally all;
  Tally ambiguous;
  std::string wrong;
  for (const auto& [collection, articles] : asked) {
    const std::filesystem::path file =
        collections() / ("news-" + collection) / "articles.jsonl.gz";
    const bool read = for_each_record(file, [&](const nlohmann::json& record) {
      const auto places = articles.find(record.at("id").get<std::string>());
      if (places == articles.end()) return;
      const std::vector<Mention> mentions = mentions_of(record);
      for (const JudgedPlace& place : places->second) {
        const bool found = is_found(place, mentions);
        all.count(found, place.meant);
        if (place.ambiguous) ambiguous.count(found, place.meant);
        if (found == place.meant) continue;
        wrong += (found ? "\n  not meant: " : "\n  missed: ") + collection +
                 ' ' + place.id + ' ' + place.field + ' ' +
                 std::to_string(place.span.begin) + ' ' + place.entity;
      }
    });
    if (!read) GTEST_SKIP() << "the collection " << file << " is not there";
  }
  std::cout << "all: precision " << all.precision() << " recall "
            << all.recall() << "; ambiguous: precision "
            << ambiguous.precision() << " recall " << ambiguous.recall()
            << wrong << '\n';
  EXPECT_GE(all.precision(), 0.95);
  EXPECT_GE(all.recall(), 0.95);
}

}  // namespace
}  // namespace lede
