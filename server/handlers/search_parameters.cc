// SPDX-License-Identifier: GPL-3.0-or-later
//
// See search_parameters.h. One row a parameter: its name, whether it may be
// repeated, and what reads its value.

#include "server/handlers/search_parameters.h"

#include <algorithm>
#include <span>
#include <utility>

#include "common/date.h"
#include "common/join.h"
#include "common/schema.h"
#include "searcher/edit_distance.h"
#include "searcher/freshness_text.h"
#include "searcher/hit_json.h"
#include "server/handlers/parameter_values.h"

namespace lede {

namespace {

struct Reading {
  std::string_view value;
  std::int64_t now;
  SearchRequest& request;
};

struct Row {
  std::string_view name;
  bool repeatable;
  Complaint (*read)(const Reading&);
};

std::vector<std::string_view> facet_names() {
  std::vector<std::string_view> names;
  for (const FilterFieldRow& row : filter_fields()) {
    if (row.facet) names.push_back(row.name);
  }
  for (const std::string_view calendar : {"year", "month"}) {
    if (std::ranges::find(names, calendar) == names.end()) {
      names.push_back(calendar);
    }
  }
  return names;
}

std::vector<std::string_view> filter_names() {
  std::vector<std::string_view> names = facet_names();
  for (const FilterFieldRow& row : filter_fields()) {
    if (std::ranges::find(names, row.name) == names.end()) {
      names.push_back(row.name);
    }
  }
  names.insert(names.end(), std::begin(kFigureFields), std::end(kFigureFields));
  return names;
}

Complaint read_filter(const Reading& in) {
  const std::size_t colon = in.value.find(':');
  if (colon == std::string_view::npos || colon + 1 == in.value.size()) {
    return "FIELD:VALUE";
  }
  const std::string_view field = in.value.substr(0, colon);
  const std::vector<std::string_view> known = filter_names();
  if (std::ranges::find(known, field) == known.end()) {
    return "FIELD:VALUE with a field out of " + join(known, ", ");
  }
  in.request.filters.push_back(
      {std::string(field), std::string(in.value.substr(colon + 1))});
  return {};
}

Complaint read_date(const Reading& in, std::string& out) {
  const Result<DateInterval> interval =
      parse_interval(in.value, TimeZone::utc(), in.now);
  if (!interval && !in.value.empty()) {
    return "a date: 2025-09-11, 2025-09, 2025-Q3, 2025 or 7d";
  }
  out = in.value;
  return {};
}

Complaint read_timeline(const Reading& in) {
  return read_interval(in.value, in.request.timeline);
}

Complaint read_text(const Reading& in) {
  if (in.value.size() > kMaxQueryTextBytes) {
    return "at most " + std::to_string(kMaxQueryTextBytes) + " bytes";
  }
  in.request.query = in.value;
  return {};
}

Complaint read_zone(const Reading& in) {
  if (!TimeZone::find(in.value)) return "an IANA time zone: Asia/Shanghai";
  in.request.time_zone = in.value;
  return {};
}

Complaint read_limit(const Reading& in) {
  return read_number<std::size_t>(in.value, 0, kMaxLimit, in.request.limit);
}
Complaint read_offset(const Reading& in) {
  return read_number<std::size_t>(in.value, 0, kMaxOffset, in.request.offset);
}
Complaint read_sort(const Reading& in) {
  using enum SortOrder;
  return read_choice<SortOrder>(
      in.value,
      {{"relevance", kRelevance}, {"newest", kNewest}, {"oldest", kOldest}},
      in.request.sort);
}
Complaint read_rank(const Reading& in) {
  return read_choice<RankMode>(
      in.value, {{"blend", RankMode::kBlend}, {"text", RankMode::kText}},
      in.request.rank);
}
Complaint read_freshness(const Reading& in) {
  const auto weight = parse_freshness(in.value);
  if (!weight) return std::string(kFreshnessForm);
  in.request.freshness = *weight;
  return {};
}
Complaint read_half_life(const Reading& in) {
  const auto days = parse_half_life(in.value);
  if (!days) return std::string(kHalfLifeForm);
  in.request.half_life_days = *days;
  return {};
}
Complaint read_match(const Reading& in) {
  using enum MatchMode;
  return read_choice<MatchMode>(in.value,
                                {{"auto", kAuto}, {"all", kAll}, {"any", kAny}},
                                in.request.match);
}
Complaint read_spelling(const Reading& in) {
  using enum SpellingMode;
  return read_choice<SpellingMode>(
      in.value, {{"auto", kAuto}, {"suggest", kSuggest}, {"off", kOff}},
      in.request.spelling);
}
Complaint read_offsets(const Reading& in) {
  using enum OffsetUnit;
  return read_choice<OffsetUnit>(
      in.value,
      {{"utf8", kUtf8}, {"utf16", kUtf16}, {"codepoints", kCodePoints}},
      in.request.offsets);
}

constexpr Row kRows[] = {
    {"q", false, read_text},
    {"limit", false, read_limit},
    {"offset", false, read_offset},
    {"sort", false, read_sort},
    {"rank", false, read_rank},
    {"freshness", false, read_freshness},
    {"half_life", false, read_half_life},
    {"match", false, read_match},
    {"spelling", false, read_spelling},
    {"filter", true, read_filter},
    {"from", false,
     [](const Reading& in) { return read_date(in, in.request.from); }},
    {"to", false,
     [](const Reading& in) { return read_date(in, in.request.to); }},
    {"tz", false, read_zone},
    {"facet", true,
     [](const Reading& in) {
       return read_names(in.value, facet_names(), in.request.facets);
     }},
    {"facet_limit", false,
     [](const Reading& in) {
       return read_number<std::size_t>(in.value, 1, kMaxFacetLimit,
                                       in.request.facet_limit);
     }},
    {"timeline", false, read_timeline},
    {"burst_labels", false,
     [](const Reading& in) {
       return read_truth(in.value, in.request.burst_labels);
     }},
    {"stories", false,
     [](const Reading& in) {
       return read_truth(in.value, in.request.stories);
     }},
    {"fields", true,
     [](const Reading& in) {
       return read_names(in.value, article_field_names(), in.request.fields);
     }},
    {"offsets", false, read_offsets},
    {"explain", false,
     [](const Reading& in) {
       return read_truth(in.value, in.request.explain);
     }},
    {"why_not", false,
     [](const Reading& in) {
       in.request.why_not = in.value;
       return Complaint();
     }},
    {"deadline_ms", false,
     [](const Reading& in) {
       return read_number<std::int64_t>(in.value, 1, kMaxDeadlineMs,
                                        in.request.deadline_ms);
     }},
};

const Row* find_row(std::string_view name) {
  const Row* row = std::ranges::find(kRows, name, &Row::name);
  return row == std::end(kRows) ? nullptr : row;
}

// The name of `known` that `name` was most likely meant to be: the one with the
// fewest edits, if these are no more than a third of it or it begins alike.
std::string_view likely_name(const std::string& name,
                             const std::vector<std::string_view>& known) {
  constexpr std::size_t kLongestNameBytes = 32;
  if (name.empty() || name.size() > kLongestNameBytes) return {};
  EditDistance distance(code_points(name));
  std::string_view best;
  std::size_t fewest = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const std::string_view candidate : known) {
    const bool begins_alike =
        candidate.size() > 1 &&
        (name.starts_with(candidate) ||
         (name.size() > 1 && candidate.starts_with(name)));
    const std::size_t count =
        begins_alike ? 1 : distance.to(code_points(candidate), fewest);
    if (count < fewest) {
      fewest = count;
      best = candidate;
    }
  }
  return best;
}

Problem unknown_parameter(const std::string& name,
                          std::span<const OwnParameter> known) {
  std::vector<std::string_view> names;
  for (const OwnParameter& each : known) names.push_back(each.name);
  const std::string nearest(is_clean_text(name) ? likely_name(name, names)
                                                : std::string_view());
  std::string detail = "there is no such parameter";
  if (!nearest.empty()) detail += "; did you mean '" + nearest + "'?";
  return {400,
          "unknown_parameter",
          detail,
          is_clean_text(name) ? name : "",
          {names.begin(), names.end()}};
}

// What the parameters of one search are read with, and into.
struct Place {
  std::int64_t now;
  SearchRequest& request;
};

// A parameter of the search that reads into `place`, which outlives it. It
// holds two pointers: a function takes no more without asking for memory.
OwnParameter parameter_of(const Row& row, const Place& place) {
  return {row.name, row.repeatable, [&row, &place](std::string_view value) {
            return row.read({value, place.now, place.request});
          }};
}

std::optional<Problem> read_all(const Parameters& parameters,
                                std::span<const OwnParameter> known) {
  std::vector<bool> seen(known.size());
  for (const auto& [name, value] : parameters) {
    const auto row = std::ranges::find(known, name, &OwnParameter::name);
    if (row == known.end()) return unknown_parameter(name, known);
    const auto number = static_cast<std::size_t>(row - known.begin());
    if (!row->repeatable && seen[number]) {
      return Problem{400, "invalid_parameter", "given more than once", name};
    }
    seen[number] = true;
    if (!is_clean_text(value)) {
      return Problem{400, "invalid_parameter",
                     "not valid UTF-8, or with control characters", name};
    }
    if (const Complaint wanted = row->read(value); !wanted.empty()) {
      return Problem{400, "invalid_parameter", "must be " + wanted, name};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Problem> read_search_parameters(const Parameters& parameters,
                                              std::span<const OwnParameter> own,
                                              std::int64_t now,
                                              SearchRequest& request) {
  const Place place{now, request};
  std::vector<OwnParameter> known;
  known.reserve(own.size() + std::size(kRows));
  known.assign(own.begin(), own.end());
  for (const Row& row : kRows) known.push_back(parameter_of(row, place));
  return read_all(parameters, known);
}

std::optional<Problem> read_some_parameters(
    const Parameters& parameters, std::span<const std::string_view> shared,
    std::span<const OwnParameter> own, std::int64_t now,
    SearchRequest& request) {
  const Place place{now, request};
  std::vector<OwnParameter> known(own.begin(), own.end());
  for (const std::string_view name : shared) {
    if (const Row* row = find_row(name)) {
      known.push_back(parameter_of(*row, place));
    }
  }
  return read_all(parameters, known);
}

void read_page_parameters(const Parameters& parameters, std::int64_t now,
                          SearchRequest& request) {
  for (const auto& [name, value] : parameters) {
    const Row* row = find_row(name);
    if (row == nullptr || !is_clean_text(value)) continue;
    // A value that does not read leaves the request as it was.
    (void)row->read({value, now, request});
  }
}

}  // namespace lede
