// SPDX-License-Identifier: GPL-3.0-or-later
//
// What each article of a story tells that those before it had not.

#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/analyzer.h"
#include <lede/article.h>
#include <lede/story.h>

namespace lede {

// Takes the articles of one story, earliest first. The arguments outlive it;
// one thread.
class StoryAdditions {
 public:
  explicit StoryAdditions(Analyzer& analyzer) : analyzer_(analyzer) {}

  // Fills new_entities, new_figures and new_sentences of `told`; `entities`
  // are the article's. Costs about as much as analyzing the article does.
  void add(const Article& article, const std::vector<HitEntity>& entities,
           StoryArticle& told);

 private:
  // Sentences already told in one language, by the words they hold.
  struct Told {
    std::uint32_t sentences = 0;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_word;
  };
  struct Sentence {
    std::string_view text;
    std::vector<std::uint64_t> words;  // hashes, each once
  };

  void add_entities(const std::vector<HitEntity>& entities, StoryArticle& told);
  void add_figures(const Article& article, StoryArticle& told);
  void add_sentences(const Article& article, StoryArticle& told);
  [[nodiscard]] std::vector<Sentence> sentences_of(std::string_view text,
                                                   std::string_view lang);
  [[nodiscard]] static bool is_told(const Sentence& sentence, const Told& told);

  Analyzer& analyzer_;
  bool first_ = true;
  std::set<std::string> entities_;  // ids
  std::set<std::string> figures_;
  std::unordered_map<std::string, Told> told_;  // by language
  TokenStream stream_;
};

}  // namespace lede
