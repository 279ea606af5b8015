// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/instantsearch/filters.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "common/date.h"
#include "server/instantsearch/attributes.h"
#include "server/url.h"

namespace lede {

namespace {

using Json = nlohmann::ordered_json;

Error invalid(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message)};
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::optional<double> number_of(std::string_view text) {
  text = trimmed(text);
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  // Beyond it, seconds are no whole numbers any more.
  constexpr double kMost = 1e15;
  if (error != std::errc() || stop != end || !(std::abs(number) <= kMost)) {
    return std::nullopt;
  }
  return number;
}

// Whole seconds from `least`, which may lie between two, to `most`, both in.
InstantRange seconds_between(double least, double most) {
  return {static_cast<std::int64_t>(std::ceil(least)),
          static_cast<std::int64_t>(std::floor(most)) + 1};
}

constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();

// What `operation` allows; "!=" is the opposite of "=".
std::optional<InstantRange> range_of(std::string_view operation,
                                     double number) {
  const InstantRange here = seconds_between(number, number);
  if (operation == "<") {
    return InstantRange{kEarliestDate,
                        static_cast<std::int64_t>(std::ceil(number))};
  }
  if (operation == "<=") return InstantRange{kEarliestDate, here.end};
  if (operation == ">=") return InstantRange{here.begin, kLast};
  if (operation == ">") {
    return InstantRange{static_cast<std::int64_t>(std::floor(number)) + 1,
                        kLast};
  }
  if (operation == "=" || operation == "!=") return here;
  return std::nullopt;
}

Result<FilterTest> facet_filter(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) {
    return invalid("facetFilters: '" + std::string(text) +
                   "' is not ATTRIBUTE:VALUE");
  }
  std::string_view value = text.substr(colon + 1);
  const bool negated = value.starts_with('-');
  if (negated || value.starts_with("\\-")) value.remove_prefix(1);
  return facet_test(text.substr(0, colon), value, negated);
}

using ReadTest = Result<FilterTest> (*)(std::string_view);

Result<FilterTest> one_test(const Json& filter, std::string_view name,
                            ReadTest read) {
  if (!filter.is_string() ||
      !is_clean_text(filter.get_ref<const std::string&>())) {
    return invalid(std::string(name) + ": a filter is a text");
  }
  return read(filter.get_ref<const std::string&>());
}

Result<void> read_tests(const Json& filters, std::string_view name,
                        ReadTest read, Conditions& out) {
  if (!filters.is_array()) {
    auto test = one_test(filters, name, read);
    if (!test) return test.error();
    out.push_back({std::move(*test)});
    return {};
  }
  for (const Json& element : filters) {
    std::vector<FilterTest> any;
    const Json alone = Json::array({element});
    for (const Json& each : element.is_array() ? element : alone) {
      auto test = one_test(each, name, read);
      if (!test) return test.error();
      any.push_back(std::move(*test));
    }
    if (!any.empty()) out.push_back(std::move(any));
  }
  return {};
}

}  // namespace

Result<FilterTest> facet_test(std::string_view attribute,
                              std::string_view value, bool negated) {
  const std::string_view field = facet_field(trimmed(attribute));
  if (field.empty()) {
    return invalid("there is no facet '" + std::string(attribute) + "'");
  }
  FilterTest test;
  test.has = {std::string(field), std::string(filter_value(field, value))};
  test.negated = negated;
  return test;
}

Result<FilterTest> read_numeric_filter(std::string_view text) {
  const Error wrong =
      invalid("numericFilters: '" + std::string(text) + "' does not compare " +
              std::string(kPublishedAttribute) + " with a number");
  const std::size_t sign = text.find_first_of("<>=!:");
  if (sign == std::string_view::npos ||
      trimmed(text.substr(0, sign)) != kPublishedAttribute) {
    return wrong;
  }
  FilterTest test;
  if (text[sign] == ':') {
    const std::string_view bounds = text.substr(sign + 1);
    const std::size_t to = bounds.find(" TO ");
    const auto least = number_of(bounds.substr(0, to));
    const auto most =
        to == std::string_view::npos ? least : number_of(bounds.substr(to + 4));
    if (!least || !most) return wrong;
    test.published = seconds_between(*least, *most);
    return test;
  }
  const std::size_t end =
      std::min(text.find_first_not_of("<>=!", sign), text.size());
  const std::string_view operation = text.substr(sign, end - sign);
  const auto number = number_of(text.substr(end));
  if (number) test.published = range_of(operation, *number);
  if (!test.published) return wrong;
  test.negated = operation == "!=";
  return test;
}

Result<void> read_facet_filters(const Json& filters, Conditions& out) {
  return read_tests(filters, "facetFilters", facet_filter, out);
}

Result<void> read_numeric_filters(const Json& filters, Conditions& out) {
  return read_tests(filters, "numericFilters", read_numeric_filter, out);
}

}  // namespace lede
