// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which neighbouring atoms are one name: gpt4o = GPT-4o = gpt 4o.
//
//   letters then digits   written together, with any dash, an underscore, or
//                         one space before a short number that is no year,
//                         unless the word is a stop word or a month
//   letters then letters  a hyphen, and none before the two nor between them
//                         and more letters: fine-tuning, gpt-oss-120b, not
//                         state-of-the-art. Letters that make a name with the
//                         digits written to them do not count: kimi-k2

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/analysis/atoms.h"

namespace lede::internal {

// What stands between two atoms.
enum class Link : std::uint8_t {
  kNone,  // anything else
  kGlued,
  kSpace,  // one, of any width
  kHyphen,
  kLongDash,
  kUnderscore,
};

// The link over the bytes [begin, end) of `text`; overlapping atoms, which one
// ligature gave, are glued.
Link link_between(std::string_view text, std::size_t begin, std::size_t end);

// True if the atoms at `index` and `index + 1`, linked by `link`, are one name.
bool is_fused(std::string_view text, const AtomList& list, std::size_t index,
              Link link);

}  // namespace lede::internal
