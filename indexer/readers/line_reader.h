// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lines of a source, however long, in bounded memory.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/readers/buffered_source.h"

namespace lede::internal {

class LineReader {
 public:
  enum class Status {
    kLine,     // `text` is a whole line
    kTooLong,  // the line had more than `max_bytes` and was skipped
    kEnd,
    kFault,  // the source failed; a line it cut off is lost
  };
  struct Line {
    Status status = Status::kEnd;
    std::string_view text;  // without its end; valid until the next call
    Error error;            // for kFault
  };

  // REQUIRES: `source` outlives the reader.
  LineReader(BufferedSource& source, std::size_t max_bytes)
      : source_(source), max_bytes_(max_bytes) {}

  // The next line. A last line without an end counts as a line. Memory: at most
  // `max_bytes` and the source's buffer.
  Line next();

  // Number of the line next() gave last, from 1.
  [[nodiscard]] std::size_t number() const { return number_; }

 private:
  Line finished(std::string_view text);

  BufferedSource& source_;
  const std::size_t max_bytes_;
  std::size_t number_ = 0;
  std::size_t given_ = 0;  // bytes of the source's buffer the last line took
  std::string long_line_;  // a line that did not fit the source's buffer
  bool skipping_ = false;  // within a line that is too long
};

}  // namespace lede::internal
