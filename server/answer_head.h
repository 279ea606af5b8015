// SPDX-License-Identifier: GPL-3.0-or-later
//
// The head of an answer, as it is sent.

#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "server/http_message.h"

namespace lede {

// What an answer's head tells beside what the handler said.
struct AnswerFraming {
  bool keep_alive = false;               // the connection stays open
  std::chrono::seconds idle_timeout{0};  // for so long, if so
};

// Returns `status_line`, which has its CR LF, the fields and the empty line.
// Fields of `response` that would end their line early are left out. What is
// sent with every answer, about security and the date, comes last, but for what
// `response` has itself. Thread-safe.
std::string answer_head(std::string_view status_line,
                        const HttpResponse& response,
                        const AnswerFraming& framing);

}  // namespace lede
