// SPDX-License-Identifier: GPL-3.0-or-later
//
// What depends on where terms stand: phrases, nearness, passages.

#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "searcher/match/conjunction_node.h"
#include "searcher/match/passages.h"
#include "searcher/match/term_node.h"

namespace lede {

// Terms one behind the other or, in any order, within a window. Weighs what the
// terms weigh.
class NearNode final : public MatchNode {
 public:
  enum class Kind : std::uint8_t { kPhrase, kNear };

  struct Word {
    std::unique_ptr<TermNode> node;
    std::uint8_t mark = 0;  // neighbor_mark() of the term
  };

  // `window`: positions, of kNear.
  // REQUIRES: two words or more.
  NearNode(Kind kind, std::vector<Word> words, std::uint32_t window);

  void fill(std::uint32_t block, DocSet& set) override;
  void narrow(std::uint32_t block, DocSet& set) override;
  [[nodiscard]] bool may_match(std::uint32_t ordinal) override;
  [[nodiscard]] bool confirm(std::uint32_t ordinal) override;
  // That of the term that occurs least.
  [[nodiscard]] bool count(std::uint32_t ordinal, std::uint32_t& wdf) override;
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;
  void add_parts(std::vector<MatchNode*>& parts) override;

 private:
  struct Term {
    TermNode* node = nullptr;
    std::uint32_t offset = 0;  // in the phrase
    WordNeighbors beside;      // that a phrase asks for
    PositionCursor at;
  };

  // False if the term has no position in the document, or not those beside it.
  static bool read_positions(Term& term, std::uint32_t ordinal);
  [[nodiscard]] bool is_phrase(std::uint32_t ordinal);
  [[nodiscard]] bool is_near(std::uint32_t ordinal);
  [[nodiscard]] bool place(std::size_t term, std::uint32_t first);

  Kind kind_;
  std::uint32_t window_;
  std::vector<Term> terms_;           // rarest first
  std::vector<std::uint32_t> taken_;  // positions, by term
  ConjunctionNode all_;
};

// Phrases in one passage, see OnePassage. Weighs nothing.
class PassageNode final : public MatchNode {
 public:
  PassageNode(const SegmentContext& context, const OnePassage& asked);

  void fill(std::uint32_t block, DocSet& set) override;
  void narrow(std::uint32_t block, DocSet& set) override;
  [[nodiscard]] bool may_match(std::uint32_t ordinal) override;
  [[nodiscard]] bool confirm(std::uint32_t ordinal) override;
  [[nodiscard]] bool count(std::uint32_t ordinal, std::uint32_t& wdf) override;
  [[nodiscard]] bool weigh(std::uint32_t ordinal, double& weight) override;

 private:
  const SegmentContext& context_;
  OnePassage asked_;
  std::unique_ptr<MatchNode> all_;  // holds all of the terms
};

// The term's node, also where the segment does not have it.
std::unique_ptr<TermNode> make_term(const SegmentContext& context,
                                    const std::string& term, TermWeight weight);

}  // namespace lede
