// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dates of the calendar as index terms: each is found by the units that hold
// it, a stretch of days by the units it is made of.
//
//   2026-03-11  ->  XD202x  XD2026  XD2026-q1  XD2026-03  XD2026-03-11
//
// A document has the term of every decade, year, quarter, month and day that
// holds one of its dates whole. A half of a year is held by its year.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/date.h"

namespace lede {

// Dates outside these years have no terms.
inline constexpr int kFirstMentionedYear = 1800;
inline constexpr int kLastMentionedYear = 2099;

// The days that `interval` touches, each as its first instant in UTC; an open
// end stays open. `zone` is the one the interval was read in.
DateInterval whole_days(const DateInterval& interval, const TimeZone& zone);

// Appends the terms that `date` is found by; none if it lies outside the years
// above. REQUIRES: whole days, not empty.
void append_date_terms(const DateInterval& date,
                       std::vector<std::string>& terms);

// The terms of the fewest units that together make up `interval`, as far as it
// lies within the years above: at most some 150. An article speaks of a date
// within it if and only if it has one of them. REQUIRES: whole days.
std::vector<std::string> date_cover(const DateInterval& interval);

}  // namespace lede
