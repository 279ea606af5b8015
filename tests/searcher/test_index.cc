// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/searcher/test_index.h"

#include <random>
#include <utility>

#include <gtest/gtest.h>

#include "common/date.h"
#include "indexer/index_writer.h"
#include "searcher/open_view.h"

namespace lede::testing {
namespace {

WriterOptions writer_options(std::int64_t now) {
  WriterOptions options;
  options.lexicon = Lexicon::built_in();
  options.create = true;
  options.clock = [now] { return now; };
  return options;
}

IndexWriter open_writer(const std::string& path, std::int64_t now = kNow) {
  Result<IndexWriter> writer = IndexWriter::open(path, writer_options(now));
  EXPECT_TRUE(writer) << (writer ? "" : writer.error().message);
  return std::move(*writer);
}

template <typename T>
const T& pick(const std::vector<T>& from, std::mt19937& random) {
  return from[random() % from.size()];
}

}  // namespace

Article news(const std::string& id, const std::string& title,
             const std::string& text, const std::string& published,
             const std::string& source) {
  Article article;
  article.id = id;
  article.title = title;
  article.text = text;
  article.source = source;
  if (!published.empty()) {
    article.published = parse_date(published, TimeZone::utc());
  }
  return article;
}

std::vector<Article> small_archive() {
  const std::vector<std::string> words = {
      "training", "chips", "foundry", "model",  "export", "cluster",
      "memory",   "price", "launch",  "budget", "power",  "芯片"};
  const std::vector<std::string> names = {"Nvidia", "Alibaba", "Huawei",
                                          "OpenAI"};
  const std::vector<std::string> sources = {"Wire A", "Wire B", "Wire C",
                                            "Wire D"};
  const std::vector<std::string> topics = {"Chips", "Policy", "Models"};
  std::mt19937 random(20250911);
  std::vector<Article> articles;
  for (int i = 0; i < 60; ++i) {
    std::string text;
    for (int word = 0; word < 30; ++word) {
      text += (word == 0 ? "" : " ") + pick(words, random);
    }
    text += ". " + pick(names, random) + " said so.";
    if (i % 5 == 0) text.insert(0, "中国的芯片训练。");
    Article article = news("n" + std::to_string(i),
                           pick(words, random) + " " + pick(words, random),
                           text, "", pick(sources, random));
    article.topics = {pick(topics, random)};
    if (i % 8 != 0) {
      article.published =
          Date{kNow - static_cast<std::int64_t>(random() % 730) * 86400,
               DatePrecision::kSecond};
    }
    articles.push_back(std::move(article));
  }
  return articles;
}

void TestIndex::write(std::vector<Article> articles, bool settle,
                      std::int64_t now) const {
  IndexWriter writer = open_writer(path(), now);
  const auto written = writer.write(std::move(articles));
  EXPECT_TRUE(written) << (written ? "" : written.error().message);
  if (settle) {
    EXPECT_TRUE(writer.settle());
  }
}

void TestIndex::remove(const std::string& id) const {
  EXPECT_TRUE(open_writer(path()).remove({article_key(id)}));
}

Searcher TestIndex::open() const { return open_searcher({path()}); }

std::unique_ptr<IndexView> view_of(const TestIndex& index) {
  PostingsCache postings;
  StoryTables tables;
  const auto address = parse_index_address(index.path());
  auto view = open_view({*address}, postings, tables);
  EXPECT_TRUE(view) << (view ? "" : view.error().message);
  return std::move(*view);
}

Searcher open_searcher(const std::vector<std::string>& indexes) {
  SearcherOptions options;
  options.clock = [] { return kNow; };
  Result<Searcher> searcher = Searcher::open(indexes, std::move(options));
  EXPECT_TRUE(searcher) << (searcher ? "" : searcher.error().message);
  return std::move(*searcher);
}

SearchRequest request_for(const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.stories = false;
  return request;
}

SearchResponse answer(const Searcher& searcher, const SearchRequest& request) {
  Result<SearchResponse> response = searcher.search(request);
  EXPECT_TRUE(response) << (response ? "" : response.error().message);
  return response ? std::move(*response) : SearchResponse{};
}

SearchResponse answer(const Searcher& searcher, const std::string& query) {
  return answer(searcher, request_for(query));
}

std::vector<std::string> ids(const SearchResponse& response) {
  std::vector<std::string> found;
  for (const Hit& hit : response.hits) found.push_back(hit.id);
  return found;
}

}  // namespace lede::testing
