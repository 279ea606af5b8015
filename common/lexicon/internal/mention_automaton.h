// SPDX-License-Identifier: GPL-3.0-or-later
//
// The trie over all aliases: sequences of atoms and CJK code points, found in a
// token stream in one pass.

#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/lexicon/internal/sightings.h"
#include "common/lexicon/lexicon.h"

namespace lede::internal {

// Immutable once filled; then any number of threads may search it.
class MentionAutomaton {
 public:
  // What the aliases of one entity share. Both pointers outlive the automaton.
  struct Owner {
    const Entity* entity = nullptr;
    const Needs* needs = nullptr;  // null: nothing decides for it
    bool versioned = false;  // others are versions of it: before a number its
                             // name is meant, in any case
  };

  // Adds an alias. Of aliases made of the same tokens within a kind the one
  // added first wins. Returns false, and adds nothing, if `alias` holds no
  // word.
  bool add(const Owner& owner, const Alias& alias, Analyzer& analyzer);

  // Adds a word or words by which ambiguous names are decided, in singular and
  // plural; the same ones once. Returns their id; 0 if `text` holds no word.
  std::uint32_t add_cue(std::string_view text, Analyzer& analyzer);

  // Adds a text that is no mention though an alias stands in it.
  bool add_not_meant(EntityKind kind, std::string_view text,
                     Analyzer& analyzer);

  // Appends what is seen in the next text; as Lexicon::find_mentions(), but
  // nothing is decided. Of a query everything is sure.
  void find(const TokenStream& stream, std::string_view text, bool as_query,
            Sightings& out) const;

  // The term's id; 0, which no alias has, for every other term.
  std::uint32_t term_id(std::string_view term) const;
  // False only if no path has the second term right behind the first.
  bool may_follow(std::uint32_t first, std::uint32_t second) const {
    return pairs_.test(pair_hash(first, second));
  }

 private:
  class Search;

  // What a node means when a path of tokens ends there.
  struct Ending {
    Owner owner;  // without an entity: a text that is not meant
    EntityKind kind = EntityKind::kTerm;
    bool case_sensitive = false;
    bool ambiguous = false;
    bool unspaced = false;    // no white space may stand within it
    std::string letters;      // ASCII letters of the alias, for the case
    std::string punctuation;  // bytes of the alias that may stand in a gap
  };

  struct Edge {
    std::uint32_t term = 0;
    std::uint32_t node = 0;
  };

  bool add_ending(std::string_view text, Ending ending, Analyzer& analyzer);
  // The node at which a path of these atoms ends, made if it is not there.
  std::uint32_t path(const std::vector<std::string>& atoms);
  std::uint32_t intern(std::string_view term);
  static constexpr std::size_t kPairs = std::size_t{1} << 16;
  static std::size_t pair_hash(std::uint32_t first, std::uint32_t second) {
    return (first * 0x9E37U ^ second) & (kPairs - 1);
  }
  void add_edge(std::uint32_t node, std::uint32_t term_before, Edge edge) {
    edges_[node].push_back(edge);
    pairs_.set(pair_hash(term_before, edge.term));
  }
  // 0 if there is no such step.
  std::uint32_t child(std::uint32_t node, std::uint32_t term) const;

  // Terms of aliases by id, and an open-addressed table of their ids.
  std::vector<std::string> terms_ = {{}};
  std::vector<std::uint32_t> table_ = std::vector<std::uint32_t>(1024, 0);
  std::vector<std::uint32_t> first_ = {0};           // first steps, by term id
  std::vector<std::vector<Edge>> edges_ = {{}};      // further ones, by node
  std::vector<std::vector<Ending>> endings_ = {{}};  // by node
  std::bitset<kPairs> pairs_;  // of terms that follow each other, by hash
  std::vector<std::uint32_t> cues_ = {0};  // by node; 0: no cue ends there
  std::unordered_map<std::string, std::uint32_t> cue_ids_;  // by text added
};

}  // namespace lede::internal
