// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many documents hold any of some synonyms, without looking: what their
// weight depends on.
//
// It must be the number that Xapian 1.4 estimates, or answers with and without
// postings files would differ. Xapian takes terms as independent of each other
// and rounds each step, so its tree of steps is built here as it builds it:
// ORs of two at a time, the least frequent in this segment first, ANDs in
// order of frequency, a quarter of it for a phrase and half for nearness.

#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "searcher/match/segment_postings.h"
#include "searcher/query/index_query.h"

namespace lede {

// Documents that match.
struct Frequencies {
  std::uint32_t segment = 0;
  std::uint32_t all = 0;  // of all segments
};

// For queries of one view. Used by one thread. `view` outlives it.
class FrequencyEstimate {
 public:
  // `match` and `bonuses`: all that is asked for. Of a term that is asked for
  // only by its beginning Xapian counts the documents of the first segment that
  // has it.
  FrequencyEstimate(const ViewPostings& view, const IndexQuery& match,
                    const std::vector<IndexQuery>& bonuses);

  // Of `part`, in segment number `segment`. REQUIRES: it asks for no dates and
  // no passages.
  [[nodiscard]] Frequencies of(const IndexQuery& part, std::size_t segment);

 private:
  // What one AND is made of.
  struct Conjunction {
    std::vector<Frequencies> all;
    std::vector<Frequencies> none;
    std::vector<std::uint32_t> divisors;  // of its phrases
  };

  [[nodiscard]] Frequencies of_term(const std::string& term);
  [[nodiscard]] Frequencies of_prefix(const std::string& beginning);
  [[nodiscard]] Frequencies of_conjunction(const IndexQuery& part);
  [[nodiscard]] Frequencies either(std::vector<Frequencies> parts) const;
  [[nodiscard]] Frequencies without(const Frequencies& wanted,
                                    const Frequencies& forbidden) const;
  void add_alternatives(const IndexQuery& part,
                        std::vector<Frequencies>& alternatives);
  void add_conjuncts(const IndexQuery& part, Conjunction& conjunction);
  void find_terms(const IndexQuery& query);

  const ViewPostings& view_;
  std::size_t segment_ = 0;                // being asked about
  std::unordered_set<std::string> terms_;  // that are asked for as such
};

}  // namespace lede
