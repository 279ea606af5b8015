// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bytes fall into forty classes, letters without regard to their case, so that
// all pairs of a query fit into a few cache lines.

#include "searcher/word_filter.h"

#include <algorithm>
#include <bit>
#include <cstring>

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

// Sixteen bytes that are worked on at once; compilers make of them what the
// machine has.
using Bytes [[gnu::vector_size(16)]] = std::uint8_t;

Bytes load(const char* bytes) {
  Bytes loaded;
  std::memcpy(&loaded, bytes, sizeof loaded);
  return loaded;
}

// The bytes, letters as lower case, at which words that pass may begin, if they
// are few.
struct FirstBytes {
  std::array<std::uint8_t, 8> bytes{};
  std::size_t count = 0;

  void add(unsigned byte) {
    if (count < bytes.size()) bytes[count] = static_cast<std::uint8_t>(byte);
    ++count;
  }
  [[nodiscard]] bool are_few() const {
    return count <= bytes.size() && std::endian::native == std::endian::little;
  }
};

FirstBytes first_bytes(const std::array<std::uint64_t, 64>& seconds) {
  FirstBytes firsts;
  for (unsigned byte_class = 0; byte_class < kOther; ++byte_class) {
    if (seconds[byte_class] == 0) continue;
    firsts.add(byte_class < kFirstDigit ? 'a' + byte_class
                                        : '0' + byte_class - kFirstDigit);
  }
  return firsts;
}

// A bit in each of sixteen bytes, in order, at which a word may begin.
using Begins = std::array<std::uint64_t, 2>;

// REQUIRES: a byte stands before `at`.
Begins begins(const char* at, const FirstBytes& firsts) {
  constexpr std::uint8_t kCase = 0x20;
  const Bytes here = load(at) | kCase;
  const Bytes before = load(at - 1) | kCase;
  const auto high = here >= std::uint8_t{0x80};
  auto found = high;
  for (std::size_t i = 0; i < firsts.count; ++i) {
    found |= here == firsts.bytes[i];
  }
  const auto same_run =
      ((here - std::uint8_t{'a'} < 26) & (before - std::uint8_t{'a'} < 26)) |
      ((here - std::uint8_t{'0'} < 10) & (before - std::uint8_t{'0'} < 10)) |
      (high & (before >= std::uint8_t{0x80}));
  const auto starts = found & ~same_run & 1;
  Begins bits;
  static_assert(sizeof bits == sizeof starts);
  std::memcpy(bits.data(), &starts, sizeof bits);
  return bits;
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

bool WordFilter::passes(std::string_view text, std::size_t pos) const {
  const std::uint8_t first = class_of(text[pos]);
  const std::uint8_t second =
      pos + 1 < text.size() ? class_of(text[pos + 1]) : kSpace;
  const bool begins_run =
      pos == 0 || kRuns[first] != kRuns[class_of(text[pos - 1])];
  return begins_run && (seconds_[first] >> second & 1) != 0;
}

void WordFilter::find(std::string_view text,
                      std::vector<std::uint32_t>& out) const {
  out.clear();
  const auto take = [&](std::size_t pos) {
    if (passes(text, pos)) out.push_back(static_cast<std::uint32_t>(pos));
  };
  if (seconds_[kHigh] == 0 || text.empty()) return;
  const FirstBytes firsts = first_bytes(seconds_);
  take(0);
  std::size_t pos = 1;
  if (firsts.are_few()) {
    for (; pos + sizeof(Bytes) <= text.size(); pos += sizeof(Bytes)) {
      const Begins found = begins(text.data() + pos, firsts);
      for (std::size_t half = 0; half < found.size(); ++half) {
        for (std::uint64_t bits = found[half]; bits != 0; bits &= bits - 1) {
          take(pos + half * 8 +
               static_cast<std::size_t>(std::countr_zero(bits)) / 8);
        }
      }
    }
  }
  for (; pos < text.size(); ++pos) take(pos);
}

}  // namespace lede
