// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/field_words.h"

#include <algorithm>

#include "common/analysis/text.h"
#include "searcher/text_pieces.h"

namespace lede {
namespace {

// Words near the place asked about nearly always tell.
constexpr std::size_t kNear = 48;

}  // namespace

void FieldWords::cut(std::size_t begin, std::size_t end) {
  begin = cut_before(text_, begin);
  end = std::min(cut_from(text_, end), text_.size());
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
