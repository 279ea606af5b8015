// SPDX-License-Identifier: GPL-3.0-or-later
//
// Windows slide over the matches of a field; the passage is cut around the
// chosen one.

#include "searcher/passage.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "common/analysis/text.h"

namespace lede {
namespace {

// The last of ascending, disjoint `spans` that begins before `offset`, or
// end().
std::vector<Span>::const_iterator last_before(const std::vector<Span>& spans,
                                              std::size_t offset) {
  const auto next = std::ranges::lower_bound(spans, offset, {}, &Span::begin);
  return next == spans.begin() ? spans.end() : std::prev(next);
}

std::size_t sentence_begin(const FieldMatches& field, std::size_t offset) {
  const auto sentence = last_before(field.sentences, offset + 1);
  return sentence == field.sentences.end() ? 0 : sentence->begin;
}

// Where a passage that begins with the match would begin: with its sentence,
// unless that leaves too little behind the match.
std::size_t anchor(const FieldMatches& field, const Match& match,
                   std::size_t max_bytes) {
  const std::size_t begin = sentence_begin(field, match.span.begin);
  return match.span.begin - begin <= max_bytes / 2 ? begin : match.span.begin;
}

// End of a passage from `begin` on that shows everything before `shown_end`.
std::size_t passage_end(FieldMatches& field, std::size_t begin,
                        std::size_t shown_end, std::size_t limit) {
  const auto after =
      std::ranges::upper_bound(field.sentences, limit, {}, &Span::end);
  if (after != field.sentences.begin() && std::prev(after)->end >= shown_end &&
      std::prev(after)->end > begin) {
    return std::prev(after)->end;
  }
  if (limit >= field.text.size()) return field.text.size();
  const std::size_t end = field.words.end_before(begin, limit);
  // A word longer than the passage is cut where it may be.
  return end > begin ? end : std::max(begin, grapheme_floor(field.text, limit));
}

// The earliest sentence that still lets `end` fit.
std::size_t earlier_sentence(const FieldMatches& field, std::size_t begin,
                             std::size_t end, Span free,
                             std::size_t max_bytes) {
  const std::size_t earliest =
      std::max(free.begin, end > max_bytes ? end - max_bytes : 0);
  const auto sentence =
      std::ranges::lower_bound(field.sentences, earliest, {}, &Span::begin);
  return sentence == field.sentences.end() ? begin
                                           : std::min(begin, sentence->begin);
}

}  // namespace

void append_windows(const FieldMatches& field, std::size_t field_index,
                    std::size_t max_bytes, std::vector<Window>& out) {
  const std::vector<Match>& matches = field.matches;
  std::array<std::size_t, MatchFinder::kMaxGroups> counts{};
  // Weight of the matches before each, those that overlap an earlier one aside.
  std::vector<double> weight_before(matches.size() + 1, 0.0);
  std::size_t marked_end = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const bool fresh = matches[i].span.begin >= marked_end;
    weight_before[i + 1] = weight_before[i] + (fresh ? matches[i].weight : 0.0);
    marked_end = std::max(marked_end, matches[i].span.end);
  }
  Window window;
  window.field = field_index;
  std::size_t end = 0;  // matches [first, end) are counted
  for (std::size_t first = 0; first < matches.size(); ++first) {
    const std::size_t limit =
        anchor(field, matches[first], max_bytes) + max_bytes;
    while (end < matches.size() &&
           (end <= first || matches[end].span.end <= limit)) {
      if (counts[matches[end].group]++ == 0) {
        window.groups |= std::uint64_t{1} << matches[end].group;
      }
      ++end;
    }
    window.first = first;
    window.last = end - 1;
    window.sentences =
        static_cast<std::size_t>(
            last_before(field.sentences, matches[end - 1].span.end) -
            last_before(field.sentences, matches[first].span.begin + 1)) +
        1;
    window.density = weight_before[end] - weight_before[first];
    out.push_back(window);
    if (--counts[matches[first].group] == 0) {
      window.groups &= ~(std::uint64_t{1} << matches[first].group);
    }
  }
}

Span cut_passage(FieldMatches& field, Span shown, Span free,
                 std::size_t max_bytes) {
  const std::size_t shown_bytes = shown.end - shown.begin;
  std::size_t begin = std::max(free.begin, sentence_begin(field, shown.begin));
  bool whole = begin > free.begin || free.begin == 0;
  if (!whole) begin = field.words.begin_after(begin, shown.begin);
  if (shown.end - begin > max_bytes) {
    // Some words before what is shown, a third of what is left over.
    const std::size_t left_over =
        max_bytes > shown_bytes ? max_bytes - shown_bytes : 0;
    const std::size_t from =
        std::max(begin, shown.begin - std::min(shown.begin, left_over / 3));
    begin = field.words.begin_after(from, shown.begin);
    whole = false;
  }
  const std::size_t limit = std::min(free.end, begin + max_bytes);
  const std::size_t end = passage_end(field, begin, shown.end, limit);
  if (whole) begin = earlier_sentence(field, begin, end, free, max_bytes);
  return {begin, end};
}

Span cut_opening(FieldMatches& field, std::size_t max_bytes) {
  if (field.sentences.empty()) return {};
  const std::size_t begin = field.sentences.front().begin;
  return {begin, passage_end(field, begin, begin, begin + max_bytes)};
}

}  // namespace lede
