// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chinese as it is typed by those whose keyboard has no Chinese.

#pragma once

#include <string>
#include <string_view>

namespace lede {

// The pinyin of a text of Han code points alone, without tones.
struct Pinyin {
  std::string syllables;  // "rengongzhineng", a to z
  std::string initials;   // "rgzn"
};

// Each code point by its commonest reading, as ICU's Han-Latin transliterator
// gives it; both parts are empty if one of `text` has none or is not Han. The
// first call costs a fifth of a second, each code point not seen before some
// microseconds. Thread-safe; one call waits for another.
//
// REQUIRES: `text` is valid UTF-8.
Pinyin pinyin_of(std::string_view text);

}  // namespace lede
