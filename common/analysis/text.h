// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is done to text besides cutting it into tokens: repair, folding of
// values, language, sentences, paragraphs, quotations.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lede/article.h>

namespace lede {

// Returns `text` with each invalid UTF-8 sequence replaced by U+FFFD (maximal
// subparts, Unicode 15 section 3.9) and NULs removed. Linear; a valid text is
// copied as it is.
std::string sanitize_utf8(std::string_view text);
bool is_valid_utf8(std::string_view text);

// The form in which values of filters and names are compared: NFKC case fold,
// no diacritics, simplified script, white space trimmed and collapsed.
//
// REQUIRES: `value` is valid UTF-8.
std::string fold_value(std::string_view value);

// BCP 47 language of a text: "en", "zh-Hans", "zh-Hant", "ja", "ko", "de" ...;
// empty if nothing can be told. Script counts decide for CJK and short texts,
// CLD2 for the rest. Thread-safe; reads at most the first 8 kB.
std::string detect_language(std::string_view title, std::string_view text);

// Sentences of `text` in order, covering every byte but white space at their
// ends; abbreviations (Dr., Inc., U.S., e.g.) end none, a blank line ends one.
//
// REQUIRES: `text` is valid UTF-8.
std::vector<Span> sentence_spans(std::string_view text);

// The paragraphs that `sentences`, which are those of `text`, make: a blank
// line lies between two of them.
std::vector<Span> paragraph_spans(std::string_view text,
                                  std::span<const Span> sentences);

// What stands inside quotation marks in `paragraphs`, which are those of
// `text`: ascending and disjoint, without the marks. A quotation ends with its
// paragraph; if no mark closes it there, the next paragraph must open with one.
//
// REQUIRES: `text` is valid UTF-8.
std::vector<Span> quotation_spans(std::string_view text,
                                  std::span<const Span> paragraphs);

// True if one of `spans`, ascending and disjoint, covers all of `inner`.
bool is_covered(const Span& inner, std::span<const Span> spans);

// Largest code point boundary of `text` at or before `offset`.
std::size_t code_point_floor(std::string_view text, std::size_t offset);

// Largest offset at or before `offset` that parts no letter from its combining
// marks and no joined emoji: where a text may be cut for display.
std::size_t grapheme_floor(std::string_view text, std::size_t offset);

}  // namespace lede
