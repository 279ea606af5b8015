// SPDX-License-Identifier: GPL-3.0-or-later
//
// Normal shapes of query trees.

#include "searcher/query/tree_shape.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "searcher/query/fields.h"
#include "searcher/query/suffixes.h"

namespace lede::internal {
namespace {

Span span_of(const std::vector<QueryNode>& children) {
  if (children.empty()) return {};
  return {children.front().source.begin, children.back().source.end};
}

// Children that are groups of `kind` themselves give way to their own.
std::vector<QueryNode> flattened(std::vector<QueryNode> children,
                                 NodeKind kind) {
  std::vector<QueryNode> flat;
  for (QueryNode& child : children) {
    if (child.kind == kind) {
      std::ranges::move(child.children, std::back_inserter(flat));
    } else {
      flat.push_back(std::move(child));
    }
  }
  return flat;
}

QueryNode make_group(std::vector<QueryNode> children, NodeKind kind) {
  QueryNode node;
  node.source = span_of(children);
  children = flattened(std::move(children), kind);
  if (children.size() == 1) return std::move(children.front());
  if (children.empty()) return node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

// "+" says nothing where the operator already decides.
std::vector<QueryNode> without_signs(std::vector<QueryNode> children) {
  for (QueryNode& child : children) {
    if (child.kind == NodeKind::kMust) {
      QueryNode inner = std::move(child.children.front());
      child = std::move(inner);
    }
  }
  return children;
}

QueryNode wrap(QueryNode child, NodeKind kind) {
  QueryNode node;
  node.kind = kind;
  node.source = child.source;
  node.children.push_back(std::move(child));
  return node;
}

bool is_filter(const QueryNode& node) { return lede::is_filter(node.kind); }

bool is_liftable(const QueryNode& node) {
  return is_filter(node) ||
         (node.kind == NodeKind::kNot && is_filter(node.children.front()));
}

// company:a OR company:b is company:(a OR b).
void join_alternatives(QueryNode& node) {
  if (node.kind == NodeKind::kNot) {
    join_alternatives(node.children.front());
    return;
  }
  if (node.kind != NodeKind::kOr) return;
  const std::string field = node.children.front().field;
  for (const QueryNode& child : node.children) {
    if (child.kind != NodeKind::kFilter || child.field != field) return;
  }
  std::vector<QueryNode> alternatives;
  for (QueryNode& child : node.children) {
    if (child.children.empty()) {
      alternatives.push_back(std::move(child));
    } else {
      std::ranges::move(child.children, std::back_inserter(alternatives));
    }
  }
  node.kind = NodeKind::kFilter;
  node.field = field;
  node.children = std::move(alternatives);
}

// Moves the liftable nodes of `nodes` to `filters`.
void take_filters(std::vector<QueryNode>& nodes,
                  std::vector<QueryNode>& filters) {
  std::vector<QueryNode> rest;
  for (QueryNode& node : nodes) {
    join_alternatives(node);
    (is_liftable(node) ? filters : rest).push_back(std::move(node));
  }
  nodes = std::move(rest);
}

}  // namespace

QueryNode make_words(std::vector<QueryNode> children) {
  return make_group(std::move(children), NodeKind::kWords);
}

QueryNode make_and(std::vector<QueryNode> children) {
  if (children.size() == 1) return std::move(children.front());
  return make_group(without_signs(std::move(children)), NodeKind::kAnd);
}

QueryNode make_or(std::vector<QueryNode> children) {
  if (children.size() == 1) return std::move(children.front());
  return make_group(without_signs(std::move(children)), NodeKind::kOr);
}

QueryNode make_near(std::vector<QueryNode> children, NodeKind kind,
                    std::size_t distance) {
  QueryNode node = make_group(without_signs(std::move(children)), kind);
  node.distance = distance;
  return node;
}

QueryNode make_not(QueryNode child) {
  if (child.kind == NodeKind::kNot) return std::move(child.children.front());
  if (child.kind == NodeKind::kMust) {
    return make_not(std::move(child.children.front()));
  }
  return wrap(std::move(child), NodeKind::kNot);
}

QueryNode make_must(QueryNode child) {
  if (child.kind == NodeKind::kMust || child.kind == NodeKind::kNot ||
      is_filter(child)) {
    return child;
  }
  return wrap(std::move(child), NodeKind::kMust);
}

void apply_field(QueryNode& node, const std::string& field) {
  if (is_filter(node)) return;
  if (node.children.empty() && node.field.empty()) {
    node.field = field;
    if (node.kind == NodeKind::kWord && is_quotation(node)) {
      node.kind = NodeKind::kPhrase;
    }
  }
  for (QueryNode& child : node.children) apply_field(child, field);
}

void apply_weight(QueryNode& node, double weight) {
  if (is_filter(node)) return;
  if (node.children.empty()) node.weight = bounded_weight(node.weight * weight);
  for (QueryNode& child : node.children) apply_weight(child, weight);
}

void lift_filters(QueryNode& root, std::vector<QueryNode>& filters) {
  std::vector<QueryNode> top;
  if (root.kind == NodeKind::kWords) {
    top = std::move(root.children);
  } else {
    top.push_back(std::move(root));
  }
  std::vector<QueryNode> rest;
  for (QueryNode& node : top) {
    std::vector<QueryNode> parts;
    const bool conjunction = node.kind == NodeKind::kAnd;
    if (conjunction) {
      parts = std::move(node.children);
    } else {
      parts.push_back(std::move(node));
    }
    take_filters(parts, filters);
    // What is left of "a AND source:x" is as wanted as it was.
    const bool lone = conjunction && parts.size() == 1;
    if (parts.empty()) continue;
    QueryNode left = make_and(std::move(parts));
    rest.push_back(lone ? make_must(std::move(left)) : std::move(left));
  }
  root = make_words(std::move(rest));
}

}  // namespace lede::internal
