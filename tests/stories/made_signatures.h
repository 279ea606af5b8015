// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signatures made by a seeded generator, and what is asked of groupers of them.

#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "indexer/stories/story_grouper.h"

namespace lede::testing {

using KeyedSignature = std::pair<ArticleKey, StorySignature>;

ArticleKey made_key(std::uint32_t number);

// Articles of some events within some weeks: of each about `an_event` in other
// words, copies, corrections, some known to the day or month alone, some
// undated.
std::vector<KeyedSignature> made_articles(std::size_t count,
                                          std::mt19937& random,
                                          std::size_t an_event = 8);
// One more version of any of them.
StorySignature made_version(const StorySignature& of, std::mt19937& random);

// A grouper of these, put in that order and settled once.
StoryGrouper group(const std::vector<KeyedSignature>& articles);

// All stories, as they stand.
std::vector<Story> all_stories(const StoryGrouper& grouper);

}  // namespace lede::testing
