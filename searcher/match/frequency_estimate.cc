// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/frequency_estimate.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace lede {
namespace {

using Op = IndexQuery::Op;

constexpr std::uint32_t kPhraseDivisor = 4;
constexpr std::uint32_t kNearDivisor = 2;

std::uint32_t rounded(double number) {
  return static_cast<std::uint32_t>(std::lround(number));
}

std::uint32_t either_of(double a, double b, double documents) {
  return documents == 0 ? 0 : rounded(a + b - a * b / documents);
}

bool rarer_last(const Frequencies& a, const Frequencies& b) {
  return a.segment > b.segment;
}

}  // namespace

FrequencyEstimate::FrequencyEstimate(const ViewPostings& view,
                                     const IndexQuery& match,
                                     const std::vector<IndexQuery>& bonuses)
    : view_(view) {
  if (view_.size() == 1) return;
  find_terms(match);
  for (const IndexQuery& bonus : bonuses) find_terms(bonus);
}

void FrequencyEstimate::find_terms(const IndexQuery& query) {
  if (query.empty()) return;
  if (query.op() == Op::kTerm) terms_.insert(query.term());
  for (const IndexQuery& child : query.children()) find_terms(child);
}

Frequencies FrequencyEstimate::of(const IndexQuery& part, std::size_t segment) {
  segment_ = segment;
  switch (part.op()) {
    case Op::kNothing:
      return {};
    case Op::kTerm:
      return of_term(part.term());
    case Op::kPrefix:
      return of_prefix(part.term());
    case Op::kOr:
    case Op::kSynonym: {
      std::vector<Frequencies> alternatives;
      for (const IndexQuery& child : part.children()) {
        add_alternatives(child, alternatives);
      }
      return either(std::move(alternatives));
    }
    case Op::kAndNot: {
      std::vector<Frequencies> forbidden;
      add_alternatives(part.children()[1], forbidden);
      return without(of(part.children()[0], segment),
                     either(std::move(forbidden)));
    }
    case Op::kAnd:
    case Op::kFilter:
    case Op::kPhrase:
    case Op::kNear:
      return of_conjunction(part);
    case Op::kAndMaybe:
    case Op::kScale:
      return of(part.children()[0], segment);
    case Op::kAll:
      return {view_.segment(segment).documents(), view_.documents()};
    case Op::kPublished:
    case Op::kIndexed:
    case Op::kPassage:
    case Op::kFreshness:
      break;
  }
  assert(false);
  return {};
}

Frequencies FrequencyEstimate::of_term(const std::string& term) {
  const SegmentPostings& segment = view_.segment(segment_);
  const auto list = segment.file().find(term);
  return {list ? segment.frequency(*list) : 0, view_.frequency(term)};
}

Frequencies FrequencyEstimate::of_prefix(const std::string& beginning) {
  const SegmentPostings& segment = view_.segment(segment_);
  const TermRange range = segment.file().starting_with(beginning);
  std::vector<Frequencies> terms;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const std::string term(segment.file().term(i));
    const std::uint32_t here = segment.frequency(segment.file().list(i));
    if (here == 0) continue;
    std::uint32_t all = here;
    if (terms_.contains(term)) {
      all = view_.frequency(term);
    } else {
      for (std::size_t s = 0; s < segment_; ++s) {
        const auto list = view_.segment(s).file().find(term);
        const std::uint32_t there =
            list ? view_.segment(s).frequency(*list) : 0;
        if (there == 0) continue;
        all = there;
        break;
      }
    }
    terms.push_back({here, all});
  }
  return either(std::move(terms));
}

void FrequencyEstimate::add_alternatives(
    const IndexQuery& part, std::vector<Frequencies>& alternatives) {
  if (part.op() != Op::kOr) {
    alternatives.push_back(of(part, segment_));
    return;
  }
  for (const IndexQuery& child : part.children()) {
    add_alternatives(child, alternatives);
  }
}

// As a Huffman tree is built.
Frequencies FrequencyEstimate::either(std::vector<Frequencies> parts) const {
  if (parts.empty()) return {};
  std::ranges::make_heap(parts, rarer_last);
  while (parts.size() > 1) {
    const Frequencies first = parts.front();
    std::ranges::pop_heap(parts, rarer_last);
    parts.pop_back();
    const Frequencies second = parts.front();
    std::ranges::pop_heap(parts, rarer_last);
    parts.back() = {either_of(second.segment, first.segment,
                              view_.segment(segment_).documents()),
                    either_of(second.all, first.all, view_.documents())};
    std::ranges::push_heap(parts, rarer_last);
  }
  return parts.front();
}

Frequencies FrequencyEstimate::without(const Frequencies& wanted,
                                       const Frequencies& forbidden) const {
  const auto left = [](double documents, double others, double all) {
    return all == 0 ? 0 : rounded(documents * (1.0 - others / all));
  };
  return {left(wanted.segment, forbidden.segment,
               view_.segment(segment_).documents()),
          left(wanted.all, forbidden.all, view_.documents())};
}

void FrequencyEstimate::add_conjuncts(const IndexQuery& part,
                                      Conjunction& conjunction) {
  switch (part.op()) {
    case Op::kPhrase:
      conjunction.divisors.push_back(kPhraseDivisor);
      break;
    case Op::kNear:
      conjunction.divisors.push_back(kNearDivisor);
      break;
    case Op::kAnd:
    case Op::kFilter:
      break;
    case Op::kAndMaybe:
      add_conjuncts(part.children()[0], conjunction);
      return;
    case Op::kAndNot:
      add_conjuncts(part.children()[0], conjunction);
      add_alternatives(part.children()[1], conjunction.none);
      return;
    default:
      conjunction.all.push_back(of(part, segment_));
      return;
  }
  for (const IndexQuery& child : part.children()) {
    add_conjuncts(child, conjunction);
  }
}

Frequencies FrequencyEstimate::of_conjunction(const IndexQuery& part) {
  Conjunction conjunction;
  add_conjuncts(part, conjunction);
  std::ranges::sort(conjunction.all, {}, &Frequencies::segment);
  double here = conjunction.all.front().segment;
  double all = conjunction.all.front().all;
  for (std::size_t i = 1; i < conjunction.all.size(); ++i) {
    here = here * conjunction.all[i].segment /
           std::max(1U, view_.segment(segment_).documents());
    all = all * conjunction.all[i].all / std::max(1U, view_.documents());
  }
  Frequencies found{rounded(here), rounded(all)};
  if (!conjunction.none.empty()) {
    found = without(found, either(std::move(conjunction.none)));
  }
  for (const std::uint32_t divisor : conjunction.divisors) {
    found = {found.segment / divisor, found.all / divisor};
  }
  return found;
}

}  // namespace lede
