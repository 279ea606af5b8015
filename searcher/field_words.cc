// SPDX-License-Identifier: GPL-3.0-or-later
//
// White space parts words, and so does every ideograph: what stands between two
// such places is cut the same by itself as in the whole text.

#include "searcher/field_words.h"

#include <algorithm>

#include "common/analysis/text.h"
#include "common/analysis/utf8.h"

namespace lede {
namespace {

// Words near the place asked about nearly always tell.
constexpr std::size_t kNear = 48;

bool is_space(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

// True if an ideograph of the unified block begins at `pos`.
bool is_ideograph(std::string_view text, std::size_t pos) {
  if (text[pos] < '\xE4' || text[pos] > '\xE9') return false;
  const char32_t code_point = internal::next_code_point(text, pos);
  return code_point >= 0x4E00 && code_point <= 0x9FFF;
}

bool may_cut(std::string_view text, std::size_t pos) {
  return pos == 0 || pos >= text.size() || is_space(text[pos]) ||
         is_space(text[pos - 1]) || is_ideograph(text, pos);
}

}  // namespace

void FieldWords::cut(std::size_t begin, std::size_t end) {
  while (!may_cut(text_, begin)) --begin;
  while (!may_cut(text_, end)) ++end;
  end = std::min(end, text_.size());
  words_.clear();
  analyzer_->analyze(text_.substr(begin, end - begin), lang_, stream_);
  for (const Token& token : stream_.tokens()) {
    if (token.layer != Layer::kExact && token.layer != Layer::kUnigram) {
      continue;
    }
    words_.push_back({token.span.begin + begin, token.span.end + begin});
  }
}

std::size_t FieldWords::end_before(std::size_t begin, std::size_t limit) {
  for (std::size_t from = limit - std::min(limit - begin, kNear);;
       from = begin) {
    cut(from, limit);
    auto next = std::ranges::lower_bound(words_, limit, {}, &Span::begin);
    if (next != words_.begin() && (next - 1)->end > limit) --next;
    if (next != words_.begin() && (next - 1)->end > begin) {
      const std::size_t stop =
          next == words_.end() ? limit : std::min(limit, next->begin);
      std::size_t end = (next - 1)->end;
      while (end < stop && !is_space(text_[end])) ++end;
      return grapheme_floor(text_, end);
    }
    if (from == begin) return begin;
  }
}

std::size_t FieldWords::begin_after(std::size_t from, std::size_t latest) {
  while (from < latest) {
    const std::size_t until = std::min(latest, from + kNear);
    cut(from, until);
    const auto word = std::ranges::lower_bound(words_, from, {}, &Span::begin);
    if (word != words_.end()) return std::min(word->begin, latest);
    from = until;
  }
  return latest;
}

}  // namespace lede
