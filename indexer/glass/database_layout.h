// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tables, key -> tag ("id" a sortable number, "id'" a plain one):
//
//   docdata    id                -> data
//   termlist   id                -> length, terms with what they share with the
//                                   one before and their wdf; deflated
//              id 00             -> slots of its values
//   postlist   00 D0 slot        -> how many values, the lowest, the highest
//              00 D8 slot id     -> values from that document on
//              00 E0 [id]        -> lengths, laid out as the postings of a term
//              term              -> frequency, sum of wdf, first id' - 1, chunk
//              term 00 id        -> chunk that begins with that document
//   position   term 00 id        -> positions
//
// A chunk: '1' if it is its term's last, else '0'; last id' less first; wdf;
// and for each other posting the ids' left out before it and its wdf.

#pragma once

#include <cstddef>
#include <string_view>

namespace lede::internal {

inline constexpr std::string_view kValueStatistics{"\0\xd0", 2};
inline constexpr std::string_view kValues{"\0\xd8", 2};
inline constexpr std::string_view kLengths{"\0\xe0", 2};

// A chunk ends behind the first entry that brings it to so many bytes.
inline constexpr std::size_t kChunkBytes = 2000;

}  // namespace lede::internal
