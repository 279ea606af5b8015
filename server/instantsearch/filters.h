// SPDX-License-Identifier: GPL-3.0-or-later
//
// What narrows the answer, in the three ways InstantSearch clients say it.

#pragma once

#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include <lede/request.h>
#include <lede/result.h>

namespace lede {

// As SearchRequest::conditions.
using Conditions = std::vector<std::vector<FilterTest>>;

// All below append to `out`, and fail with kInvalidArgument for what is no
// such filter or names no attribute we have.

// "company:Alibaba", or an array: its elements bind, an inner array is any of
// its own. "-" before a value forbids it, "\-" is a dash.
Result<void> read_facet_filters(const nlohmann::ordered_json& filters,
                                Conditions& out);

// The same of "published_ts >= 1757600000": < <= = != >= >, and "low TO high"
// behind a colon.
Result<void> read_numeric_filters(const nlohmann::ordered_json& filters,
                                  Conditions& out);

// One numeric filter.
Result<FilterTest> read_numeric_filter(std::string_view text);
// "company", "Alibaba" as a test; `value` without its "-".
Result<FilterTest> facet_test(std::string_view attribute,
                              std::string_view value, bool negated);

// "company:Alibaba AND (lang:en OR lang:zh) AND NOT source:'Example Wire' AND
// published_ts >= 1757600000": OR binds closer than AND; nothing else in
// parentheses.
Result<void> read_filter_text(std::string_view text, Conditions& out);

}  // namespace lede
