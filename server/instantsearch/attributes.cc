// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/instantsearch/attributes.h"

#include <algorithm>
#include <utility>

namespace lede {

namespace {

constexpr std::string_view kFields[] = {
    "source", "author", "topic",       "lang", "company", "model",
    "chip",   "person", "publication", "year", "month"};

constexpr std::pair<std::string_view, std::string_view> kFacetAliases[] = {
    {"authors", "author"}, {"topics", "topic"}, {"language", "lang"}};

constexpr std::pair<std::string_view, std::string_view> kRecordAliases[] = {
    {"body", "text"},
    {"points", "key_points"},
    {"author", "authors"},
    {"topic", "topics"},
    {"language", "lang"}};

std::string_view renamed(
    std::string_view name,
    std::span<const std::pair<std::string_view, std::string_view>> aliases) {
  for (const auto& [alias, meant] : aliases) {
    if (alias == name) return meant;
  }
  return name;
}

}  // namespace

std::string_view facet_field(std::string_view attribute) {
  const std::string_view field = renamed(attribute, kFacetAliases);
  const auto* known = std::ranges::find(kFields, field);
  return known == std::end(kFields) ? std::string_view() : *known;
}

std::span<const std::string_view> facet_attributes() { return kFields; }

std::string shown_value(std::string_view field, std::string_view value) {
  std::string shown(value);
  if (field != "month") return shown;
  return shown.substr(0, shown.find('-')) + std::string(kLevelSeparator) +
         shown;
}

std::string_view filter_value(std::string_view field, std::string_view shown) {
  if (field != "month" && field != "year") return shown;
  const std::size_t level = shown.rfind(kLevelSeparator);
  if (level == std::string_view::npos) return shown;
  return shown.substr(level + kLevelSeparator.size());
}

std::string_view record_attribute(std::string_view name) {
  return renamed(name, kRecordAliases);
}

}  // namespace lede
