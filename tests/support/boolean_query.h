// SPDX-License-Identifier: GPL-3.0-or-later
//
// Boolean queries drawn at random, and what their trees say of an article: for
// tests that ask an index and plain loops the same.

#pragma once

#include <algorithm>
#include <random>
#include <string>

#include "searcher/query/tree.h"

namespace lede::testing {

// Two queries made one, in some way they can be typed.
inline std::string combined(const std::string& left, const std::string& right,
                            std::mt19937& random) {
  switch (random() % 6) {
    case 0:
      return "(" + left + " AND " + right + ")";
    case 1:
      return "(" + left + " OR " + right + ")";
    case 2:
      return "(" + left + " -(" + right + "))";
    case 3:
      return "(" + left + " OR NOT (" + right + "))";
    case 4:
      return "+(" + left + ") " + right;
    default:
      return "(" + left + " " + right + ")";
  }
}

// What `node` says if `leaf` tells it of the nodes that are not boolean.
template <typename Leaf>
bool holds(const QueryNode& node, const Leaf& leaf) {
  const auto child_holds = [&](const QueryNode& child) {
    return holds(child, leaf);
  };
  switch (node.kind) {
    case NodeKind::kWords:
    case NodeKind::kAnd:
      return std::ranges::all_of(node.children, child_holds);
    case NodeKind::kOr:
      return std::ranges::any_of(node.children, child_holds);
    case NodeKind::kNot:
      return !child_holds(node.children.front());
    case NodeKind::kMust:
      return child_holds(node.children.front());
    case NodeKind::kAll:
      return true;
    default:
      return leaf(node);
  }
}

}  // namespace lede::testing
