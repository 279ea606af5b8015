// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bytes of a connection -> whole requests. What is ambiguous, too big or not
// spoken here is refused before any library or handler sees it: a request that
// comes out has one line ending, one framing and a decoded, bounded body.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/front/chunk_decoder.h"
#include "server/http_message.h"
#include "server/problem_code.h"

namespace lede::internal {

struct RequestLimits {
  std::size_t max_target_bytes = 8000;
  std::size_t max_field_bytes = 8000;
  std::size_t max_head_bytes = std::size_t{16} * 1024;
  std::size_t max_fields = 100;
  std::size_t max_body_bytes = std::size_t{64} * 1024;
};

// A whole request. `line` is what the HTTP library gets to see of it: the
// request line without the target's query, which it would take apart for
// nothing, ended by CRLF, and an empty line. The fields are the handlers'
// alone; those about framing, ranges and expectations are gone from them.
struct RawRequest {
  std::string line;
  std::string target;               // path and query as sent
  std::vector<HeaderField> fields;  // as sent, without empty ones
  std::string body;                 // without its chunks
  bool keep_alive = false;
};

// Why a request is not taken.
struct Rejection {
  int status = 400;
  ProblemCode code = "bad_request";
  std::string detail;  // one clause for the client
};

// What the head says of the connection and the body; made by parse_head().
struct ParsedHead {
  std::string line;
  std::string target;
  std::vector<HeaderField> fields;
  bool keep_alive = false;
  bool chunked = false;
  bool expects_continue = false;
  std::size_t body_bytes = 0;  // if not chunked
  std::optional<Rejection> rejection;
};

// Parses a whole head, without the empty line that ends it (RFC 9112,
// sections 3 and 6.3).
ParsedHead parse_head(std::string_view head, const RequestLimits& limits);

// Collects the requests of one connection. Holds at most a head, a body and
// what one read() brought. Not thread-safe.
class RequestReader {
 public:
  enum class State { kNeedsMore, kComplete, kRejected };

  explicit RequestReader(const RequestLimits& limits) : limits_(limits) {}

  // Takes bytes from the peer, in any pieces.
  void append(std::string_view bytes) { buffer_.append(bytes); }

  // Reads on in what was appended. After kRejected the connection is of no
  // more use.
  State advance();

  // True if a request has begun: bytes are there, but not all of them.
  [[nodiscard]] bool in_request() const {
    return !buffer_.empty() || head_.has_value();
  }
  // True if the head is there and the body is awaited.
  [[nodiscard]] bool has_head() const { return head_.has_value(); }
  // True once, after a head that waits for "100 Continue" before its body.
  bool take_continue();

  // REQUIRES: advance() returned kComplete; moves to the next request.
  RawRequest take();
  // REQUIRES: advance() returned kRejected.
  [[nodiscard]] const Rejection& rejection() const { return rejection_; }

 private:
  State read_head();
  State read_body();
  State reject(Rejection rejection);
  [[nodiscard]] std::optional<Rejection> check_open_head() const;

  RequestLimits limits_;
  std::string buffer_;
  std::size_t scanned_ = 0;  // bytes of buffer_ known to end no head
  std::optional<ParsedHead> head_;
  ChunkDecoder chunks_;
  std::string body_;
  bool continue_due_ = false;
  Rejection rejection_;
};

}  // namespace lede::internal
