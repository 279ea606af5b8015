// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a name's bytes tell that its tokens do not: letter case, and whether two
// words stand together as one name.

#pragma once

#include <string>
#include <string_view>

#include <lede/article.h>

namespace lede::internal {

bool is_ascii_letter(char c);

// The ASCII letters of `text`, full width ones as narrow ones. Where two texts
// have the same tokens, theirs differ in case alone.
std::string letters_of(std::string_view text);

// The punctuation bytes of a name, which may stand between its words.
std::string punctuation_of(std::string_view name);

// True if one name may run on across `gap`, the bytes between two atoms:
// "Scale AI" stands neither in "on this scale. AI will" nor across a comma, an
// em dash or a blank line. `punctuation` is that of the name.
bool gap_joins(std::string_view gap, std::string_view punctuation);

// True if `letters` are those of `name` in capitals, and the name, of four
// letters or more, is not written so.
bool is_shouted(std::string_view letters, std::string_view name);

// True if a number may follow a name across `gap` as its version.
bool gap_joins_version(std::string_view gap);
// True if the atom reads as a version: "3", "4.5", "4o", "72B"; no year, no
// amount.
bool is_version(std::string_view atom);

// True if the bytes at `span` are a part of a program's name for something, as
// of "llama_model_load"; "_llama_" is a word made to stand out.
bool is_identifier(std::string_view text, Span span);

// True if `text` holds white space.
bool holds_blank(std::string_view text);

// The regular plural of an English noun; empty if `text` does not end in a word
// of ASCII letters of which the last is no s.
std::string plural_of(std::string_view text);

}  // namespace lede::internal
