// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/instantsearch/marked_text.h"

#include <algorithm>

#include "common/analysis/text.h"
#include "common/html_escape.h"
#include "server/pages/article_marks.h"

namespace lede {

namespace {

constexpr std::size_t kWordBytes = 6;
// Further than that from where a cut falls, no blank is looked for.
constexpr std::size_t kMaxSearchBytes = 24;

void append(std::string& out, std::string_view text, bool escape) {
  if (escape) {
    append_html_escaped(out, text);
  } else {
    out.append(text);
  }
}

// The stretch of at most `bytes` that begins at a mark and holds the most.
Span densest(const std::vector<Span>& marks, std::size_t bytes) {
  Span best = marks.front();
  std::size_t most = 0;
  for (std::size_t first = 0, last = 0; first < marks.size(); ++first) {
    last = std::max(last, first);
    while (last + 1 < marks.size() &&
           marks[last + 1].end - marks[first].begin <= bytes) {
      ++last;
    }
    if (last - first + 1 > most) {
      most = last - first + 1;
      best = {marks[first].begin, marks[last].end};
    }
  }
  return best;
}

// A cut at or shortly before `offset`, never before `least`: behind a blank if
// one is near.
std::size_t cut_before(std::string_view text, std::size_t offset,
                       std::size_t least) {
  if (offset >= text.size()) return text.size();
  const std::size_t from =
      std::max(least, offset - std::min(offset, kMaxSearchBytes));
  const std::size_t blank = text.substr(0, offset).find_last_of(" \n\t");
  if (blank != std::string_view::npos && blank >= from) return blank + 1;
  return std::max(least, grapheme_floor(text, offset));
}

}  // namespace

std::string tagged(std::string_view text, const std::vector<Span>& marks,
                   const MarkTags& tags) {
  const bool escape = tags.are_html();
  std::string out;
  std::size_t at = 0;
  for (const Span& mark : marks) {
    append(out, text.substr(at, mark.begin - at), escape);
    out += tags.before;
    append(out, text.substr(mark.begin, mark.end - mark.begin), escape);
    out += tags.after;
    at = mark.end;
  }
  append(out, text.substr(at), escape);
  return out;
}

std::string tagged_snippet(std::string_view text,
                           const std::vector<Span>& marks, std::size_t words,
                           const MarkTags& tags) {
  const std::size_t bytes = std::max<std::size_t>(words, 1) * kWordBytes;
  Span shown{0, 0};
  if (!marks.empty()) shown = densest(marks, bytes);
  const std::size_t taken = shown.end - shown.begin;
  const std::size_t free = bytes - std::min(bytes, taken);
  // A third of what is left goes before the first mark.
  const std::size_t lead = std::min(shown.begin, free / 3);
  const std::size_t begin =
      shown.begin <= lead ? 0 : cut_before(text, shown.begin - lead, 0);
  const std::size_t end =
      cut_before(text, std::max(shown.end, begin + bytes), shown.end);
  std::string_view stretch = text.substr(begin, end - begin);
  const std::size_t last = stretch.find_last_not_of(" \n\t");
  if (last != std::string_view::npos) stretch = stretch.substr(0, last + 1);
  std::string out;
  if (begin > 0) out += tags.ellipsis;
  out +=
      tagged(stretch, marks_within(marks, begin, begin + stretch.size()), tags);
  if (end < text.size()) out += tags.ellipsis;
  return out;
}

}  // namespace lede
