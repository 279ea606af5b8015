// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/cli/similar.h"

#include <cassert>

#include "searcher/cli/output.h"
#include "searcher/hit_json.h"
#include "searcher/similar_json.h"

namespace lede {
namespace {

std::string as_text(const SimilarResponse& response, bool color) {
  std::string out = "by:";
  for (const WeighedTerm& term : response.terms) out += " " + term.text;
  out += "\n\n" + hits_as_text(response.hits, color);
  if (!response.same_story.empty()) {
    out += "In the same story:\n\n" + hits_as_text(response.same_story, color);
  }
  return out;
}

}  // namespace

Result<SimilarResponse> find_similar_to(const Searcher& searcher,
                                        const SearchOptions& options) {
  SimilarOptions asked;
  asked.limit = options.request.limit;
  asked.filters = options.request.filters;
  asked.time_zone = options.request.time_zone;
  asked.snippet_bytes = options.request.snippet_bytes;
  asked.deadline_ms = 0;
  Result<SimilarResponse> by_id =
      searcher.similar(article_key(options.similar), asked);
  if (by_id || by_id.error().code != ErrorCode::kNotFound) return by_id;
  return searcher.similar(options.similar, asked);
}

std::string format_similar(const SimilarResponse& response, OutputFormat format,
                           bool color) {
  assert(format != OutputFormat::kTrec);
  std::string lines;
  switch (format) {
    case OutputFormat::kJson:
      return similar_to_json(response) + '\n';
    case OutputFormat::kJsonLines:
      for (const Hit& hit : response.hits) {
        lines += hit_to_json(hit, SearchRequest()) + '\n';
      }
      return lines;
    case OutputFormat::kIds:
      for (const Hit& hit : response.hits) lines += hit.id + '\n';
      return lines;
    default:
      return as_text(response, color);
  }
}

}  // namespace lede
