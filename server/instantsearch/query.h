// SPDX-License-Identifier: GPL-3.0-or-later
//
// The queries of InstantSearch clients, as they are sent: an object a query
// ("v5"), or an object with its parameters encoded as those of a URL ("v4").

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/instantsearch/filters.h"
#include "server/instantsearch/marked_text.h"
#include <lede/result.h>

namespace lede {

// Bounds of one body and of one query.
inline constexpr std::size_t kMaxQueries = 32;
inline constexpr std::size_t kMaxConditionTests = 256;
inline constexpr std::size_t kMaxHitsPerPage = 100;  // more is cut to it
inline constexpr std::size_t kMaxListedNames = 64;
inline constexpr std::size_t kMaxSnippetWords = 1000;

// Attributes asked for: all, or some, or all but some.
class AttributeList {
 public:
  // Some are asked for, be it none.
  void begin() { given_ = true; }
  // Names as clients send them: "title", "*", "-text". After begin().
  void add(std::string_view name);
  // True if `attribute` is among them; if nothing was given, if it is not one
  // of the long ones.
  [[nodiscard]] bool has(std::string_view attribute) const;
  // The names, as they were sent.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  bool given_ = false;
  bool all_ = false;
  std::vector<std::string> names_;
  std::vector<std::string> left_out_;
};

// An attribute to take a snippet of, as it was named, and its words.
using SnippetAttribute = std::pair<std::string, std::size_t>;

struct InstantQuery {
  std::string index;
  std::string query;
  std::size_t page = 0;
  std::size_t hits_per_page = 20;
  std::vector<std::string> facets;  // as named; "*" for all
  std::size_t max_values = 100;     // of a facet
  Conditions conditions;
  bool distinct = false;  // stories, not articles
  AttributeList retrieved;
  AttributeList highlighted;
  std::vector<SnippetAttribute> snippets;
  MarkTags tags;
  std::string params;  // to be given back
  // Of a search for values of a facet.
  std::optional<std::string> facet;
  std::string facet_query;
  std::size_t max_facet_hits = 10;
};

// Reads {"requests":[...]}; of another body, or with a value of a kind that
// cannot be meant, kInvalidArgument. Unknown members are passed over.
Result<std::vector<InstantQuery>> read_instant_queries(std::string_view body);

// Reads the object of one query on `index`.
Result<InstantQuery> read_instant_query(std::string_view body,
                                        std::string_view index);

}  // namespace lede
