// SPDX-License-Identifier: GPL-3.0-or-later
//
// Amounts as index terms, and ranges of them as the fewest terms.
//
// Under its unit, and once more as written under none, an amount has the term
// of each beginning of its order_key(), and one with a point for its end:
//
//   $1.5bn  ->  XAusd:1 XAusd:19 XAusd:191 XAusd:1915 XAusd:1915. XA:1 ...
//
// The beginnings are a tree: a range is made up of whole branches and of ends.
// So a document with 0.5bn and 3bn does not match 1bn..2bn, as it would if its
// least and greatest amounts were compared.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/amounts.h"
#include <lede/result.h>

namespace lede {

// The amounts between two, in one unit. An open side is nullopt.
struct AmountRange {
  struct Bound {
    std::string key;  // order_key()
    bool included = true;
  };
  std::optional<Bound> low;
  std::optional<Bound> high;
  std::string_view unit;  // empty: amounts as written, in any unit or none
};

// Reads what a query compares with: ">1bn", ">=$1.5bn", "<500m", "1bn..2bn",
// "$1bn..", "..5%", "$1.5 billion", "10B parameters", ">1亿元". Of a range one
// end may name the unit of both. Fails with kInvalidArgument.
Result<AmountRange> read_amount_range(std::string_view text);

void append_amount_terms(const Amount& amount, std::vector<std::string>& terms);

// The terms of the fewest branches and ends that make up `range`: at most some
// 150, of numbers of a few digits a dozen or two. An article speaks of an
// amount within it if and only if it has one of them.
std::vector<std::string> amount_cover(const AmountRange& range);

}  // namespace lede
