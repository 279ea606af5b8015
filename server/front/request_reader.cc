// SPDX-License-Identifier: GPL-3.0-or-later
//
// See request_reader.h.

#include "server/front/request_reader.h"

#include <utility>

namespace lede::internal {

RequestReader::State RequestReader::advance() {
  if (!head_) {
    const State state = read_head();
    if (state != State::kComplete) return state;
  }
  return read_body();
}

RequestReader::State RequestReader::reject(Rejection rejection) {
  rejection_ = std::move(rejection);
  buffer_.clear();
  return State::kRejected;
}

// Judges a head that has not ended yet, so that one without an end is cut off
// early.
std::optional<Rejection> RequestReader::check_open_head() const {
  const std::size_t line_end = buffer_.find('\n');
  if (std::min(line_end, buffer_.size()) > limits_.max_target_bytes + 32) {
    return Rejection{414, "target_too_long", "the request line is too long"};
  }
  if (buffer_.size() > limits_.max_head_bytes) {
    return Rejection{431, "head_too_large", "the header fields are too large"};
  }
  if (line_end != std::string::npos && line_end > 0 &&
      buffer_[line_end - 1] != '\r') {
    return Rejection{400, "bad_request", "lines must end with CR LF"};
  }
  return std::nullopt;
}

RequestReader::State RequestReader::read_head() {
  // Some clients send an empty line after a body (RFC 9112, section 2.2).
  while (buffer_.starts_with("\r\n")) buffer_.erase(0, 2);
  const std::size_t from = scanned_ < 3 ? 0 : scanned_ - 3;
  const std::size_t end = buffer_.find("\r\n\r\n", from);
  if (end == std::string::npos || end > limits_.max_head_bytes) {
    scanned_ = buffer_.size();
    if (auto rejection = check_open_head()) return reject(*rejection);
    return State::kNeedsMore;
  }
  scanned_ = 0;
  head_ = parse_head(std::string_view(buffer_).substr(0, end), limits_);
  buffer_.erase(0, end + 4);
  if (head_->rejection) return reject(*head_->rejection);
  chunks_ = ChunkDecoder(limits_.max_body_bytes);
  continue_due_ = head_->expects_continue &&
                  (head_->chunked || head_->body_bytes > 0) && buffer_.empty();
  return State::kComplete;
}

RequestReader::State RequestReader::read_body() {
  if (!head_->chunked) {
    if (buffer_.size() < head_->body_bytes) return State::kNeedsMore;
    body_ = buffer_.substr(0, head_->body_bytes);
    buffer_.erase(0, head_->body_bytes);
    head_->body_bytes = 0;
    return State::kComplete;
  }
  std::size_t consumed = 0;
  const ChunkDecoder::State state = chunks_.decode(buffer_, body_, consumed);
  buffer_.erase(0, consumed);
  switch (state) {
    case ChunkDecoder::State::kNeedsMore:
      return State::kNeedsMore;
    case ChunkDecoder::State::kDone:
      return State::kComplete;
    case ChunkDecoder::State::kTooLarge:
      return reject({413, "body_too_large", "the request body is too large"});
    case ChunkDecoder::State::kMalformed:
      break;
  }
  return reject({400, "bad_request", "the chunked body is malformed"});
}

bool RequestReader::take_continue() {
  return std::exchange(continue_due_, false);
}

RawRequest RequestReader::take() {
  RawRequest request{std::move(head_->line), std::move(head_->target),
                     std::move(head_->fields), std::move(body_),
                     head_->keep_alive};
  head_.reset();
  body_.clear();
  continue_due_ = false;
  return request;
}

}  // namespace lede::internal
