// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of some hits tells best what they are about.

#include "searcher/top_story.h"

#include <algorithm>
#include <utility>

namespace lede {

std::optional<TopStory> top_story(std::span<const Hit> hits,
                                  const std::set<std::string>& entities) {
  if (hits.empty()) return std::nullopt;
  const auto merit = [&](const Hit& hit) {
    return std::pair(hit.story.documents,
                     std::ranges::count_if(hit.entities, [&](const auto& each) {
                       return entities.contains(each.id);
                     }));
  };
  // The first of the greatest.
  const Hit& best = *std::ranges::max_element(hits, {}, merit);
  return TopStory{
      best.key,       best.id,   best.title,    best.source,
      best.published, best.lang, best.story.id, best.story.documents};
}

}  // namespace lede
