// SPDX-License-Identifier: GPL-3.0-or-later
//
// Articles of one story apart from those of others, of which each story gives
// one.

#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_set>

#include "searcher/view_stories.h"

namespace lede {

// Stories by their numbers in ViewStories; an article that stands alone is of
// no other's story. One thread.
class StorySplit {
 public:
  enum class Part : std::uint8_t { kOthers, kSameStory, kNeither };

  // Takes `limit` articles of other stories than `story`, and of that one as
  // many as `most_of_story`.
  StorySplit(std::uint32_t story, std::size_t limit, std::size_t most_of_story)
      : story_(story), limit_(limit), most_of_story_(most_of_story) {}

  // True if there are enough of other stories.
  [[nodiscard]] bool full() const { return others_ >= limit_; }

  // Where the next best article goes, which is of `story`. REQUIRES: !full().
  Part next(std::uint32_t story) {
    if (story != ViewStories::kAlone) {
      if (story == story_) {
        return of_story_++ < most_of_story_ ? Part::kSameStory : Part::kNeither;
      }
      if (!seen_.insert(story).second) return Part::kNeither;
    }
    ++others_;
    return Part::kOthers;
  }

 private:
  std::uint32_t story_;
  std::size_t limit_;
  std::size_t most_of_story_;
  std::unordered_set<std::uint32_t> seen_;
  std::size_t others_ = 0;
  std::size_t of_story_ = 0;
};

}  // namespace lede
