// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/page_hits.h"

#include <utility>

#include "searcher/hit_builder.h"
#include "searcher/story_fold.h"

namespace lede {
namespace {

std::vector<Hit> bare_hits(const Matcher& matcher, const MatchedPage& page) {
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < page.size(); ++i) {
    hits.push_back(bare_hit(matcher.article_id(page, i), page.hits[i].weight));
  }
  return hits;
}

}  // namespace

Result<std::vector<Hit>> hits_of_page(const SearchRequest& request,
                                      IndexView& view, const Lexicon& lexicon,
                                      const MatchPatterns& patterns,
                                      const Matcher& matcher,
                                      const MatchedPage& page, bool partial) {
  std::vector<Hit> hits;
  if (request.ids_only) {
    hits = bare_hits(matcher, page);
    for (Hit& hit : hits) hit.partial = partial;
    return hits;
  }
  HitBuilder builder(request, patterns, lexicon, view.analyzer);
  for (std::size_t i = 0; i < page.size(); ++i) {
    Result<Hit> hit =
        builder.build(matcher.article_id(page, i), matcher.document(page, i),
                      page.hits[i].weight);
    if (!hit) return hit.error();
    hit->partial = partial;
    const std::uint64_t matched = page.matched.empty() ? 1 : page.matched[i];
    Result<StoryOfHit> story =
        story_of_hit(view, page.hits[i].id, *hit, matched);
    if (!story) return story.error();
    hit->story = std::move(*story);
    hits.push_back(std::move(*hit));
  }
  return hits;
}

}  // namespace lede
