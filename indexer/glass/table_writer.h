// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table of a glass database, a B-tree of keys and tags, written from its
// first key to its last: each block once, full, in the order of the file.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/unique_fd.h"
#include "indexer/glass/version_file.h"
#include <lede/result.h>

namespace lede::internal {

// Failures are kept until finish(). One thread at a time.
class TableWriter {
 public:
  // Makes the file when the first key comes, in place of any that is there.
  explicit TableWriter(std::filesystem::path path);
  ~TableWriter();
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;

  // `deflated`: the tag is a raw deflate stream, which readers undo.
  //
  // REQUIRES: keys ascend by their bytes and have 1 to 255 of them; the tag has
  // 100 MiB at most.
  void add(std::string_view key, std::string_view tag, bool deflated = false);

  // Writes what is left and closes the file. Not synced. kIo.
  Result<TableRoot> finish();

 private:
  // A block being filled: a directory grows from its beginning, the items from
  // its end.
  struct Block {
    std::array<std::uint8_t, kTableBlock> bytes{};
    std::size_t directory_end = 0;
    std::size_t items_begin = kTableBlock;
    // Parts it from the block before, in the level above.
    std::string separator;
    std::uint16_t separator_part = 0;

    void clear();
    [[nodiscard]] bool empty() const;
    [[nodiscard]] std::size_t room() const {
      return items_begin - directory_end;
    }
    // Room for an item of that size, which it enters into the directory.
    std::uint8_t* add_item(std::size_t size);
  };
  // A piece of a tag; those of one key are numbered from 1.
  struct Piece {
    std::string_view key;
    std::string_view bytes;
    std::uint16_t number = 1;
    bool last = true;
    bool deflated = false;
  };

  void open();
  void put_piece(const Piece& piece);
  void part_from_last(const Piece& piece, Block& block) const;
  // Writes the block at hand at `level` and enters it into the level above.
  void end_block(std::size_t level);
  void enter_child(std::size_t level, std::string_view separator,
                   std::uint16_t part, std::uint32_t child);
  // Returns its number.
  std::uint32_t write_block(std::size_t level);
  void flush();

  std::filesystem::path path_;
  UniqueFd file_;
  int error_ = 0;  // errno of the first failure
  std::string buffer_;
  std::vector<std::unique_ptr<Block>> levels_;
  std::string last_key_;
  TableRoot root_;
};

}  // namespace lede::internal
