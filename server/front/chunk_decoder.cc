// SPDX-License-Identifier: GPL-3.0-or-later
//
// See chunk_decoder.h.

#include "server/front/chunk_decoder.h"

#include <algorithm>
#include <charconv>

namespace lede::internal {

namespace {

constexpr std::size_t kMaxLineBytes = 1024;
// A body may come in chunks of one byte, each with a line of its own; more
// wrapping than that is no honest client's.
constexpr std::size_t kOverheadPerByte = 8;
constexpr std::size_t kFreeOverheadBytes = 4096;

}  // namespace

ChunkDecoder::State ChunkDecoder::decode(std::string_view bytes,
                                         std::string& body,
                                         std::size_t& consumed) {
  consumed = 0;
  while (true) {
    const std::string_view rest = bytes.substr(consumed);
    if (part_ == Part::kData) {
      const std::size_t taken = std::min(left_, rest.size());
      body.append(rest.substr(0, taken));
      consumed += taken;
      left_ -= taken;
      if (left_ > 0) return State::kNeedsMore;
      part_ = Part::kDataEnd;
      continue;
    }
    const std::size_t end = rest.substr(0, kMaxLineBytes).find('\n');
    if (end == std::string_view::npos) {
      return rest.size() < kMaxLineBytes ? State::kNeedsMore
                                         : State::kMalformed;
    }
    if (end == 0 || rest[end - 1] != '\r') return State::kMalformed;
    consumed += end + 1;
    overhead_bytes_ += end + 1;
    const State state = take_line(rest.substr(0, end - 1), body.size());
    if (state != State::kNeedsMore) return state;
  }
}

ChunkDecoder::State ChunkDecoder::take_line(std::string_view line,
                                            std::size_t body_bytes) {
  if (overhead_bytes_ > kFreeOverheadBytes + kOverheadPerByte * body_bytes) {
    return State::kTooLarge;
  }
  if (part_ == Part::kTrailer) {
    return line.empty() ? State::kDone : State::kNeedsMore;
  }
  if (part_ == Part::kDataEnd) {
    part_ = Part::kSize;
    return line.empty() ? State::kNeedsMore : State::kMalformed;
  }
  const std::string_view digits = line.substr(0, line.find_first_of("; \t"));
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, left_, 16);
  if (error == std::errc::result_out_of_range) return State::kTooLarge;
  if (error != std::errc() || stop != end) return State::kMalformed;
  if (left_ > max_body_bytes_ - body_bytes) return State::kTooLarge;
  part_ = left_ == 0 ? Part::kTrailer : Part::kData;
  return State::kNeedsMore;
}

}  // namespace lede::internal
