// SPDX-License-Identifier: GPL-3.0-or-later
//
// How rare a feature of an article is in news at large.
//
// The figures are frozen: they come from a table made once (background.txt, by
// `lede-bench background`; bench/stories/README.md says of what), never from
// the index, so that a story does not depend on what else was indexed or when.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lede {

// A feature's name in signatures: of a term, with its prefix as in schema.h
// ("Zchip", 芯片, "Ecompany:alibaba", "XAusd:1915.").
std::uint32_t feature_hash(std::string_view term);

// Whole bits, log2 of (articles / articles with it), of what the table lacks:
// no more, for what is news to the table may be talk of the day by then.
inline constexpr int kMaxRarity = 12;

class Background {
 public:
  struct Row {
    std::uint32_t hash = 0;
    std::uint8_t rarity = 0;  // below 16
  };

  // The table compiled in; read at the first call. Any number of threads.
  static const Background& built_in();

  // REQUIRES: `rows` ascend by hash.
  explicit Background(std::vector<Row> rows) : rows_(std::move(rows)) {}

  // 0 (in every article) to kMaxRarity. Some 17 comparisons.
  [[nodiscard]] int rarity(std::uint32_t hash) const;
  [[nodiscard]] std::span<const Row> rows() const { return rows_; }

 private:
  std::vector<Row> rows_;
};

// The table as text, in lines of 100 bytes, and back; what does not read ends
// it.
//
// REQUIRES: `rows` ascend by hash.
std::string encode_background(std::span<const Background::Row> rows);
std::vector<Background::Row> decode_background(std::string_view text);

}  // namespace lede
