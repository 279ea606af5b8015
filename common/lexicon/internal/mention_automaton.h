// SPDX-License-Identifier: GPL-3.0-or-later
//
// The trie over all aliases: sequences of atoms and CJK code points, found in a
// token stream in one pass.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"

namespace lede::internal {

// Immutable once filled; then any number of threads may search it.
class MentionAutomaton {
 public:
  // Adds an alias of `entity`, which must outlive the automaton. Of aliases
  // made of the same tokens within a kind the one added first wins. Returns
  // false, and adds nothing, if `alias` holds no word.
  bool add(const Entity& entity, const Alias& alias, Analyzer& analyzer);

  // Adds a text that is no mention though an alias stands in it.
  bool add_not_meant(EntityKind kind, std::string_view text,
                     Analyzer& analyzer);

  // As Lexicon::find_mentions().
  void find(const TokenStream& stream, std::string_view text, bool as_query,
            std::vector<Mention>& out) const;

 private:
  class Search;

  // What a node means when a path of tokens ends there.
  struct Ending {
    const Entity* entity = nullptr;  // null: a text that is not meant
    EntityKind kind = EntityKind::kTerm;
    bool case_sensitive = false;
    bool unspaced = false;    // no white space may stand within it
    std::string letters;      // ASCII letters of the alias, for the case
    std::string punctuation;  // bytes of the alias that may stand in a gap
  };

  struct Edge {
    std::uint32_t term = 0;
    std::uint32_t node = 0;
  };

  bool add_ending(std::string_view text, Ending ending, Analyzer& analyzer);
  void add_path(const std::vector<std::string>& atoms, const Ending& ending);
  std::uint32_t intern(std::string_view term);
  // The term's id; 0, which no alias has, for every other term.
  std::uint32_t term_id(std::string_view term) const;
  // 0 if there is no such step.
  std::uint32_t child(std::uint32_t node, std::uint32_t term) const;

  // Terms of aliases by id, and an open-addressed table of their ids.
  std::vector<std::string> terms_ = {{}};
  std::vector<std::uint32_t> table_ = std::vector<std::uint32_t>(1024, 0);
  std::vector<std::uint32_t> first_ = {0};           // first steps, by term id
  std::vector<std::vector<Edge>> edges_ = {{}};      // further ones, by node
  std::vector<std::vector<Ending>> endings_ = {{}};  // by node
};

}  // namespace lede::internal
