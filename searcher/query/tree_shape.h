// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes inner nodes of a query tree in their one normal shape, so that trees of
// one meaning print alike: no group of one, none inside its like, no sign that
// changes nothing.

#pragma once

#include <vector>

#include "searcher/query/tree.h"

namespace lede::internal {

// Each takes the nodes in order of typing. A single child is returned itself;
// of none, kAll is made.
QueryNode make_words(std::vector<QueryNode> children);
QueryNode make_and(std::vector<QueryNode> children);
QueryNode make_or(std::vector<QueryNode> children);
// `kind`: kNear, kSentence or kParagraph; `distance` is that of kNear.
QueryNode make_near(std::vector<QueryNode> children, NodeKind kind,
                    std::size_t distance);

QueryNode make_not(QueryNode child);
QueryNode make_must(QueryNode child);

// Restricts the leaves that have no field to `field`: a word of a quotation is
// one in the very form typed, as in a phrase. Multiplies the leaves' weights.
void apply_field(QueryNode& node, const std::string& field);
void apply_weight(QueryNode& node, double weight);

// Moves the filters that bind the whole query out of `root` (whose top is then
// normal again) into `filters`.
void lift_filters(QueryNode& root, std::vector<QueryNode>& filters);

}  // namespace lede::internal
