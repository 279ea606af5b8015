// SPDX-License-Identifier: GPL-3.0-or-later
//
// Answers in the formats programs read.

#include "searcher/cli/output.h"

#include <algorithm>
#include <cstdio>
#include <limits>

#include "searcher/hit_json.h"
#include "searcher/response_json.h"

namespace lede {
namespace {

// White space of Unicode 15 (property White_Space) in UTF-8.
constexpr std::string_view kWhiteSpace[] = {
    "\t",           "\n",           "\v",
    "\f",           "\r",           " ",
    "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80",
    "\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82",
    "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85",
    "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88",
    "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8",
    "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f",
    "\xe3\x80\x80"};

// Evaluators order a run by its scores alone, so they must fall from hit to
// hit: more than is lost in printing.
constexpr double kScoreStep = 2e-9;

std::string trec_lines(const SearchResponse& response,
                       std::string_view query_id) {
  const std::string query = encode_white_space(query_id);
  std::string lines;
  std::size_t rank = 0;
  double score = std::numeric_limits<double>::max();
  for (const Hit& hit : response.hits) {
    score = std::min(score - kScoreStep, hit.score);
    char tail[64];
    std::snprintf(tail, sizeof tail, " %zu %.9f lede\n", ++rank, score);
    lines += query + " Q0 " + encode_white_space(hit.id) + tail;
  }
  return lines;
}

std::string id_lines(const SearchResponse& response,
                     std::string_view query_id) {
  std::string lines;
  for (const Hit& hit : response.hits) {
    if (!query_id.empty()) lines.append(query_id) += '\t';
    lines += hit.id + '\n';
  }
  return lines;
}

std::string json_lines(const SearchResponse& response,
                       const SearchRequest& request,
                       std::string_view query_id) {
  std::string lines;
  for (const Hit& hit : response.hits) {
    lines += with_query_id(hit_to_json(hit, request), query_id) + '\n';
  }
  return lines;
}

}  // namespace

std::string encode_white_space(std::string_view id) {
  std::string encoded;
  for (std::size_t i = 0; i < id.size();) {
    const std::string_view rest = id.substr(i);
    const auto* space =
        std::ranges::find_if(kWhiteSpace, [&](std::string_view candidate) {
          return rest.starts_with(candidate);
        });
    if (space == std::end(kWhiteSpace)) {
      encoded += id[i++];
      continue;
    }
    for (const char byte : *space) {
      char hex[4];
      std::snprintf(hex, sizeof hex, "%%%02X",
                    static_cast<unsigned>(static_cast<unsigned char>(byte)));
      encoded += hex;
    }
    i += space->size();
  }
  return encoded;
}

std::string why_not_beside(const SearchResponse& response, OutputFormat format,
                           std::string_view query_id) {
  if (format == OutputFormat::kText || format == OutputFormat::kJson) return {};
  std::string line = why_not_as_text(response);
  if (line.empty() || query_id.empty()) return line;
  return "query " + std::string(query_id) + ": " + line;
}

std::string format_answer(const SearchResponse& response,
                          const SearchRequest& request, OutputFormat format,
                          std::string_view query_id, bool color) {
  switch (format) {
    case OutputFormat::kJson:
      return with_query_id(response_to_json(response, request, ""), query_id) +
             '\n';
    case OutputFormat::kJsonLines:
      return json_lines(response, request, query_id);
    case OutputFormat::kIds:
      return id_lines(response, query_id);
    case OutputFormat::kTrec:
      return trec_lines(response, query_id.empty() ? "1" : query_id);
    case OutputFormat::kText:
      break;
  }
  std::string text = answer_as_text(response, request, color);
  if (query_id.empty()) return text;
  return "# " + std::string(query_id) + ": " + response.query.text + '\n' +
         text + '\n';
}

}  // namespace lede
