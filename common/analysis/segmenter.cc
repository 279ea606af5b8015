// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gathers cells into chunks, with a shortcut for plain ASCII words.

#include "common/analysis/segmenter.h"

#include <array>
#include <cassert>
#include <cstdint>
#include <span>

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "common/analysis/han_fold.h"
#include "common/analysis/token_rules.h"
#include "common/analysis/utf8.h"

namespace lede::internal {
namespace {

constexpr auto kAsciiKinds = [] {
  std::array<CellKind, 0x80> kinds{};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    kinds[i] = ascii_kind(static_cast<char>(i));
  }
  return kinds;
}();

// REQUIRES: the byte at `pos` is ASCII.
CellKind kind_at(std::string_view text, std::size_t pos) {
  return kAsciiKinds[static_cast<unsigned char>(text[pos])];
}

bool is_ascii_letter(char byte) {
  const char lower = static_cast<char>(byte | 0x20);
  return lower >= 'a' && lower <= 'z';
}

// True if a word of ASCII letters that ends at `pos` is complete there,
// whatever stands further on: it is followed by a break, by a comma, which
// joins digits only, or by a full stop and a break.
bool ends_word(std::string_view text, std::size_t pos) {
  if (pos == text.size()) return true;
  if (!is_ascii(text[pos])) return false;
  if (text[pos] == ',') return true;
  if (text[pos] == '.') {
    ++pos;
    if (pos == text.size()) return true;
    if (!is_ascii(text[pos])) return false;
  }
  return kind_at(text, pos) == CellKind::kBreak;
}

// The ideograph at `pos`, with `pos` moved behind it; 0 if none of the unified
// block stands there. Those fold to themselves and combine with nothing.
char32_t next_ideograph(std::string_view text, std::size_t& pos) {
  constexpr char32_t kFirst = 0x4E00;
  constexpr char32_t kLast = 0x9FFF;
  const char lead = text[pos];
  if (lead < '\xE4' || lead > '\xE9') return 0;
  std::size_t end = pos;
  const char32_t code_point = next_code_point(text, end);
  if (code_point < kFirst || code_point > kLast) return 0;
  pos = end;
  return code_point;
}

}  // namespace

// Words of a run of dictionary script.
class Segmenter::DictionaryWords {
 public:
  void cut(std::string_view text, std::span<const Cell> run, AtomList& out) {
    if (!iterator_) {
      UErrorCode status = U_ZERO_ERROR;
      iterator_.reset(icu::BreakIterator::createWordInstance(
          icu::Locale::getRoot(), status));
    }
    // The dictionaries know the original spelling, not the folded one.
    const std::size_t begin = run.front().begin;
    const icu::UnicodeString original = icu::UnicodeString::fromUTF8(
        {text.data() + begin,
         static_cast<std::int32_t>(run.back().end - begin)});
    iterator_->setText(original);
    std::int32_t unit = 0;
    std::size_t byte = begin;
    std::size_t first = 0;
    for (std::int32_t stop = iterator_->next();
         stop != icu::BreakIterator::DONE; stop = iterator_->next()) {
      while (unit < stop) {
        unit += next_code_point(text, byte) > 0xFFFF ? 2 : 1;
      }
      std::size_t last = first;
      while (last < run.size() && run[last].begin < byte) ++last;
      if (last > first) {
        add_atom(AtomKind::kWord, run.subspan(first, last - first), out);
      }
      first = last;
    }
  }

 private:
  std::unique_ptr<icu::BreakIterator> iterator_;
};

Segmenter::Segmenter(bool ascii_shortcut)
    : ascii_shortcut_(ascii_shortcut),
      dictionary_(std::make_unique<DictionaryWords>()) {}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

void Segmenter::cut(std::string_view text, AtomList& out) {
  assert(text.size() < (std::size_t{1} << 31));
  out.clear();
  chunk_.clear();
  std::size_t pos = 0;
  while (pos < text.size()) {
    if (ascii_shortcut_ && chunk_.empty() && is_ascii(text[pos])) {
      if (kind_at(text, pos) == CellKind::kBreak) {
        ++pos;
        continue;
      }
      const std::size_t end = take_ascii_word(text, pos, out);
      if (end > pos) {
        pos = end;
        continue;
      }
    }
    std::size_t end = pos;
    if (const char32_t han = next_ideograph(text, end)) {
      flush(text, out);
      append_utf8(out.term_bytes(), simplified(han));
      out.add(AtomKind::kCjk, pos, end);
      pos = end;
      continue;
    }
    cluster_.clear();
    pos = reader_.read(text, pos, cluster_);
    for (const Cell& cell : cluster_) take_cell(text, cell, out);
  }
  flush(text, out);
}

// Adds the ASCII word at `pos` and returns its end; `pos` if it takes the rules
// to tell what stands there.
std::size_t Segmenter::take_ascii_word(std::string_view text, std::size_t pos,
                                       AtomList& out) const {
  std::size_t end = pos;
  while (end < text.size() && is_ascii_letter(text[end])) ++end;
  if (end == pos || !ends_word(text, end)) return pos;
  std::string& terms = out.term_bytes();
  terms.append(text, pos, end - pos);
  char* const terms_end = terms.data() + terms.size();
  for (char* byte = terms_end - (end - pos); byte != terms_end; ++byte) {
    *byte = static_cast<char>(*byte | 0x20);
  }
  const bool country =
      end - pos == 2 && text[pos] == 'U' && text[pos + 1] == 'S';
  out.add(country ? AtomKind::kCountry : AtomKind::kWord, pos, end, true);
  return end;
}

void Segmenter::take_cell(std::string_view text, const Cell& cell,
                          AtomList& out) {
  switch (cell.kind) {
    case CellKind::kBreak:
      flush(text, out);
      return;
    case CellKind::kMark:
      // A mark without a letter before it, as on a keycap, says nothing.
      if (chunk_.empty() || chunk_.back().kind == CellKind::kJoiner ||
          chunk_.back().kind == CellKind::kDigit) {
        return;
      }
      chunk_.push_back(cell);
      chunk_.back().kind = chunk_[chunk_.size() - 2].kind;
      return;
    case CellKind::kCjk:
      flush(text, out);
      append_utf8(out.term_bytes(), simplified(cell.code_point));
      out.add(AtomKind::kCjk, cell.begin, cell.end);
      return;
    case CellKind::kDictionary:
      if (!chunk_.empty() && chunk_.back().kind != CellKind::kDictionary) {
        flush(text, out);
      }
      chunk_.push_back(cell);
      return;
    case CellKind::kLetter:
    case CellKind::kDigit:
    case CellKind::kJoiner:
      if (!chunk_.empty() && chunk_.back().kind == CellKind::kDictionary) {
        flush(text, out);
      }
      chunk_.push_back(cell);
  }
}

void Segmenter::flush(std::string_view text, AtomList& out) {
  if (chunk_.empty()) return;
  if (chunk_.front().kind == CellKind::kDictionary) {
    dictionary_->cut(text, chunk_, out);
  } else {
    cut_chunk(chunk_, out);
  }
  chunk_.clear();
}

}  // namespace lede::internal
