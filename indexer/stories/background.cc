// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row is one number, (step from the hash before it) * 16 + rarity, in digits
// of five bits, low ones first, a sixth bit set on all but the last; each digit
// is one byte, see kDigits. White space is passed over.

#include "indexer/stories/background.h"

#include <algorithm>

#include <xxhash.h>

#include "indexer/stories/internal/background_data.h"

namespace lede {
namespace {

constexpr unsigned kRarityBits = 4;
constexpr unsigned kDigitBits = 5;
constexpr std::uint64_t kMore = 1U << kDigitBits;
constexpr std::string_view kDigits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
constexpr std::size_t kLineBytes = 100;

void put_number(std::uint64_t number, std::string& text) {
  const auto put = [&](std::uint64_t digit) {
    if (text.size() % (kLineBytes + 1) == kLineBytes) text += '\n';
    text += kDigits[digit];
  };
  for (; number >= kMore; number >>= kDigitBits) {
    put((number & (kMore - 1)) | kMore);
  }
  put(number);
}

}  // namespace

std::uint32_t feature_hash(std::string_view term) {
  return static_cast<std::uint32_t>(XXH3_64bits(term.data(), term.size()) >>
                                    32);
}

const Background& Background::built_in() {
  static const Background table(decode_background(internal::background_data()));
  return table;
}

int Background::rarity(std::uint32_t hash) const {
  const auto row = std::ranges::lower_bound(rows_, hash, {}, &Row::hash);
  return row == rows_.end() || row->hash != hash ? kMaxRarity : row->rarity;
}

std::string encode_background(std::span<const Background::Row> rows) {
  std::string text;
  std::uint64_t before = 0;
  for (const Background::Row& row : rows) {
    put_number((row.hash - before) << kRarityBits | row.rarity, text);
    before = row.hash;
  }
  return text += '\n';
}

std::vector<Background::Row> decode_background(std::string_view text) {
  std::vector<Background::Row> rows;
  std::uint64_t number = 0;
  std::uint64_t hash = 0;
  unsigned shift = 0;
  for (const char c : text) {
    if (c == '\n' || c == ' ' || c == '\r') continue;
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos || shift > 40) return rows;
    number |= (digit & (kMore - 1)) << shift;
    shift += kDigitBits;
    if (digit >= kMore) continue;
    hash += number >> kRarityBits;
    rows.push_back({static_cast<std::uint32_t>(hash),
                    static_cast<std::uint8_t>(number & 15)});
    number = 0;
    shift = 0;
  }
  return rows;
}

}  // namespace lede
