// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finding the parts of a term's record.

#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "common/postings/format.h"
#include "common/postings/posting_list.h"

namespace lede {

// Walks through a record part by part, staying within it.
class PostingListParser {
 public:
  // `record`: the bytes of kLists that are the entry's. Both stay where they
  // are as long as what parse() returns is used.
  PostingListParser(const internal::TermEntry& entry,
                    std::span<const std::uint8_t> record)
      : entry_(entry), record_(record) {}

  // nullopt if the record is too small for what the entry says.
  std::optional<PostingList> parse();

 private:
  // The next `count` values of the record, aligned; null once it has ended.
  template <typename T>
  const T* take(std::uint64_t count, std::size_t alignment = alignof(T));

  void parse_blocks(PostingList& list);
  void parse_wide(PostingList& list);
  void parse_ordinals(PostingList& list);
  void parse_wdf(PostingList& list);

  const internal::TermEntry& entry_;
  std::span<const std::uint8_t> record_;
  std::size_t at_ = 0;
  bool whole_ = true;
};

}  // namespace lede
