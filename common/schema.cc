// SPDX-License-Identifier: GPL-3.0-or-later
//
// The encodings that go with the table in schema.h.

#include "common/schema.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include <xxhash.h>

#include "common/date.h"
#include <lede/article.h>

namespace lede {
namespace {

constexpr std::size_t kInstantBytes = 5;
constexpr std::uint64_t kInstantMax = (std::uint64_t{1} << 40) - 1;

constexpr FilterFieldRow kFilterFields[] = {
    {"source", prefix::kSource, slot::kSource, false, true},
    {"author", prefix::kAuthor, slot::kAuthors, false, true},
    {"topic", prefix::kTopic, slot::kTopics, false, true},
    {"lang", prefix::kLanguage, slot::kLanguage, false, true},
    {"company", "Ecompany:", slot::kCompanies, true, true},
    {"model", "Emodel:", slot::kModels, true, true},
    {"chip", "Echip:", slot::kChips, true, true},
    {"person", "Eperson:", slot::kPeople, true, true},
    {"publication", "Epublication:", slot::kPublications, true, true},
    {"cites", prefix::kCited, 0, true, false, "publication"},
};

std::string big_endian(std::uint64_t value) {
  std::string bytes(kInstantBytes, '\0');
  for (std::size_t i = kInstantBytes; i-- > 0; value >>= 8) {
    bytes[i] = static_cast<char>(value & 0xff);
  }
  return bytes;
}

std::uint64_t since_earliest(std::int64_t seconds) {
  assert(seconds >= kEarliestDate);
  return static_cast<std::uint64_t>(seconds - kEarliestDate);
}

char hex_digit(std::uint64_t nibble) { return "0123456789abcdef"[nibble & 15]; }

}  // namespace

std::string article_key(std::string_view id) {
  static constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(id.data(), id.size()));
  std::string key;
  key.reserve(16);
  for (std::size_t i = 0; i < 12; i += 3) {
    const auto byte = [&](std::size_t at) -> unsigned {
      return canonical.digest[at];
    };
    const unsigned group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    for (int shift = 18; shift >= 0; shift -= 6) {
      key += kAlphabet[(group >> shift) & 63];
    }
  }
  return key;
}

std::string bounded_term(std::string_view term) {
  if (term.size() <= kMaxTermBytes) return std::string(term);
  std::size_t keep = kMaxTermBytes - 16;
  while (keep > 0 && (static_cast<unsigned char>(term[keep]) & 0xc0) == 0x80) {
    --keep;
  }
  std::string bounded(term.substr(0, keep));
  const std::uint64_t hash = XXH3_64bits(term.data(), term.size());
  for (int shift = 60; shift >= 0; shift -= 4) {
    bounded += hex_digit(hash >> shift);
  }
  return bounded;
}

std::string encode_instant(std::int64_t seconds) {
  return big_endian(since_earliest(seconds));
}

std::string encode_instant_reversed(std::int64_t seconds) {
  return big_endian(kInstantMax - since_earliest(seconds));
}

std::optional<std::int64_t> decode_instant(std::string_view value) {
  if (value.size() != kInstantBytes) return std::nullopt;
  std::uint64_t since = 0;
  for (const char byte : value) {
    since = since << 8 | static_cast<unsigned char>(byte);
  }
  return static_cast<std::int64_t>(since) + kEarliestDate;
}

double freshness_value(std::int64_t seconds, const FreshnessScale& scale) {
  // A damaged file may hold any date: no difference of integers.
  return std::exp2(
      (static_cast<double>(seconds) - static_cast<double>(scale.epoch)) /
      static_cast<double>(scale.half_life));
}

std::span<const FilterFieldRow> filter_fields() { return kFilterFields; }

const FilterFieldRow* find_filter_field(std::string_view name) {
  const auto* row =
      std::ranges::find(kFilterFields, name, &FilterFieldRow::name);
  return row == std::end(kFilterFields) ? nullptr : row;
}

bool is_figure_field(std::string_view name) {
  return std::ranges::find(kFigureFields, name) != std::end(kFigureFields);
}

}  // namespace lede
