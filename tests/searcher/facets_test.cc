// SPDX-License-Identifier: GPL-3.0-or-later
//
// Facets counted by numbers are those counted by the texts that documents
// store.

#include "searcher/facets.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "common/analysis/text.h"
#include "common/natural_order.h"
#include "common/schema.h"
#include "searcher/entity_counts.h"
#include "searcher/matcher.h"
#include "searcher/open_view.h"
#include "tests/searcher/test_index.h"

namespace lede {
namespace {

using testing::TempDir;
using testing::TestIndex;
using testing::view_of;

const std::vector<std::string> kWords = {"chips", "export", "price", "launch"};
const std::vector<std::string> kNames = {
    "Nvidia H20", "Nvidia H100",  "H800 GPU",       "Qwen2.5", "Qwen3",
    "GPT-4o",     "OpenAI GPT-5", "Alibaba's Qwen", "Huawei",  "阿里巴巴"};
const std::vector<std::string> kTopics = {
    "Chips", "chips", "ＣＨＩＰＳ", "Policy", "policy", "Modèles", "modeles"};

// Names, topics and authors alike and unlike, some twice in an article.
std::vector<Article> made_articles(std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<Article> articles;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text;
    for (std::size_t left = random() % 4; left > 0; --left) {
      text += kWords[random() % kWords.size()] + " and " +
              kNames[random() % kNames.size()] + " are in it. ";
    }
    Article article = testing::news(
        "f" + std::to_string(seed) + "-" + std::to_string(i), "News", text,
        i % 5 == 0 ? "" : "2025-0" + std::to_string(1 + i % 9) + "-11",
        random() % 2 == 0 ? "Wire A" : "wire a");
    for (std::size_t left = random() % 4; left > 0; --left) {
      article.topics.push_back(kTopics[random() % kTopics.size()]);
    }
    for (std::size_t left = random() % 3; left > 0; --left) {
      article.authors.push_back("Author " + std::to_string(random() % 40));
    }
    articles.push_back(std::move(article));
  }
  return articles;
}

// What a document counts for: by key, the spellings it has.
std::map<std::string, std::vector<std::string>> stored_values(
    const FacetField& field, const std::string& joined,
    const Lexicon& lexicon) {
  std::map<std::string, std::vector<std::string>> values;
  std::string rest = joined + kValueSeparator;
  for (std::size_t end; (end = rest.find(kValueSeparator)) != rest.npos;
       rest.erase(0, end + 1)) {
    std::string value = rest.substr(0, end);
    if (value.empty()) continue;
    if (field.kind == FacetField::Kind::kPlain) {
      values[fold_value(value)].push_back(value);
      continue;
    }
    while (!value.empty()) {
      values[value] = {value};
      const Entity* entity = lexicon.find(value);
      value = entity == nullptr ? "" : entity->family;
    }
  }
  return values;
}

std::vector<FacetValue> by_hand(const FacetField& field, IndexView& view,
                                const MatchedPage& all,
                                const FacetContext& context) {
  std::map<std::string, std::uint64_t> documents;
  std::map<std::string, std::map<std::string, std::uint64_t>> spellings;
  for (const MatchedDocument& hit : all.hits) {
    const std::string joined =
        view.database.get_document(hit.id).get_value(field.slot);
    for (const auto& [key, values] :
         stored_values(field, joined, context.lexicon)) {
      ++documents[key];
      for (const std::string& value : values) ++spellings[key][value];
    }
  }
  std::vector<FacetValue> facet;
  for (const auto& [key, number] : documents) {
    const bool entity = field.kind == FacetField::Kind::kEntity;
    const auto commonest = std::ranges::max_element(
        spellings[key],
        [](const auto& a, const auto& b) { return a.second < b.second; });
    FacetValue value;
    value.value =
        entity ? entity_value(key, context.lexicon) : commonest->first;
    value.label = entity ? entity_label(key, context.lexicon) : value.value;
    value.documents = number;
    facet.push_back(std::move(value));
  }
  std::ranges::stable_sort(facet, [&](const auto& a, const auto& b) {
    if (a.documents != b.documents) return a.documents > b.documents;
    return field.kind == FacetField::Kind::kEntity &&
           natural_less(a.value, b.value);
  });
  if (facet.size() > context.limit) facet.resize(context.limit);
  return facet;
}

void expect_alike(const std::vector<FacetValue>& values,
                  const std::vector<FacetValue>& wanted) {
  ASSERT_EQ(values.size(), wanted.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_EQ(values[i].value, wanted[i].value) << i;
    EXPECT_EQ(values[i].label, wanted[i].label) << i;
    EXPECT_EQ(values[i].documents, wanted[i].documents) << wanted[i].value;
  }
}

IndexQuery random_match(std::mt19937& random) {
  if (random() % 5 == 0) return IndexQuery::all();
  return IndexQuery::term(kWords[random() % kWords.size()]);
}

// All facets of many matches, from one view's names.
void expect_as_by_hand(IndexView& view) {
  const Deadline none;
  const Matcher matcher(view, none);
  const auto lexicon = Lexicon::built_in();
  const TimeZone utc = TimeZone::utc();
  const auto fields = facet_fields(
      {"source", "author", "topic", "lang", "company", "model", "chip"});
  ASSERT_TRUE(fields);
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    const IndexQuery match = random_match(random);
    const FacetContext context{view.names, *lexicon, utc, {}, random() % 12};
    ValueCounts counts;
    for (const FacetField& field : *fields) {
      want_facet(field, view.names, *lexicon, counts);
    }
    MatchOrder order;
    order.limit = 100000;
    order.counts = &counts;
    const MatchedPage all = matcher.page(match, {}, order);
    for (const FacetField& field : *fields) {
      SCOPED_TRACE(field.name + " of " + match.describe());
      expect_alike(make_facet(field, counts, context).values,
                   by_hand(field, view, all, context));
    }
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(Facets, AreThoseOfTheTextsThatDocumentsStore) {
  const TestIndex index(made_articles(600, 1));
  index.write(made_articles(200, 2));
  auto changed = made_articles(100, 3);
  for (std::size_t i = 0; i < changed.size(); ++i) {
    changed[i].id = "f1-" + std::to_string(i * 3);
  }
  index.write(std::move(changed));
  index.remove("f2-7");
  const auto view = view_of(index);
  ASSERT_NE(view->postings, nullptr);
  expect_as_by_hand(*view);
}

TEST(Facets, AreThoseOfTheTextsWithoutPostingsFiles) {
  const TestIndex index(made_articles(300, 4));
  const auto view = view_of(index);
  view->postings = nullptr;
  expect_as_by_hand(*view);
}

TEST(Facets, AreThoseOfTheLexiconAtHand) {
  const TempDir folder;
  const auto file = folder.path() / "lexicon.json";
  std::ofstream(file) << R"([{"id": "chip:h20", "name": "H-Twenty",
      "family": "chip:ampere", "aliases": ["H20"], "replace": true}])";
  const auto other = Lexicon::load(file);
  ASSERT_TRUE(other) << other.error().message;
  const auto built_in = Lexicon::built_in();

  const TestIndex index({testing::news("a", "Chips", "The Nvidia H20 ships.")});
  const auto view = view_of(index);
  const auto fields = facet_fields({"chip"});
  const TimeZone utc = TimeZone::utc();
  const auto labels_by = [&](const Lexicon& lexicon) {
    const Deadline none;
    ValueCounts counts;
    want_facet(fields->front(), view->names, lexicon, counts);
    static_cast<void>(Matcher(*view, none).count(IndexQuery::all(), &counts));
    std::set<std::string> labels;
    for (const FacetValue& value :
         make_facet(fields->front(), counts,
                    {view->names, lexicon, utc, {}, 10})
             .values) {
      labels.insert(value.label);
    }
    return labels;
  };
  EXPECT_TRUE(labels_by(*built_in).contains("H20"));
  EXPECT_TRUE(labels_by(**other).contains("H-Twenty"));
  EXPECT_FALSE(labels_by(**other).contains("Hopper"));
  EXPECT_TRUE(labels_by(*built_in).contains("H20"));
}

}  // namespace
}  // namespace lede
