// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes are a query, and what it was read as reads the same.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "searcher/query/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  constexpr std::int64_t kNow = 1757600000;  // 2025-09-11
  const lede::TimeZone zone = lede::TimeZone::utc();
  const auto* bytes = reinterpret_cast<const char*>(data);
  const lede::ParsedQuery query = lede::parse_query({bytes, size}, zone, kNow);
  const std::string printed = lede::print_query(query);
  // The printed form of a long query may itself be too long to read.
  if (printed.size() > lede::kMaxQueryBytes) return 0;
  const lede::ParsedQuery again = lede::parse_query(printed, zone, kNow);
  if (lede::dump_query(again) != lede::dump_query(query)) std::abort();
  return 0;
}
