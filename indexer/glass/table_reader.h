// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keys and tags of a glass table, from the first to the last.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/postings/mapped_file.h"
#include "indexer/glass/version_file.h"
#include <lede/result.h>

namespace lede::internal {

// Stands at a key, or behind the last. Nothing may write to the table
// meanwhile. One thread at a time.
class TableReader {
 public:
  // At the first key. kIo, kNotFound, kCorrupt.
  static Result<TableReader> open(const std::filesystem::path& path,
                                  const TableRoot& root,
                                  std::uint32_t revision);

  // Of a damaged table it may be the last key that can be read; see damaged().
  [[nodiscard]] bool done() const { return done_; }
  [[nodiscard]] bool damaged() const { return damaged_; }
  // Of the key at hand; REQUIRES: !done(). Valid until next().
  [[nodiscard]] std::string_view key() const { return key_; }
  [[nodiscard]] std::string_view tag() const {
    return in_pieces_ ? std::string_view(joined_) : tag_;
  }
  [[nodiscard]] bool deflated() const { return deflated_; }

  void next();

 private:
  // A block on the way down to the leaf at hand, and where in its directory.
  struct Step {
    const std::uint8_t* block = nullptr;
    std::size_t at = 0;
    std::size_t end = 0;
  };
  struct Item {
    std::string_view key;
    std::string_view bytes;
    bool first = false;
    bool last = false;
    bool deflated = false;
  };

  TableReader() = default;
  bool enter(std::uint32_t block, std::size_t level);
  // To the next leaf, if the one at hand is at its end; false at the last
  // one's.
  bool find_leaf();
  bool take_item(Item& item);
  bool fail();

  MappedFile map_;
  std::uint32_t blocks_ = 0;
  std::uint32_t released_ = 0;  // blocks before this one, once they were read
  std::uint32_t revision_ = 0;
  std::vector<Step> steps_;  // by level
  std::string_view key_;
  std::string_view tag_;
  std::string joined_;  // the tag, if it is in pieces
  bool in_pieces_ = false;
  bool deflated_ = false;
  bool done_ = true;
  bool damaged_ = false;
};

}  // namespace lede::internal
