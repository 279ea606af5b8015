// SPDX-License-Identifier: GPL-3.0-or-later
//
// `lede-bench answer`: query lines on a stream in, answer lines out, so that
// one driver can ask lede and other engines the same questions in turns.

#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "bench/query_line.h"
#include <lede/request.h>
#include <lede/result.h>
#include <lede/searcher.h>

namespace lede::bench {

using AnswerFunction = std::function<Result<AnswerLine>(const QueryLine&)>;

// The request by which a user would ask the same: for `lede-bench answer
// --default`.
SearchRequest user_request(const QueryLine& query);

// Answers as a user of `searcher` would be answered.
Result<AnswerLine> answer_user(const Searcher& searcher,
                               const QueryLine& query);

// Answers every line of `input` at once. A line that is no query, or whose
// search fails, is answered "-1 TAB 0 TAB message".
void answer_lines(std::istream& input, std::ostream& output,
                  const AnswerFunction& answer);

}  // namespace lede::bench
