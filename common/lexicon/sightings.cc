// SPDX-License-Identifier: GPL-3.0-or-later
//
// Deciding about ambiguous names. One word has one sense in an article: what is
// decided by its surroundings in one place holds for the others.

#include "common/lexicon/internal/sightings.h"

#include <algorithm>
#include <ranges>
#include <unordered_map>

namespace lede::internal {
namespace {

// The sightings within reach of `around`'s needs, of a list ascending by place.
template <typename Seen>
auto within_reach(const std::vector<Seen>& all, const Sighting& around) {
  const std::uint32_t reach = around.needs->within;
  const std::uint32_t from = around.place - std::min(around.place, reach);
  const std::uint32_t to = around.place + around.mention.positions + reach;
  const auto first = std::ranges::lower_bound(all, from, {}, &Seen::place);
  const auto last = std::ranges::lower_bound(all, to, {}, &Seen::place);
  return std::ranges::subrange(first, last);
}

bool overlap(const Sighting& a, const Sighting& b) {
  return a.place < b.place + b.mention.positions &&
         b.place < a.place + a.mention.positions;
}

}  // namespace

void Sightings::clear() {
  mentions.clear();
  cues.clear();
  positions = 0;
  texts = 0;
}

void Sightings::decide(std::vector<Mention>& out) const {
  // Of entities seen unsurely, whether they are meant all the same.
  std::unordered_map<const Entity*, bool> meant;
  for (const Sighting& sighting : mentions) {
    if (!sighting.sure) meant.emplace(sighting.mention.entity, false);
  }
  for (const Sighting& sighting : mentions) {
    if (meant.empty()) break;
    const auto unsure = meant.find(sighting.mention.entity);
    if (unsure == meant.end() || unsure->second) continue;
    unsure->second = sighting.sure || is_met(sighting);
  }
  for (const Sighting& sighting : mentions) {
    if (sighting.sure || meant.at(sighting.mention.entity)) {
      out.push_back(sighting.mention);
    }
  }
}

bool Sightings::is_met(const Sighting& sighting) const {
  if (sighting.needs == nullptr) return false;
  if (sighting.needs->credit && sighting.mention.credited) return true;
  return has_cue_near(sighting) || has_mention_near(sighting);
}

bool Sightings::has_cue_near(const Sighting& sighting) const {
  return std::ranges::any_of(within_reach(cues, sighting), [&](const auto& c) {
    return std::ranges::binary_search(sighting.needs->cues, c.cue);
  });
}

bool Sightings::has_mention_near(const Sighting& sighting) const {
  const Needs& needs = *sighting.needs;
  if (needs.kinds == 0 && needs.entities.empty()) return false;
  return std::ranges::any_of(
      within_reach(mentions, sighting), [&](const Sighting& other) {
        if (!other.sure || overlap(other, sighting)) return false;
        const Entity* entity = other.mention.entity;
        return (needs.kinds >> static_cast<unsigned>(entity->kind) & 1) != 0 ||
               std::ranges::find(needs.entities, entity) !=
                   needs.entities.end();
      });
}

}  // namespace lede::internal
