// SPDX-License-Identifier: GPL-3.0-or-later
//
// Forms: the ways in which one thing may stand in an article, each as a query,
// an estimate of how many articles hold it, and what it marks in them.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/schema.h"
#include "searcher/highlight.h"
#include "searcher/query/plan.h"

namespace lede::internal {

struct Form {
  IndexQuery query;  // empty: matches nothing
  std::uint32_t frequency = 0;
  MatchPatterns patterns;  // groups are given later
  // False for what holds nothing to look up, such as a lone emoji: it is left
  // out, while an empty query that asks finds nothing.
  bool asks = true;
  // It asks for passages: OP_SYNONYM cannot count what a source of postings
  // matches.
  bool in_passages = false;
};

// Terms and phrases of the shared layers, or of one text field.
class Scope {
 public:
  // `field`: query name of a text field, or empty for all of them.
  Scope(std::string_view field, const TermStatistics& statistics);

  // `term` with its layer's prefix.
  [[nodiscard]] Form term(const std::string& term) const;
  // Consecutive positions. REQUIRES: !terms.empty().
  [[nodiscard]] Form phrase(const std::vector<std::string>& terms) const;
  // The terms of the exact layer that begin with `stem`, as one. REQUIRES: the
  // scope is not that of quotations, in which each word is looked up by itself.
  [[nodiscard]] Form prefix(const std::string& stem) const;
  // `terms`, not yet prefixed, as a passage holds them.
  [[nodiscard]] OnePassage::Phrase in_passage(
      std::vector<std::string> terms) const;
  [[nodiscard]] std::uint32_t frequency(const std::string& term) const;
  [[nodiscard]] bool matches(const Form& form) const;

 private:
  [[nodiscard]] bool is_body() const;
  [[nodiscard]] bool is_quotation() const;
  [[nodiscard]] std::string prefixed(const std::string& term) const;
  [[nodiscard]] MatchPattern pattern(std::vector<std::string> terms) const;
  void quote(Form& form, OnePassage::Phrase phrase) const;
  // Leaves out what stands in other fields than the body alone: `marks` tell.
  [[nodiscard]] IndexQuery in_body(const IndexQuery& query,
                                   const std::vector<std::string>& marks) const;

  const TextFieldRow* row_ = nullptr;  // nullptr: all fields
  const TermStatistics& statistics_;
};

// Any of the forms, as one term with the sum of their counts (those in passages
// each for itself). Empty ones and those that match nothing are left out, if
// another is not.
Form any_of(std::vector<Form> forms);
Form all_of(std::vector<Form> forms);
Form sum_of(std::vector<Form> forms);  // OR: weights add up

Form scaled(Form form, double weight);

}  // namespace lede::internal
