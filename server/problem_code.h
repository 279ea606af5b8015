// SPDX-License-Identifier: GPL-3.0-or-later
//
// The codes of problems: a closed list, which clients and the description of
// the API rely on.

#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace lede {

struct ProblemKind {
  std::string_view code;
  int status;
};

inline constexpr ProblemKind kProblemKinds[] = {
    {"bad_request", 400},
    {"invalid_cursor", 400},
    {"invalid_json", 400},
    {"invalid_parameter", 400},
    {"missing_parameter", 400},
    {"unknown_parameter", 400},
    {"unauthorized", 401},
    {"forbidden", 403},
    {"article_not_found", 404},
    {"not_found", 404},
    {"story_not_found", 404},
    {"method_not_allowed", 405},
    {"request_timeout", 408},
    {"body_too_large", 413},
    {"target_too_long", 414},
    {"unsupported_media_type", 415},
    {"expectation_failed", 417},
    {"rate_limited", 429},
    {"head_too_large", 431},
    {"internal", 500},
    {"transfer_coding_not_supported", 501},
    {"busy", 503},
    {"deadline_exceeded", 503},
    {"index_missing", 503},
    {"index_unusable", 503},
    {"unavailable", 503},
    {"version_not_supported", 505},
};

// A code out of kProblemKinds. Any other is an error of compilation: one that
// is added there has to be told of in openapi.json too, or a test fails.
class ProblemCode {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a code is written as its text
  consteval ProblemCode(const char* code) : text_(code) {
    if (std::ranges::find(kProblemKinds, text_, &ProblemKind::code) ==
        std::end(kProblemKinds)) {
      throw "no such code";
    }
  }

  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

}  // namespace lede
