// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/freshness_text.h"

#include <charconv>
#include <system_error>

#include <lede/request.h>

namespace lede {

std::optional<std::int64_t> parse_half_life(std::string_view text) {
  const char* end = text.data() + text.size();
  std::int64_t days = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, days);
  if (error != std::errc() || std::string_view(stop, end) != "d" ||
      days < kMinHalfLifeDays || days > kMaxHalfLifeDays) {
    return std::nullopt;
  }
  return days;
}

std::optional<double> parse_freshness(std::string_view text) {
  const char* end = text.data() + text.size();
  double weight = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, weight);
  if (error != std::errc() || stop != end || !(weight >= 0 && weight <= 1)) {
    return std::nullopt;
  }
  return weight;
}

}  // namespace lede
