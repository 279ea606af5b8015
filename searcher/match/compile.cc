// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/compile.h"

#include <algorithm>
#include <utility>

#include "searcher/match/conjunction_node.h"
#include "searcher/match/document_nodes.h"
#include "searcher/match/many_terms_node.h"
#include "searcher/match/position_nodes.h"

namespace lede {
namespace {

using Op = IndexQuery::Op;

// Synonyms from which on no term is looked up by itself.
constexpr std::size_t kManyTerms = 16;

bool are_terms(const IndexQuery& query) {
  return std::ranges::all_of(query.children(), [](const IndexQuery& child) {
    return child.op() == Op::kTerm;
  });
}

}  // namespace

TermWeight Compiler::weight(std::uint32_t frequency, double factor) const {
  if (factor == 0) return {};
  const std::uint32_t documents = context_.view.documents();
  return plus_ ? TermWeight::bm25_plus(frequency, documents, factor)
               : TermWeight::bm25(frequency, documents, factor);
}

std::unique_ptr<MatchNode> Compiler::compile(const IndexQuery& query,
                                             double factor) {
  switch (query.op()) {
    case Op::kNothing:
      return std::make_unique<TermNode>(context_, PostingList(), TermWeight());
    case Op::kAll:
      return std::make_unique<AllNode>(context_);
    case Op::kTerm:
      return term(query.term(), factor);
    case Op::kPrefix:
      return prefix(query, factor);
    case Op::kPublished:
      return std::make_unique<PublishedNode>(context_, query.interval());
    case Op::kIndexed:
      break;  // Matcher asks Xapian's own
    case Op::kPassage:
      return std::make_unique<PassageNode>(context_, query.passage());
    case Op::kFreshness:
      return std::make_unique<FreshnessNode>(context_, query.scale(), factor);
    case Op::kOr: {
      MatchNodes alternatives;
      add_alternatives(query, factor, alternatives);
      return std::make_unique<UnionNode>(std::move(alternatives));
    }
    case Op::kSynonym:
      return synonym(query, factor);
    case Op::kPhrase:
    case Op::kNear:
      return near(query, factor);
    case Op::kAnd:
    case Op::kFilter:
      return conjunction(query, factor);
    case Op::kAndNot:
      return std::make_unique<ExclusionNode>(
          compile(query.children()[0], factor),
          compile(query.children()[1], 0));
    case Op::kAndMaybe:
      if (factor == 0) return compile(query.children()[0], 0);
      return std::make_unique<BonusNode>(compile(query.children()[0], factor),
                                         compile(query.children()[1], factor));
    case Op::kScale:
      return compile(query.children()[0], factor * query.factor());
  }
  return nullptr;
}

std::unique_ptr<TermNode> Compiler::term(const std::string& term,
                                         double factor) const {
  const TermWeight weighs = factor == 0
                                ? TermWeight()
                                : weight(context_.view.frequency(term), factor);
  return make_term(context_, term, weighs);
}

std::unique_ptr<MatchNode> Compiler::prefix(const IndexQuery& query,
                                            double factor) {
  const TermRange range = context_.file().starting_with(query.term());
  std::vector<PostingList> lists;
  lists.reserve(range.end - range.begin);
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    lists.push_back(context_.file().list(i));
  }
  TermWeight weighs;
  if (factor != 0) {
    weighs = weight(estimate_.of(query, context_.number).all, factor);
  }
  return std::make_unique<ManyTermsNode>(context_, std::move(lists), weighs);
}

std::unique_ptr<MatchNode> Compiler::synonym(const IndexQuery& query,
                                             double factor) {
  TermWeight weighs;
  if (factor != 0) {
    weighs = weight(estimate_.of(query, context_.number).all, factor);
  }
  if (query.children().size() >= kManyTerms && are_terms(query)) {
    std::vector<PostingList> lists;
    for (const IndexQuery& child : query.children()) {
      const auto list = context_.file().find(child.term());
      if (list) lists.push_back(*list);
    }
    return std::make_unique<ManyTermsNode>(context_, std::move(lists), weighs);
  }
  MatchNodes children;
  for (const IndexQuery& child : query.children()) {
    add_alternatives(child, 0, children);
  }
  return std::make_unique<SynonymNode>(context_, std::move(children), weighs);
}

std::unique_ptr<MatchNode> Compiler::near(const IndexQuery& query,
                                          double factor) const {
  std::vector<NearNode::Word> words;
  for (const IndexQuery& child : query.children()) {
    words.push_back({term(child.term(), factor), neighbor_mark(child.term())});
  }
  const auto kind = query.op() == Op::kPhrase ? NearNode::Kind::kPhrase
                                              : NearNode::Kind::kNear;
  return std::make_unique<NearNode>(kind, std::move(words), query.window());
}

std::unique_ptr<MatchNode> Compiler::conjunction(const IndexQuery& query,
                                                 double factor) {
  MatchNodes conjuncts;
  add_conjuncts(query, factor, conjuncts);
  // Xapian tests positions last, and takes the count of what it tests last.
  MatchNode* counted = nullptr;
  for (const auto& conjunct : conjuncts) {
    if (dynamic_cast<NearNode*>(conjunct.get()) != nullptr) {
      counted = conjunct.get();
    }
  }
  return std::make_unique<ConjunctionNode>(std::move(conjuncts), counted);
}

void Compiler::add_conjuncts(const IndexQuery& query, double factor,
                             MatchNodes& conjuncts) {
  if (query.op() == Op::kAnd) {
    for (const IndexQuery& child : query.children()) {
      add_conjuncts(child, factor, conjuncts);
    }
  } else if (query.op() == Op::kFilter) {
    add_conjuncts(query.children()[0], factor, conjuncts);
    add_conjuncts(query.children()[1], 0, conjuncts);
  } else {
    conjuncts.push_back(compile(query, factor));
  }
}

void Compiler::add_alternatives(const IndexQuery& query, double factor,
                                MatchNodes& alternatives) {
  if (query.op() == Op::kOr) {
    for (const IndexQuery& child : query.children()) {
      add_alternatives(child, factor, alternatives);
    }
  } else if (query.op() == Op::kScale) {
    add_alternatives(query.children()[0], factor * query.factor(),
                     alternatives);
  } else {
    alternatives.push_back(compile(query, factor));
  }
}

}  // namespace lede
