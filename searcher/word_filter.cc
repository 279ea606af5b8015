// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bytes fall into forty classes, letters without regard to their case, so that
// all pairs of a query fit into a few cache lines.

#include "searcher/word_filter.h"

#include <algorithm>

#include "common/analysis/han_fold.h"
#include "searcher/text_pieces.h"

namespace lede {
namespace {

// Classes: 0 to 25 the letters, 26 to 35 the digits, and:
constexpr std::uint8_t kFirstDigit = 26;
constexpr std::uint8_t kOther = 36;  // may stand inside a word, as in "U.S."
constexpr std::uint8_t kSpace = 37;  // ends every word
constexpr std::uint8_t kHigh = 38;   // beyond ASCII: may fold to anything

constexpr std::uint64_t bit(unsigned value) {
  return std::uint64_t{1} << value;
}
constexpr std::size_t kIdeographBytes = 3;

// What may stand at the second place of any word.
constexpr std::uint64_t kUntold = bit(kOther) | bit(kHigh);

constexpr auto kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned byte = 0; byte < classes.size(); ++byte) {
    const unsigned letter = byte | 0x20U;
    if (byte >= 0x80) {
      classes[byte] = kHigh;
    } else if (byte >= '0' && byte <= '9') {
      classes[byte] = static_cast<std::uint8_t>(kFirstDigit + byte - '0');
    } else if (letter >= 'a' && letter <= 'z') {
      classes[byte] = static_cast<std::uint8_t>(letter - 'a');
    } else {
      const bool space =
          byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
      classes[byte] = space ? kSpace : kOther;
    }
  }
  return classes;
}();

// Letters, digits, bytes beyond ASCII or none of these, by class.
constexpr auto kRuns = [] {
  std::array<std::uint8_t, 64> runs{};
  for (unsigned byte_class = 0; byte_class < kOther; ++byte_class) {
    runs[byte_class] = byte_class < kFirstDigit ? 1 : 2;
  }
  runs[kHigh] = 3;
  return runs;
}();

std::size_t pair_hash(char32_t first, char32_t second) {
  return (first * 31U + second) % 4096;
}

std::uint8_t class_of(char byte) {
  return kClasses[static_cast<unsigned char>(byte)];
}

}  // namespace

void WordFilter::add(std::string_view term, Second second) {
  // ".net" is met at its "n".
  const auto* const first = std::ranges::find_if(
      term, [](char byte) { return kRuns[class_of(byte)] != 0; });
  seconds_[kHigh] = ~std::uint64_t{0};
  if (first == term.end()) return;
  if (class_of(*first) == kHigh) {
    return add_wide(
        term.substr(static_cast<std::size_t>(first - term.begin())));
  }
  std::uint64_t& seconds = seconds_[class_of(*first)];
  if (second == Second::kAny || first + 1 == term.end()) {
    seconds = ~std::uint64_t{0};
    return;
  }
  seconds |= kUntold | bit(class_of(first[1]));
  if (second == Second::kEnglishStem) seconds |= bit('y' - 'a');
}

void WordFilter::add_wide(std::string_view term) {
  has_wide_ = true;
  const char32_t ideograph = ideograph_at(term, 0);
  if (ideograph == 0) return;
  const char32_t second = ideograph_at(term, kIdeographBytes);
  if (second == 0) {
    ideographs_.set(ideograph % kIdeographs);
  } else {
    pairs_begin_.set(ideograph % kIdeographs);
    pairs_.set(pair_hash(ideograph, second));
  }
}

bool WordFilter::lets_ideograph_pass(std::string_view text,
                                     std::size_t pos) const {
  if (!has_wide_) return false;
  const char32_t ideograph = internal::simplified(ideograph_at(text, pos));
  if (ideographs_.test(ideograph % kIdeographs)) return true;
  if (!pairs_begin_.test(ideograph % kIdeographs)) return false;
  // Some bytes between two ideographs part no pair.
  const char32_t second = ideograph_at(text, pos + kIdeographBytes);
  return second == 0 ||
         pairs_.test(pair_hash(ideograph, internal::simplified(second)));
}

void WordFilter::add_everything() {
  for (unsigned byte_class = 0; byte_class < seconds_.size(); ++byte_class) {
    if (kRuns[byte_class] != 0) seconds_[byte_class] = ~std::uint64_t{0};
  }
}

void WordFilter::find(std::string_view text,
                      std::vector<std::uint32_t>& out) const {
  out.clear();
  // Few words pass, but which ones no branch predictor knows: offsets are
  // written in any case and kept if they passed.
  std::array<std::uint32_t, 256> found;
  std::uint8_t run_before = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t stop = std::min(text.size(), pos + found.size());
    std::size_t count = 0;
    for (; pos < stop; ++pos) {
      const std::uint8_t first = class_of(text[pos]);
      const std::uint8_t second =
          pos + 1 < text.size() ? class_of(text[pos + 1]) : kSpace;
      const std::uint8_t run = kRuns[first];
      found[count] = static_cast<std::uint32_t>(pos);
      count += static_cast<std::size_t>(run != run_before) &
               (seconds_[first] >> second & 1);
      run_before = run;
    }
    out.insert(out.end(), found.begin(),
               found.begin() + static_cast<std::ptrdiff_t>(count));
  }
}

}  // namespace lede
