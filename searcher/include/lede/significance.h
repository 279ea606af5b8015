// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is told apart by a query: words and entities that stand in its answer
// more than elsewhere. All texts are UTF-8.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <lede/answer_origin.h>
#include <lede/request.h>
#include <lede/response.h>
#include <lede/rising.h>

namespace lede {

struct SignificantRequest {
  std::string query;       // the query language
  std::size_t limit = 10;  // of words, and of entities
  bool words = true;       // false: entities alone, which costs less
  std::vector<FieldFilter> filters;
  std::string from;  // date expressions; both ends are whole
  std::string to;
  std::string time_zone = "UTC";
  MatchMode match = MatchMode::kAuto;
  std::int64_t deadline_ms = 2000;
};

// TellingTerm::documents are those of the answer, `elsewhere` all others of the
// index. None of the query's own words and entities is among them.
struct SignificantTerms {
  QueryReading reading;
  std::uint64_t documents = 0;
  std::uint64_t index_documents = 0;
  std::vector<TellingTerm> words;  // highest score first
  std::vector<TellingTerm> entities;
  std::uint64_t sampled = 0;  // articles of the answer words were looked for in
  AnswerOrigin origin;
};

}  // namespace lede
