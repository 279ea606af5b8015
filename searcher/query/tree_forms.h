// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nodes of the tree as forms: phrases, NEAR, prefixes, exact words, and groups
// in parentheses, which mean just what they say whatever the match mode.

#pragma once

#include <vector>

#include "searcher/query/forms.h"
#include "searcher/query/plan.h"
#include "searcher/query/tree.h"

namespace lede::internal {

// Reads nodes for one query; collects what is to be said about them.
class TreeForms {
 public:
  TreeForms(bool mixed_case, const PlanContext& context,
            std::vector<Warning>& warnings)
      : mixed_case_(mixed_case), context_(context), warnings_(warnings) {}

  // The form of any node; it does not ask if it holds nothing to look up.
  [[nodiscard]] Form form(const QueryNode& node);

  // Any of the words of a quotation, weighed as they would be outside it.
  [[nodiscard]] Form any_word(const QueryNode& phrase);

  // Forbidden nodes (children of kNot) as one query; empty if there are none.
  [[nodiscard]] IndexQuery forbidden(const std::vector<QueryNode>& nodes);

  // False once an expansion had to be cut.
  [[nodiscard]] bool exact() const { return exact_; }

 private:
  [[nodiscard]] Form leaf(const QueryNode& node);
  [[nodiscard]] Form words(const QueryNode& node);
  [[nodiscard]] Form row_of_words(const std::vector<QueryNode>& words);
  [[nodiscard]] Form as_word(const QueryNode& node);
  [[nodiscard]] Form fuzzy(const QueryNode& node);
  [[nodiscard]] Form exact_word(const QueryNode& node);
  [[nodiscard]] Form phrase(const QueryNode& node);
  // The children of a node of nearness, each by itself.
  struct Neighbours {
    std::vector<Form> forms;
    std::vector<OnePassage::Phrase> phrases;
  };
  [[nodiscard]] Neighbours neighbours(const QueryNode& node);
  [[nodiscard]] static Form together(const QueryNode& node,
                                     std::vector<Form> neighbours,
                                     const IndexQuery& filter);
  [[nodiscard]] Form near(const QueryNode& node);
  [[nodiscard]] Form in_one_passage(const QueryNode& node);
  [[nodiscard]] Form nearly_in_one(const QueryNode& node);
  [[nodiscard]] Form as_if_quoted(const QueryNode& node);
  [[nodiscard]] Form prefix(const QueryNode& node);
  [[nodiscard]] Form conjunction(const QueryNode& node);
  [[nodiscard]] Form alternatives(const QueryNode& node);
  [[nodiscard]] Form filter(const QueryNode& node);

  bool mixed_case_;
  const PlanContext& context_;
  std::vector<Warning>& warnings_;
  bool exact_ = true;
};

}  // namespace lede::internal
