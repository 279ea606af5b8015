// SPDX-License-Identifier: GPL-3.0-or-later
//
// Letters without their accents: "cafe" for "café".

#pragma once

#include <string>
#include <string_view>

namespace lede::internal {

// Returns folded `text` without accents: marks are removed from Latin, Greek,
// Hebrew and Arabic letters, where leaving them out is common, and ё becomes е;
// letters with strokes and the like (ø, ł, æ) become their nearest plain ones.
// Marks that spell vowels (Devanagari) or voicing (kana) stay.
std::string without_diacritics(std::string_view text);

}  // namespace lede::internal
