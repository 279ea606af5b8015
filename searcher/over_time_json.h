// SPDX-License-Identifier: GPL-3.0-or-later
//
// Trends, comparisons and significant terms as JSON, one object each with every
// key there; and comparisons as a table.

#pragma once

#include <string>

#include <lede/over_time.h>
#include <lede/significance.h>

namespace lede {

std::string trends_to_json(const TrendsResponse& trends);
std::string comparison_to_json(const Comparison& comparison);
std::string significant_to_json(const SignificantTerms& terms);

// CSV as CsvWriter writes it, UTF-8, with a header row: the first day of each
// bucket, all articles, then "articles: QUERY" of each query and "share: QUERY"
// of each.
std::string comparison_to_csv(const Comparison& comparison);

}  // namespace lede
