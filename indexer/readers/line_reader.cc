// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line within the source's buffer is given out where it stands; one that
// crosses its end is gathered.

#include "indexer/readers/line_reader.h"

namespace lede::internal {

LineReader::Line LineReader::finished(std::string_view text) {
  const bool skipped = skipping_ || text.size() > max_bytes_;
  skipping_ = false;
  if (skipped) return {Status::kTooLong, {}, {}};
  if (text.ends_with('\r')) text.remove_suffix(1);
  return {Status::kLine, text, {}};
}

LineReader::Line LineReader::next() {
  source_.take(given_);
  given_ = 0;
  long_line_.clear();
  ++number_;
  for (;;) {
    const std::string_view ahead = source_.ahead();
    const std::size_t end = ahead.find('\n');
    if (end != std::string_view::npos) {
      given_ = end + 1;
      const std::string_view last = ahead.substr(0, end);
      if (long_line_.empty() || skipping_) return finished(last);
      long_line_ += last;
      return finished(long_line_);
    }
    if (!skipping_) long_line_ += ahead;
    if (long_line_.size() > max_bytes_) {
      skipping_ = true;
      long_line_.clear();
      long_line_.shrink_to_fit();
    }
    source_.take(ahead.size());
    const Result<std::size_t> more = source_.read_more();
    if (!more) return {Status::kFault, {}, more.error()};
    if (*more > 0) continue;
    if (long_line_.empty() && !skipping_) {
      --number_;
      return {};
    }
    return finished(long_line_);
  }
}

}  // namespace lede::internal
