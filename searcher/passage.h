// SPDX-License-Identifier: GPL-3.0-or-later
//
// Passages: which stretch of a field shows most of what was asked for, and
// where it is cut.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "searcher/field_words.h"
#include "searcher/match_finder.h"
#include <lede/article.h>

namespace lede {

// A searched field, or one key point of it.
struct FieldMatches {
  std::string_view name;  // json name
  std::string_view text;
  std::vector<Match> matches;   // ascending
  std::vector<Span> sentences;  // ascending, disjoint
  FieldWords words;
};

// Matches that fit into one passage.
struct Window {
  std::size_t field = 0;  // index of the FieldMatches
  std::size_t first = 0;  // matches first..last
  std::size_t last = 0;
  std::uint64_t groups = 0;   // bit set of those matched
  double density = 0.0;       // weight of all matches, overlapping ones once
  std::size_t sentences = 1;  // from that of the first match to the last's
};

// Appends the widest window that begins at each match. Linear.
void append_windows(const FieldMatches& field, std::size_t field_index,
                    std::size_t max_bytes, std::vector<Window>& out);

// Bytes of the passage that shows matches `first` to `last`: at most
// `max_bytes`, inside `free`, whole sentences where they fit, else whole words.
Span cut_passage(FieldMatches& field, Span shown, Span free,
                 std::size_t max_bytes);

// Bytes at the beginning of `field`, likewise.
Span cut_opening(FieldMatches& field, std::size_t max_bytes);

}  // namespace lede
