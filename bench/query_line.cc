// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/query_line.h"

#include <charconv>
#include <iomanip>
#include <map>
#include <sstream>

#include "bench/text_lines.h"

namespace lede::bench {
namespace {

const std::map<std::string_view, QueryOp> kOps = {{"TERM", QueryOp::kTerm},
                                                  {"AND", QueryOp::kAnd},
                                                  {"OR", QueryOp::kOr},
                                                  {"PHRASE", QueryOp::kPhrase},
                                                  {"PREFIX", QueryOp::kPrefix}};

const std::map<std::string_view, AnswerMode> kModes = {
    {"10", AnswerMode::kTop},
    {"10c", AnswerMode::kCounted},
    {"date", AnswerMode::kNewest},
    {"data", AnswerMode::kStored},
    {"snip", AnswerMode::kSnippets}};

Error bad_column(const char* column, std::string_view value) {
  return {ErrorCode::kInvalidArgument,
          std::string("unknown ") + column + " '" + std::string(value) + "'"};
}

Result<std::optional<std::int64_t>> parse_instant(std::string_view text) {
  if (text.empty()) return std::optional<std::int64_t>();
  std::int64_t seconds = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, seconds);
  if (read.ec != std::errc() || read.ptr != end) {
    return bad_column("time", text);
  }
  return std::optional<std::int64_t>(seconds);
}

}  // namespace

Result<QueryLine> parse_query_line(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::vector<std::string_view> columns = split(line, '\t');
  if (columns.size() < 3) {
    return Error{ErrorCode::kInvalidArgument,
                 "a query line has at least three columns"};
  }
  const auto op = kOps.find(columns[0]);
  if (op == kOps.end()) return bad_column("op", columns[0]);
  const auto mode = kModes.find(columns[1]);
  if (mode == kModes.end()) return bad_column("mode", columns[1]);
  QueryLine query;
  query.op = op->second;
  query.mode = mode->second;
  for (const std::string_view word : split(columns[2], ' ')) {
    if (!word.empty()) query.words.emplace_back(word);
  }
  if (query.words.empty()) return bad_column("words", columns[2]);
  for (std::size_t i = 3; i < columns.size() && i < 5; ++i) {
    const auto instant = parse_instant(columns[i]);
    if (!instant) return instant.error();
    (i == 3 ? query.from : query.to) = *instant;
  }
  return query;
}

std::string print_answer_line(const AnswerLine& answer) {
  std::ostringstream line;
  line << answer.hits << '\t' << std::fixed << std::setprecision(1)
       << answer.microseconds << '\t';
  for (std::size_t i = 0; i < answer.ids.size(); ++i) {
    if (i > 0) line << ',';
    line << answer.ids[i];
  }
  return line.str();
}

}  // namespace lede::bench
