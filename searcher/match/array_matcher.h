// SPDX-License-Identifier: GPL-3.0-or-later
//
// Matches over postings files: the same answers as those of Xapian's own
// matcher, sooner.

#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <vector>

#include "searcher/deadline.h"
#include "searcher/match/segment_match.h"
#include "searcher/match/segment_postings.h"
#include "searcher/matcher.h"

namespace lede {

// Answers as Matcher does.
class ArrayMatcher {
 public:
  // Both arguments outlive it.
  ArrayMatcher(const ViewPostings& postings, const Deadline& deadline)
      : postings_(postings), deadline_(deadline) {}

  [[nodiscard]] MatchedPage page(const IndexQuery& match,
                                 const RankParts& parts,
                                 const MatchOrder& order) const;
  // True if some document matches; stops at the first.
  [[nodiscard]] bool any(const IndexQuery& match) const;

 private:
  struct Wanted;

  void run(std::list<SegmentMatch>& segments, const Wanted& wanted) const;
  void run_block(SegmentMatch& segment, std::uint32_t block,
                 const Wanted& wanted, DocSet& set) const;
  [[nodiscard]] std::list<SegmentMatch> compile(const IndexQuery& match,
                                                const RankParts& parts,
                                                bool ranked) const;
  [[nodiscard]] std::optional<std::uint64_t> known_total(
      const IndexQuery& match) const;
  [[nodiscard]] std::optional<MatchedPage> first_postings(
      const IndexQuery& match, const MatchOrder& order) const;
  void add_ids(const PostingBlock& block, std::size_t count,
               std::vector<MatchedDocument>& hits) const;
  void rank(std::list<SegmentMatch>& segments, const MatchOrder& order,
            Wanted& wanted, MatchedPage& page) const;

  const ViewPostings& postings_;
  const Deadline& deadline_;
};

}  // namespace lede
