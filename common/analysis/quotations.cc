// SPDX-License-Identifier: GPL-3.0-or-later
//
// Quotations, by the marks in which the news of English, Chinese, Japanese and
// European papers puts them:
//
//   "…" “…” „…“ «…» ‘…’ 「…」 『…』 ＂…＂
//
// The straight single mark is left out: it is an apostrophe more often. A mark
// of another kind inside a quotation is part of it.

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "common/analysis/text.h"
#include "common/analysis/utf8.h"

namespace lede {
namespace {

enum class Closer : std::uint8_t { kAny, kNoWordAfter };

struct MarkPair {
  char32_t open = 0;
  char32_t close = 0;
  Closer closer = Closer::kAny;
};

constexpr std::array kPairs = {
    MarkPair{U'"', U'"'},
    MarkPair{U'\u201C', U'\u201D'},
    MarkPair{U'\u201E', U'\u201C'},
    MarkPair{U'\u00AB', U'\u00BB'},
    MarkPair{U'\u2018', U'\u2019', Closer::kNoWordAfter},
    MarkPair{U'\u300C', U'\u300D'},
    MarkPair{U'\u300E', U'\u300F'},
    MarkPair{U'\uFF02', U'\uFF02'}};

// The quotations of one paragraph after the other.
class QuotationFinder {
 public:
  explicit QuotationFinder(std::string_view text) : text_(text) {}

  std::vector<Span> find(std::span<const Span> paragraphs) {
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
      next_begin_ =
          i + 1 < paragraphs.size() ? paragraphs[i + 1].begin : text_.size();
      read(paragraphs[i]);
    }
    return std::move(spans_);
  }

 private:
  // Of each kind of marks a paragraph is searched to its end in vain at most
  // once, so that it costs no more than its bytes.
  void read(const Span& paragraph) {
    std::array<bool, kPairs.size()> unclosed{};
    for (std::size_t at = paragraph.begin; at < paragraph.end;) {
      const std::size_t mark = at;
      const char32_t c = next_mark(at, paragraph.end);
      const std::optional<std::size_t> kind = opened(c, mark, at, paragraph);
      if (!kind || unclosed[*kind]) continue;
      const MarkPair& pair = kPairs[*kind];
      if (const auto end = closing(pair, at, paragraph)) {
        spans_.push_back({at, end->begin});
        at = end->end;
      } else if (continues(pair)) {
        spans_.push_back({at, paragraph.end});
        return;
      } else {
        unclosed[*kind] = true;
      }
    }
  }

  // The code point at `at`, moved over; 0 for the letters of ASCII, a row of
  // which is one step.
  char32_t next_mark(std::size_t& at, std::size_t end) const {
    const std::size_t begin = at;
    while (at < end && text_[at] != '"' &&
           static_cast<unsigned char>(text_[at]) < 0x80) {
      ++at;
    }
    return at > begin ? 0 : internal::next_code_point(text_, at);
  }

  // The kind of marks that the mark `c` in [begin, end) opens.
  [[nodiscard]] std::optional<std::size_t> opened(char32_t c, std::size_t begin,
                                                  std::size_t end,
                                                  const Span& in) const {
    if (c == 0) return std::nullopt;
    for (std::size_t kind = 0; kind < kPairs.size(); ++kind) {
      if (kPairs[kind].open != c) continue;
      const bool same = kPairs[kind].close == c;
      // 15" is no quotation, nor is what follows a mark that closes one.
      if (same &&
          (is_letter_before(begin) || end >= in.end || text_[end] == ' ')) {
        return std::nullopt;
      }
      return kind;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_letter_before(std::size_t at) const {
    return at > 0 && internal::is_ascii_word(text_[at - 1]);
  }

  // Where the mark that closes `pair` stands from `at` on.
  [[nodiscard]] std::optional<Span> closing(const MarkPair& pair,
                                            std::size_t at,
                                            const Span& in) const {
    while (at < in.end) {
      const std::size_t begin = at;
      const char32_t c = next_mark(at, in.end);
      if (c != pair.close) continue;
      const bool inside_word = pair.closer == Closer::kNoWordAfter &&
                               at < text_.size() &&
                               internal::is_ascii_word(text_[at]);
      if (!inside_word) return Span{begin, at};
    }
    return std::nullopt;
  }

  // A quotation of several paragraphs is opened at each and closed at the last.
  [[nodiscard]] bool continues(const MarkPair& pair) const {
    if (next_begin_ >= text_.size()) return false;
    std::size_t at = next_begin_;
    return internal::next_code_point(text_, at) == pair.open;
  }

  std::string_view text_;
  std::size_t next_begin_ = 0;  // of the next paragraph
  std::vector<Span> spans_;
};

}  // namespace

std::vector<Span> quotation_spans(std::string_view text,
                                  std::span<const Span> paragraphs) {
  return QuotationFinder(text).find(paragraphs);
}

bool is_covered(const Span& inner, std::span<const Span> spans) {
  const auto after =
      std::ranges::upper_bound(spans, inner.begin, {}, &Span::begin);
  return after != spans.begin() && inner.end <= (after - 1)->end;
}

}  // namespace lede
