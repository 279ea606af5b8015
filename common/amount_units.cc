// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tables of units and scales. Of what begins alike the longer stands first.

#include "common/amount_units.h"

#include <algorithm>
#include <span>
#include <string>

#include "common/prose_scan.h"

namespace lede::internal {
namespace {

struct UnitRow {
  std::string_view name;
  std::string_view unit;
  int exponent = 0;
  bool doubtful = false;
};

constexpr std::string_view kYen = "jpy";

constexpr UnitRow kCurrenciesBefore[] = {
    {"US$", "usd"},    {"HK$", "hkd"}, {"NT$", "twd"}, {"AU$", "aud"},
    {"CA$", "cad"},    {"NZ$", "nzd"}, {"A$", "aud"},  {"C$", "cad"},
    {"S$", "sgd"},     {"R$", "brl"},  {"$", "usd"},   {"＄", "usd"},
    {"€", "eur"},      {"£", "gbp"},   {"￡", "gbp"},  {"¥", "cny"},
    {"￥", "cny"},     {"₩", "krw"},   {"₹", "inr"},   {"USD", "usd"},
    {"EUR", "eur"},    {"GBP", "gbp"}, {"RMB", "cny"}, {"CNY", "cny"},
    {"JPY", "jpy"},    {"KRW", "krw"}, {"INR", "inr"}, {"CHF", "chf"},
    {"HKD", "hkd"},    {"TWD", "twd"}, {"AUD", "aud"}, {"CAD", "cad"},
    {"SGD", "sgd"},    {"Rs.", "inr"}, {"Rs", "inr"},  {"人民币", "cny"},
    {"人民幣", "cny"},
};

// Symbols, in just this case.
constexpr UnitRow kSymbols[] = {
    {"%", "percent"},
    {"％", "percent"},
    {"GWh", "wh", 9},
    {"MWh", "wh", 6},
    {"TWh", "wh", 12},
    {"kWh", "wh", 3},
    {"KWh", "wh", 3},
    {"GW", "w", 9},
    {"MW", "w", 6},
    {"kW", "w", 3},
    {"KW", "w", 3},
    {"W", "w", 0},
    {"KB", "byte", 3},
    {"MB", "byte", 6},
    {"GB", "byte", 9},
    {"TB", "byte", 12},
    {"PB", "byte", 15},
    {"EB", "byte", 18},
    {"nm", "nm"},
    {"GFLOPS", "flops", 9},
    {"TFLOPS", "flops", 12},
    {"PFLOPS", "flops", 15},
    {"EFLOPS", "flops", 18},
};

// Words in any case.
constexpr UnitRow kWords[] = {
    {"dollars", "usd"},
    {"dollar", "usd"},
    {"us dollars", "usd"},
    {"u.s. dollars", "usd"},
    {"usd", "usd"},
    {"hong kong dollars", "hkd"},
    {"hk dollars", "hkd"},
    {"hkd", "hkd"},
    {"new taiwan dollars", "twd"},
    {"taiwan dollars", "twd"},
    {"nt dollars", "twd"},
    {"canadian dollars", "cad"},
    {"australian dollars", "aud"},
    {"singapore dollars", "sgd"},
    {"new zealand dollars", "nzd"},
    {"euros", "eur"},
    {"euro", "eur"},
    {"eur", "eur"},
    {"pounds sterling", "gbp"},
    {"british pounds", "gbp"},
    {"pounds", "gbp", 0, true},
    {"gbp", "gbp"},
    {"japanese yen", "jpy"},
    {"yen", "jpy"},
    {"jpy", "jpy"},
    {"chinese yuan", "cny"},
    {"yuan", "cny"},
    {"renminbi", "cny"},
    {"rmb", "cny"},
    {"cny", "cny"},
    {"south korean won", "krw"},
    {"korean won", "krw"},
    {"won", "krw", 0, true},
    {"krw", "krw"},
    {"indian rupees", "inr"},
    {"rupees", "inr"},
    {"rupee", "inr"},
    {"inr", "inr"},
    {"swiss francs", "chf"},
    {"francs", "chf"},
    {"chf", "chf"},
    {"roubles", "rub"},
    {"rubles", "rub"},
    {"percentage points", "percent"},
    {"percentage point", "percent"},
    {"percent", "percent"},
    {"per cent", "percent"},
    {"pct", "percent"},
    {"parameters", "parameter"},
    {"parameter", "parameter"},
    {"params", "parameter"},
    {"param", "parameter"},
    {"tokens", "token"},
    {"token", "token"},
    {"users", "user"},
    {"gpus", "gpu"},
    {"gpu", "gpu"},
    {"kilowatt-hours", "wh", 3},
    {"kilowatt hours", "wh", 3},
    {"megawatt-hours", "wh", 6},
    {"megawatt hours", "wh", 6},
    {"gigawatt-hours", "wh", 9},
    {"gigawatt hours", "wh", 9},
    {"terawatt-hours", "wh", 12},
    {"terawatt hours", "wh", 12},
    {"kilowatts", "w", 3},
    {"kilowatt", "w", 3},
    {"megawatts", "w", 6},
    {"megawatt", "w", 6},
    {"gigawatts", "w", 9},
    {"gigawatt", "w", 9},
    {"terawatts", "w", 12},
    {"terawatt", "w", 12},
    {"watts", "w"},
    {"watt", "w"},
    {"kilobytes", "byte", 3},
    {"megabytes", "byte", 6},
    {"megabyte", "byte", 6},
    {"gigabytes", "byte", 9},
    {"gigabyte", "byte", 9},
    {"terabytes", "byte", 12},
    {"terabyte", "byte", 12},
    {"petabytes", "byte", 15},
    {"petabyte", "byte", 15},
    {"exabytes", "byte", 18},
    {"bytes", "byte"},
    {"nanometers", "nm"},
    {"nanometer", "nm"},
    {"nanometres", "nm"},
    {"nanometre", "nm"},
    {"gigaflops", "flops", 9},
    {"teraflops", "flops", 12},
    {"teraflop", "flops", 12},
    {"petaflops", "flops", 15},
    {"petaflop", "flops", 15},
    {"exaflops", "flops", 18},
    {"exaflop", "flops", 18},
    {"flops", "flops"},
};

// Where no space parts words.
constexpr UnitRow kCjk[] = {
    {"元人民币", "cny"},
    {"元人民幣", "cny"},
    {"美元", "usd"},
    {"美金", "usd"},
    {"港元", "hkd"},
    {"港币", "hkd"},
    {"港幣", "hkd"},
    {"新台币", "twd"},
    {"新台幣", "twd"},
    {"新臺幣", "twd"},
    {"台币", "twd"},
    {"台幣", "twd"},
    {"日元", "jpy"},
    {"日圆", "jpy"},
    {"日圓", "jpy"},
    {"円", "jpy"},
    {"韩元", "krw"},
    {"韓元", "krw"},
    {"欧元", "eur"},
    {"歐元", "eur"},
    {"英镑", "gbp"},
    {"英鎊", "gbp"},
    {"澳元", "aud"},
    {"加元", "cad"},
    {"新元", "sgd"},
    {"卢比", "inr"},
    {"盧比", "inr"},
    {"瑞郎", "chf"},
    {"卢布", "rub"},
    {"盧布", "rub"},
    {"人民币", "cny"},
    {"人民幣", "cny"},
    {"元", "cny"},
    {"ドル", "usd"},
    {"ユーロ", "eur"},
    {"ウォン", "krw"},
    {"パーセント", "percent"},
    {"달러", "usd"},
    {"원", "krw"},
    {"个百分点", "percent"},
    {"個百分點", "percent"},
    {"百分点", "percent"},
    {"百分點", "percent"},
    {"个参数", "parameter"},
    {"個參數", "parameter"},
    {"参数", "parameter"},
    {"參數", "parameter"},
    {"パラメータ", "parameter"},
    {"个tokens", "token"},
    {"个token", "token"},
    {"个 token", "token"},
    {"个词元", "token"},
    {"词元", "token"},
    {"名用户", "user"},
    {"用户", "user"},
    {"用戶", "user"},
    {"千瓦时", "wh", 3},
    {"千瓦時", "wh", 3},
    {"兆瓦时", "wh", 6},
    {"兆瓦時", "wh", 6},
    {"吉瓦时", "wh", 9},
    {"千瓦", "w", 3},
    {"兆瓦", "w", 6},
    {"吉瓦", "w", 9},
    {"瓦", "w"},
    {"纳米", "nm"},
    {"納米", "nm"},
    {"奈米", "nm"},
};

struct ScaleRow {
  std::string_view name;
  int exponent;
};

constexpr ScaleRow kScaleWords[] = {
    {"thousand", 3}, {"million", 6}, {"mln", 6},  {"mn", 6},
    {"billion", 9},  {"bln", 9},     {"bn", 9},   {"trillion", 12},
    {"tn", 12},      {"trn", 12},    {"lakh", 5}, {"lakhs", 5},
    {"crore", 7},    {"crores", 7},
};

constexpr ScaleRow kScaleLetters[] = {{"K", 3}, {"M", 6}, {"B", 9}, {"T", 12}};

constexpr ScaleRow kCjkScales[] = {
    {"十", 1}, {"百", 2},  {"千", 3}, {"万", 4}, {"萬", 4}, {"亿", 8},
    {"億", 8}, {"兆", 12}, {"천", 3}, {"만", 4}, {"억", 8}, {"조", 12},
};

std::optional<UnitName> named(const UnitRow& row) {
  return UnitName{row.unit, row.exponent, row.name.size(), row.doubtful};
}

// True if no letter hangs on what ends at `end`.
bool word_ends(std::string_view text, std::size_t end) {
  return end >= text.size() || !is_letter(text[end]);
}

std::optional<UnitName> row_at(std::span<const UnitRow> rows,
                               std::string_view text) {
  for (const UnitRow& row : rows) {
    if (!text.starts_with(row.name)) continue;
    if (is_letter(row.name.back()) && !word_ends(text, row.name.size())) {
      continue;
    }
    return named(row);
  }
  return std::nullopt;
}

// The longest name of the tables, and a byte to see that it ends.
constexpr std::size_t kMostBytes = 24;

std::optional<UnitName> symbol_in_any_case(std::string_view text) {
  const std::string lower = lower_case(text.substr(0, kMostBytes));
  for (const UnitRow& row : kSymbols) {
    if (lower.starts_with(lower_case(row.name)) &&
        word_ends(lower, row.name.size())) {
      return named(row);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<UnitName> currency_before(std::string_view text, std::size_t end,
                                        bool japanese) {
  const std::size_t sign_end = skip_spaces_back(text, end);
  const std::string_view head = text.substr(0, sign_end);
  for (const UnitRow& row : kCurrenciesBefore) {
    if (!head.ends_with(row.name)) continue;
    const std::size_t begin = sign_end - row.name.size();
    const bool hangs =
        is_letter(row.name.front()) && begin > 0 && is_letter(text[begin - 1]);
    if (hangs) continue;
    UnitName unit{row.unit, 0, end - begin, false};
    if (japanese && (row.name == "¥" || row.name == "￥")) unit.unit = kYen;
    return unit;
  }
  return std::nullopt;
}

std::optional<UnitName> unit_at(std::string_view text, std::size_t at,
                                bool any_case) {
  const std::string_view rest = text.substr(at);
  if (rest.empty()) return std::nullopt;
  if (!is_letter(rest.front()) && rest.front() != '%') {
    const auto sign = row_at(kSymbols, rest);
    return sign ? sign : row_at(kCjk, rest);
  }
  if (const auto symbol = row_at(kSymbols, rest)) return symbol;
  const std::string lower = lower_case(rest.substr(0, kMostBytes));
  if (const auto word = row_at(kWords, lower)) return word;
  return any_case ? symbol_in_any_case(rest) : std::nullopt;
}

std::optional<ScaleName> scale_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  for (const ScaleRow& row : kCjkScales) {
    if (rest.starts_with(row.name)) {
      return ScaleName{row.exponent, row.name.size()};
    }
  }
  const std::string word = lower_case(letters_at(text, at));
  const auto* row = std::ranges::find(kScaleWords, word, &ScaleRow::name);
  if (row == std::end(kScaleWords)) return std::nullopt;
  return ScaleName{row->exponent, word.size()};
}

std::optional<ScaleName> scale_letter_at(std::string_view text,
                                         std::size_t at) {
  if (!word_ends(text, at + 1)) return std::nullopt;
  for (const ScaleRow& row : kScaleLetters) {
    const char letter = row.name.front();
    if (text.substr(at).starts_with(letter) ||
        text.substr(at).starts_with(static_cast<char>(letter | 0x20))) {
      return ScaleName{row.exponent, 1};
    }
  }
  return std::nullopt;
}

}  // namespace lede::internal
