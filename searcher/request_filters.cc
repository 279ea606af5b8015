// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that narrows an answer without weighing.

#include "searcher/request_filters.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/analysis/text.h"
#include "common/schema.h"
#include "searcher/nearest_name.h"
#include "searcher/query/fields.h"
#include "searcher/query/parse.h"

namespace lede {
namespace {

// 9999-12-31: later dates have no usual form.
constexpr std::int64_t kLastShownDate = 253402214400;

constexpr std::string_view kYear = "year";
constexpr std::string_view kMonth = "month";

Error invalid(std::string_view parameter, const std::string& message) {
  return {ErrorCode::kInvalidArgument, std::string(parameter) + ": " + message};
}

bool compares_dates(const QueryNode& filter) {
  if (filter.kind == NodeKind::kDate) return true;
  return std::ranges::any_of(filter.children, compares_dates);
}

bool is_calendar(const FieldFilter& filter) {
  return filter.field == kYear || filter.field == kMonth;
}

// Reads what one request needs of filters.
class FilterReader {
 public:
  FilterReader(const PlanContext& context, const TimeZone& zone,
               std::int64_t now, std::vector<Warning>& warnings)
      : context_(context), zone_(zone), now_(now), warnings_(warnings) {}

  void add_query_filters(const ParsedQuery& query) {
    for (const QueryNode& filter : query.filters) {
      filters_.add({plan_filter(filter, context_, warnings_),
                    print_node(filter), "", compares_dates(filter)});
    }
  }

  Result<void> add_request_filters(const SearchRequest& request) {
    std::map<std::string, std::vector<IndexQuery>> by_field;
    std::map<std::string, std::string> labels;
    for (const FieldFilter& filter : request.filters) {
      Result<IndexQuery> query = one_filter(filter);
      if (!query) return query.error();
      by_field[filter.field].push_back(std::move(*query));
      std::string& label = labels[filter.field];
      if (!label.empty()) label += " OR ";
      label += filter.field + ":" + sanitize_utf8(filter.value);
    }
    for (auto& [field, values] : by_field) {
      filters_.add({IndexQuery::of(IndexQuery::Op::kOr, std::move(values)),
                    labels[field], field, is_calendar({field, ""})});
    }
    return {};
  }

  Result<void> add_dates(const SearchRequest& request) {
    if (request.from.empty() && request.to.empty()) return {};
    DateInterval interval = kAnyDate;
    if (!request.from.empty()) {
      const auto from = parse_interval(request.from, zone_, now_);
      if (!from) return from.error().with_context("from");
      interval.begin = from->begin;
    }
    if (!request.to.empty()) {
      const auto to = parse_interval(request.to, zone_, now_);
      if (!to) return to.error().with_context("to");
      interval.end = to->end;
    }
    if (interval.end <= interval.begin) {
      warnings_.push_back({"the dates end before they begin", std::nullopt});
    }
    const std::string label = "date:" + sanitize_utf8(request.from) + ".." +
                              sanitize_utf8(request.to);
    filters_.add({IndexQuery::published(interval), label, "", true});
    return {};
  }

  Result<void> add_conditions(const SearchRequest& request) {
    for (const std::vector<FilterTest>& tests : request.conditions) {
      std::vector<IndexQuery> queries;
      FilterPart part;
      for (const FilterTest& test : tests) {
        Result<IndexQuery> query = one_test(test);
        if (!query) return query.error();
        queries.push_back(std::move(*query));
        part.label += (part.label.empty() ? "" : " OR ") + label_of(test);
        part.dated = part.dated || test.published || is_calendar(test.has);
      }
      part.query = IndexQuery::of(IndexQuery::Op::kOr, std::move(queries));
      filters_.add(std::move(part));
    }
    return {};
  }

  void add_indexed_since(const SearchRequest& request) {
    if (!request.indexed_since) return;
    const std::int64_t shown =
        std::clamp(*request.indexed_since, kEarliestDate, kLastShownDate);
    filters_.add({IndexQuery::indexed(*request.indexed_since),
                  "indexed since " + format_date({shown}, TimeZone::utc()), "",
                  false});
  }

  RequestFilters take() { return std::move(filters_); }

 private:
  static std::string label_of(const FilterTest& test) {
    std::string label = test.negated ? "-" : "";
    if (!test.published) {
      return label + test.has.field + ":" + sanitize_utf8(test.has.value);
    }
    const auto shown = [](std::int64_t seconds) {
      return format_date({std::clamp(seconds, kEarliestDate, kLastShownDate)},
                         TimeZone::utc());
    };
    return label + "published within " + shown(test.published->begin) + " .. " +
           shown(test.published->end);
  }

  Result<IndexQuery> one_test(const FilterTest& test) {
    Result<IndexQuery> query =
        test.published ? IndexQuery::published(
                             {test.published->begin, test.published->end})
                       : one_filter(test.has);
    if (!query || !test.negated) return query;
    return IndexQuery::of(IndexQuery::Op::kAndNot, IndexQuery::all(),
                          std::move(*query));
  }

  Result<IndexQuery> one_filter(const FieldFilter& filter) {
    const std::string value = sanitize_utf8(filter.value);
    if (is_calendar(filter)) {
      const auto interval = parse_interval(value, zone_, now_);
      if (!interval) return interval.error().with_context("filter");
      return IndexQuery::published(*interval);
    }
    if (find_filter_field(filter.field) == nullptr &&
        !is_figure_field(filter.field)) {
      return invalid("filter", unknown_name(sanitize_utf8(filter.field),
                                            "a filter field", filter_names()));
    }
    const auto node =
        internal::make_filter(filter.field, value, {}, {zone_, now_});
    if (!node) {
      return invalid("filter", internal::no_value(filter.field, value));
    }
    std::vector<Warning> warnings;
    IndexQuery query = plan_filter(*node, context_, warnings);
    // They have no place in the query as it was typed.
    for (Warning& warning : warnings) {
      warnings_.push_back({std::move(warning.message), std::nullopt});
    }
    return query;
  }

  const PlanContext& context_;
  const TimeZone& zone_;
  std::int64_t now_;
  std::vector<Warning>& warnings_;
  RequestFilters filters_;
};

}  // namespace

bool RequestFilters::has_field(std::string_view field) const {
  return std::ranges::any_of(
      parts_, [&](const FilterPart& part) { return part.facet == field; });
}

bool RequestFilters::dated() const {
  return std::ranges::any_of(parts_, &FilterPart::dated);
}

template <typename Keep>
IndexQuery RequestFilters::narrowed(const IndexQuery& match, Keep keep) const {
  IndexQuery query = match;
  for (const FilterPart& part : parts_) {
    if (keep(part)) {
      query = IndexQuery::of(IndexQuery::Op::kFilter, query, part.query);
    }
  }
  return query;
}

IndexQuery RequestFilters::all(const IndexQuery& match) const {
  return narrowed(match, [](const FilterPart&) { return true; });
}

IndexQuery RequestFilters::all_but(std::string_view field,
                                   const IndexQuery& match) const {
  return narrowed(match,
                  [&](const FilterPart& part) { return part.facet != field; });
}

IndexQuery RequestFilters::undated(const IndexQuery& match) const {
  return narrowed(match, [](const FilterPart& part) { return !part.dated; });
}

std::vector<std::string_view> filter_names() {
  std::vector<std::string_view> names;
  for (const FilterFieldRow& row : filter_fields()) names.push_back(row.name);
  names.insert(names.end(), std::begin(kFigureFields), std::end(kFigureFields));
  names.push_back(kYear);
  names.push_back(kMonth);
  return names;
}

Result<RequestFilters> make_filters(const SearchRequest& request,
                                    const ParsedQuery& query,
                                    const PlanContext& context,
                                    const TimeZone& zone, std::int64_t now,
                                    std::vector<Warning>& warnings) {
  FilterReader reader(context, zone, now, warnings);
  reader.add_query_filters(query);
  if (auto ok = reader.add_request_filters(request); !ok) return ok.error();
  if (auto ok = reader.add_dates(request); !ok) return ok.error();
  if (auto ok = reader.add_conditions(request); !ok) return ok.error();
  reader.add_indexed_since(request);
  return reader.take();
}

}  // namespace lede
