// SPDX-License-Identifier: GPL-3.0-or-later
//
// A ranking of documents -> a ranking of stories, each by its best document.

#pragma once

#include <cstdint>
#include <string_view>

#include "searcher/index_reader.h"
#include "searcher/matcher.h"
#include "searcher/stage_clock.h"
#include <lede/response.h>
#include <lede/result.h>

namespace lede {

// As Matcher::page(), but the hits, offset and limit are of stories: of each
// the first document of the ranking, with how many match in all. The stories
// are counted with the documents. A page is the same whatever its limit.
// What takes no
// matching is of the stage of folding. REQUIRES: order.exact_total,
// order.stories is null.
MatchedPage folded_page(const Matcher& matcher, IndexView& view,
                        const IndexQuery& match, const RankParts& parts,
                        MatchOrder order, StageClock& clock);

// Leaves of a ranking the first document of each story, and none of a story
// that `above` shows. What is left is not counted.
void fold_partial(const IndexView& view, const MatchedPage& above,
                  MatchedPage& page);

// Counts the stories of what matches.
std::uint64_t count_matched_stories(const Matcher& matcher, IndexView& view,
                                    const IndexQuery& match);

// The story of `hit`, the document `id` of the view, of which `matched` match.
// Reads the story's earliest article. Throws what Xapian throws; kCorrupt.
//
// REQUIRES: key, id, source and published of `hit` are set.
Result<StoryOfHit> story_of_hit(const IndexView& view, Xapian::docid id,
                                const Hit& hit, std::uint64_t matched);

}  // namespace lede
