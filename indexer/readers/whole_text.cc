// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reading to the end.

#include "indexer/readers/whole_text.h"

namespace lede::internal {

WholeText read_whole(BufferedSource& source, std::size_t max_bytes) {
  WholeText text;
  for (;;) {
    const std::string_view ahead = source.ahead();
    if (text.bytes.size() + ahead.size() > max_bytes) {
      text.bytes = {};
      text.fault = Error{
          ErrorCode::kInvalidArgument,
          "the file is larger than " + std::to_string(max_bytes >> 20) + " MB"};
      return text;
    }
    text.bytes += ahead;
    source.take(ahead.size());
    const Result<std::size_t> more = source.read_more();
    if (!more) text.fault = more.error();
    if (!more || *more == 0) return text;
  }
}

Error empty_file() {
  return {ErrorCode::kInvalidArgument, "the file is empty"};
}

}  // namespace lede::internal
