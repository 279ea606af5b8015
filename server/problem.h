// SPDX-License-Identifier: GPL-3.0-or-later
//
// Errors as answers: application/problem+json (RFC 9457), and the one switch
// from an Error to an HTTP status.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http_message.h"
#include "server/problem_code.h"
#include <lede/result.h>

namespace lede {

// What went wrong with a request.
struct Problem {
  int status = 500;
  ProblemCode code = "internal";
  std::string detail;     // one clause for a person; UTF-8
  std::string parameter;  // the parameter at fault; empty if none
  // Of an unknown parameter: the names of all there are.
  std::vector<std::string> known = {};
};

// With Retry-After of a second for 503; that of 429 and Allow are left to the
// caller.
HttpResponse problem_response(const Problem& problem);

// kInternal and kCorrupt lose their message: it is for the log.
Problem problem_of(const Error& error);

}  // namespace lede
