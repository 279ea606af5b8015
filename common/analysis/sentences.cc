// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sentences, by rules of our own: ICU's iterator breaks at every line end,
// which hard-wrapped articles have in mid-sentence, knows too few abbreviations
// and would be the slowest part of a snippet.
//
//   。！？ ．．            end one at once, closing quotes and brackets
//   included . ! ? before a space   end one, unless a lower-case letter
//   follows, or the
//                          full stop belongs to an abbreviation, an initial or
//                          the number of a list's item
//   a blank line           ends one

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <iterator>

#include <unicode/uchar.h>

#include "common/analysis/text.h"
#include "common/analysis/utf8.h"

namespace lede {
namespace {

// Sorted, lower case, without the full stop.
constexpr std::string_view kAbbreviations[] = {
    "adm",  "al",   "approx", "apr",  "assn", "aug", "ave",  "blvd", "bros",
    "ca",   "capt", "cf",     "cmdr", "co",   "col", "corp", "dec",  "dept",
    "dr",   "ed",   "eds",    "eq",   "est",  "feb", "fig",  "figs", "ft",
    "gen",  "gov",  "hon",    "inc",  "intl", "jan", "jr",   "jul",  "jun",
    "lt",   "ltd",  "messrs", "mfg",  "mr",   "mrs", "ms",   "mt",   "natl",
    "nov",  "oct",  "pp",     "pres", "prof", "rep", "reps", "rev",  "sen",
    "sens", "sep",  "sept",   "sgt",  "sr",   "st",  "supt", "univ", "viz",
    "vol",  "vs"};

constexpr std::size_t kLongest = [] {
  std::size_t longest = 0;
  for (const std::string_view word : kAbbreviations) {
    longest = std::max(longest, word.size());
  }
  return longest;
}();

// Abbreviations only where a number follows: "No. 5".
constexpr std::string_view kBeforeNumber[] = {"art", "ch", "no",
                                              "nos", "p",  "sec"};

bool is_ascii_space(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

enum class Role : std::uint8_t { kOther, kStop, kWideStop, kCloser, kSpace };

Role role_of(char32_t code_point) {
  switch (code_point) {
    case ' ':
    case '\n':
      return Role::kSpace;
    case '.':
    case '!':
    case '?':
    case 0x2026:
      return Role::kStop;
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF61:
    case 0x0964:
      return Role::kWideStop;
    case '"':
    case '\'':
    case ')':
    case ']':
    case 0x2019:
    case 0x201D:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011:
    case 0xFF09:
      return Role::kCloser;
    default:
      break;
  }
  const bool space = code_point < 0x80
                         ? is_ascii_space(static_cast<char>(code_point))
                         : u_isUWhiteSpace(static_cast<UChar32>(code_point));
  return space ? Role::kSpace : Role::kOther;
}

// How many line ends the code point counts for.
int line_ends(char32_t code_point) {
  if (code_point == 0x2029) return 2;
  return code_point == '\n' || code_point == 0x2028 ? 1 : 0;
}

// True for what a sentence may end at, and for what takes a closer look.
constexpr auto kTelling = [] {
  std::array<bool, 256> telling{};
  for (const char byte : {'.', '!', '?', '\n'}) {
    telling[static_cast<unsigned char>(byte)] = true;
  }
  for (std::size_t byte = 0x80; byte < telling.size(); ++byte) {
    telling[byte] = true;
  }
  return telling;
}();

// The high bit of each telling byte among eight, and of none before the first.
std::uint64_t telling_bits(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  std::uint64_t found = bytes;
  for (const char telling : {'.', '!', '?', '\n'}) {
    const std::uint64_t zero_if_equal =
        bytes ^ (kOnes * static_cast<unsigned char>(telling));
    found |= (zero_if_equal - kOnes) & ~zero_if_equal;
  }
  return found & (kOnes * 0x80);
}

// First telling byte at or behind `pos`; most bytes are none, and passed over
// eight at a time.
std::size_t next_telling(std::string_view text, std::size_t pos) {
  std::uint64_t bytes = 0;
  for (; pos + sizeof bytes <= text.size(); pos += sizeof bytes) {
    std::memcpy(&bytes, text.data() + pos, sizeof bytes);
    const std::uint64_t found = telling_bits(bytes);
    if (found == 0) continue;
    if constexpr (std::endian::native != std::endian::little) break;
    return pos + static_cast<std::size_t>(std::countr_zero(found)) / 8;
  }
  while (pos < text.size() && !kTelling[static_cast<unsigned char>(text[pos])])
    ++pos;
  return pos;
}

// Behind the code points U+4000 to U+9FFF at `pos`: ideographs, which end and
// part nothing.
std::size_t skip_ideographs(std::string_view text, std::size_t pos) {
  while (pos + 2 < text.size() && text[pos] >= '\xE4' && text[pos] <= '\xE9' &&
         internal::is_continuation(text[pos + 1]) &&
         internal::is_continuation(text[pos + 2])) {
    pos += 3;
  }
  return pos;
}

class SentenceCutter {
 public:
  explicit SentenceCutter(std::string_view text) : text_(text) {}

  std::vector<Span> cut() {
    std::size_t pos = 0;
    while (pos < text_.size()) {
      pos = take_plain(pos);
      if (pos == text_.size()) break;
      const std::size_t start = pos;
      pos = skip_ideographs(text_, pos);
      if (pos > start) {
        take(start, pos);
        continue;
      }
      const Role role = role_of(internal::next_code_point(text_, pos));
      switch (role) {
        case Role::kSpace:
          pos = skip_space(start);
          break;
        case Role::kStop:
        case Role::kWideStop:
          pos = take_stops(start);
          break;
        default:
          take(start, pos);
      }
    }
    close();
    return std::move(spans_);
  }

 private:
  // Takes what stands before the next telling byte and returns its offset.
  std::size_t take_plain(std::size_t pos) {
    const std::size_t stop = next_telling(text_, pos);
    std::size_t end = stop;
    while (pos < end && is_ascii_space(text_[pos])) ++pos;
    while (end > pos && is_ascii_space(text_[end - 1])) --end;
    if (pos < end) take(pos, end);
    return stop;
  }
  void take(std::size_t begin, std::size_t end) {
    if (!open_) current_.begin = begin;
    open_ = true;
    current_.end = end;
  }
  void close() {
    if (open_) spans_.push_back(current_);
    open_ = false;
  }

  // Behind the white space at `pos`; a second line feed in it closes.
  std::size_t skip_space(std::size_t pos) {
    int lines = 0;
    while (pos < text_.size()) {
      std::size_t next = pos;
      const char32_t c = internal::next_code_point(text_, next);
      if (role_of(c) != Role::kSpace) break;
      lines += line_ends(c);
      pos = next;
    }
    if (lines >= 2) close();
    return pos;
  }

  // Takes stops and closers at `start` and closes where they end a sentence.
  std::size_t take_stops(std::size_t start) {
    std::size_t pos = start;
    bool wide = false;
    bool only_full_stop = true;
    while (pos < text_.size()) {
      std::size_t next = pos;
      const char32_t c = internal::next_code_point(text_, next);
      const Role role = role_of(c);
      if (role == Role::kSpace || role == Role::kOther) break;
      wide = wide || role == Role::kWideStop;
      only_full_stop = only_full_stop && (c == '.' && pos == start);
      pos = next;
    }
    const std::size_t before = open_ ? current_.begin : start;
    take(start, pos);
    if (wide || (stands_at_space(pos) &&
                 !continues(before, start, pos, only_full_stop))) {
      close();
    }
    return pos;
  }

  [[nodiscard]] bool stands_at_space(std::size_t pos) const {
    if (pos == text_.size()) return true;
    return role_of(internal::next_code_point(text_, pos)) == Role::kSpace;
  }

  // True if the sentence that began at `begin` goes on behind the stops
  // [stop, end).
  [[nodiscard]] bool continues(std::size_t begin, std::size_t stop,
                               std::size_t end, bool only_full_stop) const {
    UChar32 follower = 0;
    while (end < text_.size()) {
      follower = static_cast<UChar32>(internal::next_code_point(text_, end));
      if (!u_isUWhiteSpace(follower)) break;
    }
    if (u_islower(follower)) return true;
    return only_full_stop &&
           is_abbreviation(text_.substr(begin, stop - begin), follower);
  }

  // True if `sentence`, without its full stop, ends in an abbreviation.
  static bool is_abbreviation(std::string_view sentence, UChar32 follower) {
    constexpr std::size_t kMaxWordBytes = 16;
    std::size_t begin = sentence.size();
    while (begin > 0 && sentence.size() - begin <= kMaxWordBytes &&
           (internal::is_ascii_word(sentence[begin - 1]) ||
            sentence[begin - 1] == '.')) {
      --begin;
    }
    const std::string_view word = sentence.substr(begin);
    if (word.empty() || word.size() > kMaxWordBytes) return false;
    if (std::ranges::all_of(word, [](char byte) { return u_isdigit(byte); })) {
      return begin == 0;  // "1. First"
    }
    if (word.size() == 1) return u_isupper(word.front());  // an initial
    if (word[1] == '.') return true;                       // U.S, e.g
    if (word.size() > kLongest) return false;
    std::string lower(word);
    std::ranges::transform(lower, lower.begin(), [](char byte) {
      return static_cast<char>(u_tolower(byte));
    });
    if (std::ranges::binary_search(kAbbreviations, lower)) return true;
    return u_isdigit(follower) &&
           std::ranges::find(kBeforeNumber, lower) != std::end(kBeforeNumber);
  }

  std::string_view text_;
  std::vector<Span> spans_;
  Span current_;
  bool open_ = false;
};

// True if a blank line lies in `space`, which stands between two sentences.
bool parts_paragraphs(std::string_view space) {
  int lines = 0;
  for (std::size_t at = 0; at < space.size();) {
    lines += line_ends(internal::next_code_point(space, at));
  }
  return lines >= 2;
}

}  // namespace

std::vector<Span> sentence_spans(std::string_view text) {
  return SentenceCutter(text).cut();
}

std::vector<Span> paragraph_spans(std::string_view text,
                                  std::span<const Span> sentences) {
  std::vector<Span> paragraphs;
  for (const Span& sentence : sentences) {
    if (paragraphs.empty() ||
        parts_paragraphs(text.substr(paragraphs.back().end,
                                     sentence.begin - paragraphs.back().end))) {
      paragraphs.push_back(sentence);
    } else {
      paragraphs.back().end = sentence.end;
    }
  }
  return paragraphs;
}

}  // namespace lede
