// SPDX-License-Identifier: GPL-3.0-or-later
//
// The buffer behind peeking: unread bytes move to its front to make room.

#include "indexer/readers/buffered_source.h"

#include <algorithm>
#include <cstring>

namespace lede::internal {

Result<std::size_t> BufferedSource::read_more() {
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ == buffer_.size()) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) return std::size_t{0};
  Result<std::size_t> added = source_->read(std::span(buffer_).subspan(end_));
  if (added) end_ += *added;
  return added;
}

std::string_view BufferedSource::peek(std::size_t bytes) {
  while (ahead().size() < bytes) {
    Result<std::size_t> added = read_more();
    if (!added || *added == 0) break;
  }
  return ahead();
}

Result<std::size_t> BufferedSource::read(std::span<char> buffer) {
  if (begin_ == end_) {
    // Nothing to give out first: large reads need no second copy.
    if (buffer.size() >= buffer_.size()) return source_->read(buffer);
    Result<std::size_t> added = read_more();
    if (!added || *added == 0) return added;
  }
  const std::size_t given = std::min(buffer.size(), end_ - begin_);
  std::memcpy(buffer.data(), buffer_.data() + begin_, given);
  take(given);
  return given;
}

}  // namespace lede::internal
