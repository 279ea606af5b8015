// SPDX-License-Identifier: GPL-3.0-or-later
//
// Traditional to simplified script, code point by code point: 華 and 华 are
// one term. Differences of vocabulary (晶片, 芯片) are the lexicon's.

#pragma once

namespace lede::internal {

// The simplified form of a Han code point; any other is returned as it is. The
// first Han code point builds the table, some milliseconds. Thread-safe.
char32_t simplified(char32_t code_point);

enum class HanScript {
  kBoth,  // written alike, or not Han
  kTraditionalOnly,
  kSimplifiedOnly,
};
HanScript han_script(char32_t code_point);

}  // namespace lede::internal
