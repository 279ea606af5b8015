// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/figure_text.h"

#include <cmath>
#include <cstdio>
#include <string_view>

namespace lede {
namespace {

struct Scale {
  int exponent = 0;
  std::string_view word;    // of counts and money
  std::string_view prefix;  // of units of measure
};

constexpr Scale kScales[] = {{18, "quintillion", "E"}, {15, "quadrillion", "P"},
                             {12, "trillion", "T"},    {9, "billion", "G"},
                             {6, "million", "M"},      {3, "", "k"}};

struct Measure {
  std::string_view unit;
  std::string_view symbol;
};

constexpr Measure kMeasures[] = {
    {"w", "W"}, {"wh", "Wh"}, {"byte", "B"}, {"flops", "FLOPS"}};

constexpr Measure kCurrencies[] = {
    {"usd", "$"},    {"eur", "€"},    {"gbp", "£"},
    {"cny", "CNY "}, {"jpy", "JPY "}, {"krw", "KRW "},
    {"inr", "INR "}, {"twd", "TWD "}, {"hkd", "HKD "}};

template <std::size_t kSize>
std::string_view symbol_of(const Measure (&rows)[kSize],
                           std::string_view unit) {
  for (const Measure& row : rows) {
    if (row.unit == unit) return row.symbol;
  }
  return {};
}

double value_of(const Decimal& number) {
  return static_cast<double>(number.digits) * std::pow(10.0, number.exponent);
}

std::string digits_of(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

// The largest scale that leaves one digit before the point; null if none does.
const Scale* scale_of(double value, bool measure) {
  for (const Scale& scale : kScales) {
    if (!measure && scale.word.empty()) continue;
    if (value >= std::pow(10.0, scale.exponent)) return &scale;
  }
  return nullptr;
}

std::string scaled(double value) {
  const Scale* scale = scale_of(value, /*measure=*/false);
  if (scale == nullptr) return digits_of(value);
  return digits_of(value / std::pow(10.0, scale->exponent)) + " " +
         std::string(scale->word);
}

}  // namespace

std::string amount_text(const Amount& amount) {
  const double value = value_of(amount.value);
  if (const auto symbol = symbol_of(kCurrencies, amount.unit);
      !symbol.empty()) {
    return std::string(symbol) + scaled(value);
  }
  if (const auto symbol = symbol_of(kMeasures, amount.unit); !symbol.empty()) {
    const Scale* scale = scale_of(value, /*measure=*/true);
    if (scale == nullptr) return digits_of(value) + " " + std::string(symbol);
    return digits_of(value / std::pow(10.0, scale->exponent)) + " " +
           std::string(scale->prefix) + std::string(symbol);
  }
  if (amount.unit == "percent") return digits_of(value) + "%";
  const std::string number = scaled(value);
  return amount.unit.empty() ? number : number + " " + std::string(amount.unit);
}

std::string interval_text(const DateInterval& interval) {
  const TimeZone utc = TimeZone::utc();
  for (const DatePrecision precision :
       {DatePrecision::kYear, DatePrecision::kMonth, DatePrecision::kDay}) {
    const Date date{interval.begin, precision};
    if (interval_of(date, utc) == interval) return format_date(date, utc);
  }
  return format_date({interval.begin, DatePrecision::kDay}, utc) + ".." +
         format_date({interval.end - 1, DatePrecision::kDay}, utc);
}

}  // namespace lede
