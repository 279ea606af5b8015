// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that narrows an answer without weighing: the filters of the query,
// those of the request, and its dates.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.h"
#include "searcher/query/plan.h"
#include "searcher/query/tree.h"
#include <lede/request.h>
#include <lede/response.h>
#include <lede/result.h>

namespace lede {

// One condition; all of them bind.
struct FilterPart {
  IndexQuery query;
  std::string label;   // as it would be typed
  std::string facet;   // field of the request's filter; empty for others
  bool dated = false;  // compares publication dates
};

class RequestFilters {
 public:
  void add(FilterPart part) { parts_.push_back(std::move(part)); }

  [[nodiscard]] bool empty() const { return parts_.empty(); }
  [[nodiscard]] const std::vector<FilterPart>& parts() const { return parts_; }
  // True if the request itself filters by `field`.
  [[nodiscard]] bool has_field(std::string_view field) const;
  [[nodiscard]] bool dated() const;

  // `match`, narrowed by all conditions; by all but the request's own on
  // `field`; by all that do not compare dates. Keeps the weights of `match`.
  [[nodiscard]] IndexQuery all(const IndexQuery& match) const;
  [[nodiscard]] IndexQuery all_but(std::string_view field,
                                   const IndexQuery& match) const;
  [[nodiscard]] IndexQuery undated(const IndexQuery& match) const;

 private:
  template <typename Keep>
  IndexQuery narrowed(const IndexQuery& match, Keep keep) const;

  std::vector<FilterPart> parts_;
};

// Fields a request may filter by: those of the schema, "year" and "month".
std::vector<std::string_view> filter_names();

// Reads the filters of query and request. kInvalidArgument names the parameter:
// "filter: ...", "from: ...". Values the index does not have leave a warning.
Result<RequestFilters> make_filters(const SearchRequest& request,
                                    const ParsedQuery& query,
                                    const PlanContext& context,
                                    const TimeZone& zone, std::int64_t now,
                                    std::vector<Warning>& warnings);

}  // namespace lede
