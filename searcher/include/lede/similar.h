// SPDX-License-Identifier: GPL-3.0-or-later
//
// Articles about what another one is about.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <lede/request.h>
#include <lede/response.h>

namespace lede {

struct SimilarOptions {
  std::size_t limit = 10;  // of hits; of same_story there are at most 20
  // Values of one field are joined by or, fields by and.
  std::vector<FieldFilter> filters;
  std::string time_zone = "UTC";  // of dates in filters; IANA name
  std::size_t snippet_bytes = 240;
  std::int64_t deadline_ms = 2000;  // 0: none
};

// What an article was compared by.
struct WeighedTerm {
  std::string text;  // a name, a stem, a figure or two characters of CJK
  double weight = 0.0;
};

struct SimilarResponse {
  std::string key;
  double took_ms = 0.0;
  std::vector<WeighedTerm> terms;  // heaviest first
  std::vector<Hit> hits;           // most similar first, one of a story
  // Articles of the same story, most similar first: as many as stand before
  // the last of `hits`.
  std::vector<Hit> same_story;
};

}  // namespace lede
