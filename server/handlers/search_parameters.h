// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parameters of a search, checked.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/problem.h"
#include "server/url.h"
#include <lede/request.h>

namespace lede {

inline constexpr std::size_t kMaxQueryTextBytes = 2000;
inline constexpr std::size_t kMaxLimit = 100;
inline constexpr std::size_t kMaxOffset = 10'000;
inline constexpr std::size_t kMaxFacetLimit = 1000;
inline constexpr std::int64_t kMaxDeadlineMs = 10'000;

// A parameter that a resource takes beside those of a SearchRequest. `read`
// returns what the value should have been ("true or false"); empty if it is
// right.
struct OwnParameter {
  std::string_view name;
  bool repeatable = false;
  std::function<std::string(std::string_view value)> read;
};

// Reads `parameters` over the values `request` already has, and those named in
// `own` by what is said there. The first one that is unknown, repeated without
// leave or of a bad value is returned as a problem, with the nearest name or
// what would have been right; `request` is then of no use. `now`, seconds since
// 1970, is what dates relate to.
std::optional<Problem> read_search_parameters(const Parameters& parameters,
                                              std::span<const OwnParameter> own,
                                              std::int64_t now,
                                              SearchRequest& request);

// As above for another resource: of a search's parameters it takes those named
// `shared`.
std::optional<Problem> read_some_parameters(
    const Parameters& parameters, std::span<const std::string_view> shared,
    std::span<const OwnParameter> own, std::int64_t now,
    SearchRequest& request);

// As read_search_parameters() for pages: what does not read is passed over.
void read_page_parameters(const Parameters& parameters, std::int64_t now,
                          SearchRequest& request);

}  // namespace lede
