// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of some hits tells best what they are about.

#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>

#include <lede/response.h>

namespace lede {

// Of the first `best` hits the one whose story has the most of all `hits`: an
// article everybody else's is like. Of several, the one with the most of
// `entities` (ids); of several, the first. nullopt if there are none.
std::optional<TopStory> top_story(std::span<const Hit> hits, std::size_t best,
                                  const std::set<std::string>& entities = {});

}  // namespace lede
