// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small index to search: articles of a few words, and a Searcher whose clock
// stands still.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"
#include <lede/article.h>
#include <lede/searcher.h>

namespace lede {
struct IndexView;
}

namespace lede::testing {

inline constexpr std::int64_t kNow = 1767225600;  // 2026-01-01

// An article; `published` as written ("2025-09-11"), empty for undated.
Article news(const std::string& id, const std::string& title,
             const std::string& text, const std::string& published = "",
             const std::string& source = "");

// Sixty articles about chips and models, drawn with a seed: some English, some
// Chinese, from four sources over two years, every eighth undated.
std::vector<Article> small_archive();

class TestIndex {
 public:
  TestIndex() = default;
  explicit TestIndex(std::vector<Article> articles) {
    write(std::move(articles));
  }

  // One commit, at `now`. `settle`: merges segments afterwards, as writers do.
  void write(std::vector<Article> articles, bool settle = false,
             std::int64_t now = kNow) const;
  void remove(const std::string& id) const;

  [[nodiscard]] std::string path() const {
    return (folder_.path() / "lede.db").string();
  }
  [[nodiscard]] Searcher open() const;

 private:
  TempDir folder_;
};

// The index as the searcher sees it; fails the test if it cannot.
std::unique_ptr<IndexView> view_of(const TestIndex& index);

// Opens the indexes with a clock that stands at kNow; fails the test if it
// cannot.
Searcher open_searcher(const std::vector<std::string>& indexes);

// Each article is a hit: texts of tests are so short that many would be one
// story.
SearchRequest request_for(const std::string& query);

// The answer; fails the test if there is none.
SearchResponse answer(const Searcher& searcher, const SearchRequest& request);
SearchResponse answer(const Searcher& searcher, const std::string& query);

// The ids of the hits, in order.
std::vector<std::string> ids(const SearchResponse& response);

}  // namespace lede::testing
