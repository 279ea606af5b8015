// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of some hits tells best what they are about.

#include "searcher/top_story.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace lede {

std::optional<TopStory> top_story(std::span<const Hit> hits, std::size_t best,
                                  const std::set<std::string>& entities) {
  const auto first = hits.first(std::min(best, hits.size()));
  if (first.empty()) return std::nullopt;
  std::map<std::string_view, std::size_t> of_story;
  for (const Hit& hit : hits) ++of_story[hit.story.id];
  const auto merit = [&](const Hit& hit) {
    return std::pair(of_story[hit.story.id],
                     std::ranges::count_if(hit.entities, [&](const auto& each) {
                       return entities.contains(each.id);
                     }));
  };
  // The first of the greatest.
  const Hit& hit = *std::ranges::max_element(first, {}, merit);
  return TopStory{hit.key,       hit.id,   hit.title,    hit.source,
                  hit.published, hit.lang, hit.story.id, hit.story.documents};
}

}  // namespace lede
