// SPDX-License-Identifier: GPL-3.0-or-later
//
// See search_links.h.

#include "server/pages/search_links.h"

#include <algorithm>
#include <array>

namespace lede {

namespace {

// What a search on a page can be made of; anything else in the URL is dropped.
constexpr std::array<std::string_view, 13> kCarried = {
    "q",         "filter",    "from",     "to", "sort",    "rank", "match",
    "freshness", "half_life", "spelling", "tz", "stories", "limit"};

// Of these, what a feed takes.
constexpr std::array<std::string_view, 6> kFollowed = {"q",  "filter", "from",
                                                       "to", "match",  "tz"};

void set(Parameters& parameters, std::string_view name,
         std::string_view value) {
  std::erase_if(parameters,
                [name](const Parameter& each) { return each.first == name; });
  if (!value.empty()) parameters.emplace_back(name, value);
}

}  // namespace

SearchLinks::SearchLinks(const Page& page) : page_(page) {
  for (const auto& [name, value] : page.call().target.parameters) {
    if (std::ranges::find(kCarried, name) != kCarried.end() && !value.empty() &&
        is_clean_text(value)) {
      parameters_.emplace_back(name, value);
    }
  }
}

std::string SearchLinks::link(Parameters parameters) const {
  return page_.link("/search", std::move(parameters));
}

std::string SearchLinks::at_offset(std::size_t offset) const {
  return with("offset", offset == 0 ? "" : std::to_string(offset));
}

std::string SearchLinks::with(std::string_view name,
                              std::string_view value) const {
  Parameters changed = parameters_;
  set(changed, name, value);
  return link(std::move(changed));
}

std::string SearchLinks::toggled(std::string_view field,
                                 std::string_view value) const {
  Parameters changed = parameters_;
  const Parameter filter{"filter",
                         std::string(field) + ":" + std::string(value)};
  if (std::erase(changed, filter) == 0) changed.push_back(filter);
  return link(std::move(changed));
}

std::string SearchLinks::with_dates(std::string_view from,
                                    std::string_view to) const {
  Parameters changed = parameters_;
  set(changed, "from", from);
  set(changed, "to", to);
  return link(std::move(changed));
}

std::string SearchLinks::with_freshness(std::string_view weight) const {
  Parameters changed = parameters_;
  set(changed, "freshness", weight);
  set(changed, "rank", "");
  return link(std::move(changed));
}

std::string SearchLinks::instead(const Alternative& alternative) const {
  Parameters changed = parameters_;
  set(changed, "q", alternative.query);
  set(changed, "from", alternative.from);
  set(changed, "to", alternative.to);
  set(changed, "filter", "");
  for (const FieldFilter& filter : alternative.filters) {
    changed.emplace_back("filter", filter.field + ":" + filter.value);
  }
  return link(std::move(changed));
}

FollowLinks SearchLinks::follow() const {
  Parameters asked;
  for (const Parameter& each : parameters_) {
    if (std::ranges::find(kFollowed, each.first) != kFollowed.end()) {
      asked.push_back(each);
    }
  }
  Parameters table = parameters_;
  set(table, "limit", "100");
  set(table, "format", "csv");
  const std::string& prefix = page_.call().settings.path_prefix;
  return {make_link(prefix + "/feed.atom", asked),
          make_link(prefix + "/feed.json", asked),
          make_link(prefix + "/api/v1/search", table), prefix + "/opml"};
}

std::string_view SearchLinks::value(std::string_view name) const {
  for (const auto& [known, text] : parameters_) {
    if (known == name) return text;
  }
  return {};
}

}  // namespace lede
