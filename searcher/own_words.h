// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a query itself says, so that it is not told as news.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"
#include "searcher/index_reader.h"
#include <lede/reading.h>
#include <lede/request.h>

namespace lede {

// Words and entities of one query, other forms of its words included. Used by
// one thread.
class OwnWords {
 public:
  // The arguments but `reading` and `filters` outlive it.
  OwnWords(const QueryReading& reading, const std::vector<FieldFilter>& filters,
           IndexView& view, const Lexicon& lexicon);

  // True if a word or phrase (WordTally's folded form) says nothing the query
  // does not.
  [[nodiscard]] bool has_word(const std::string& folded) const;
  // True for the query's entities and the families they are versions of.
  [[nodiscard]] bool has_entity(const std::string& id) const {
    return entities_.contains(id);
  }

 private:
  void add_text(const std::string& text);
  void add_entity(const Entity* entity);
  [[nodiscard]] bool has_one_word(const std::string& word) const;

  IndexView& view_;
  const Lexicon& lexicon_;
  std::set<std::string> terms_;  // exact forms and stems
  std::set<std::string> runs_;   // of CJK
  std::set<std::string> entities_;
};

}  // namespace lede
