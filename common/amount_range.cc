// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ranges of amounts as a query writes them.

#include <string>
#include <utility>

#include "common/amount_terms.h"
#include "common/prose_scan.h"

namespace lede {
namespace {

struct Comparison {
  std::string_view sign;
  bool low;       // the amount is the lower bound
  bool high;      // it is the upper one
  bool included;  // itself
};

// Of what begins alike the longer stands first.
constexpr Comparison kComparisons[] = {
    {">=", true, false, true}, {"≥", true, false, true},
    {"<=", false, true, true}, {"≤", false, true, true},
    {">", true, false, false}, {"<", false, true, false},
    {"=", true, true, true},
};

Error no_amount(std::string_view text) {
  return {ErrorCode::kInvalidArgument,
          "\"" + std::string(text) +
              "\" is no amount: write >1bn, $1bn..2bn, ..5% or "
              "\"10B parameters\""};
}

AmountRange::Bound bound_of(const Amount& amount, bool included) {
  const Decimal& number = amount.unit.empty() ? amount.written : amount.value;
  return {order_key(number), included};
}

Result<AmountRange> compared(std::string_view text) {
  Comparison comparison{"", true, true, true};
  for (const Comparison& row : kComparisons) {
    if (!text.starts_with(row.sign)) continue;
    comparison = row;
    break;
  }
  const auto amount = read_amount(text.substr(comparison.sign.size()));
  if (!amount) return no_amount(text);
  const AmountRange::Bound bound = bound_of(*amount, comparison.included);
  AmountRange range;
  range.unit = amount->unit;
  if (comparison.low) range.low = bound;
  if (comparison.high) range.high = bound;
  return range;
}

// "1..2GW", "$1..2": the end without a unit is measured in the other's.
void share_unit(Amount& amount, const Amount& other) {
  if (!amount.unit.empty()) return;
  amount.unit = other.unit;
  amount.value = amount.written
                 << (other.value.exponent - other.written.exponent);
}

Result<AmountRange> between(std::string_view first, std::string_view last) {
  auto low = read_amount(first);
  auto high = read_amount(last);
  const bool readable = (low || first.empty()) && (high || last.empty());
  if (!readable || (!low && !high)) {
    return no_amount(std::string(first).append("..").append(last));
  }
  if (low && high) {
    share_unit(*low, *high);
    share_unit(*high, *low);
    if (low->unit != high->unit) {
      return Error{ErrorCode::kInvalidArgument,
                   "the ends of the range are measured in " +
                       std::string(low->unit) + " and " +
                       std::string(high->unit)};
    }
  }
  AmountRange range;
  range.unit = low ? low->unit : high->unit;
  if (low) range.low = bound_of(*low, true);
  if (high) range.high = bound_of(*high, true);
  if (low && high && range.high->key < range.low->key) {
    return Error{ErrorCode::kInvalidArgument,
                 "the range ends before it begins"};
  }
  return range;
}

}  // namespace

Result<AmountRange> read_amount_range(std::string_view text) {
  const std::string plain = internal::normalize_figures(text);
  const std::size_t dots = plain.find("..");
  if (dots == std::string::npos) return compared(plain);
  return between(std::string_view(plain).substr(0, dots),
                 std::string_view(plain).substr(dots + 2));
}

}  // namespace lede
