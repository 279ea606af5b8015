// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dates a text speaks of, apart from when it was published.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "common/date.h"
#include <lede/article.h>

namespace lede {

// Appends the days, months, quarters, halves, years and decades that `text`
// names in figures, in order of their standing and as often as they do, each as
// its days (first instants in UTC):
//
//   September 11, 2025 · 11 Sept 2025 · 2025-09-11 · 2025年9月11日
//   Sept. 11 · 11 September · 9月11日   of the year nearest to `published`;
//                                       none if that is unknown
//   Sept. 2025 · 2025年9月 · Q3 2025 · 3Q25 · third quarter of 2025 ·
//   2025年第三季度 · in 2026 · 2026年 · FY26 · the 1990s
//
// Of 9/11/2025, which could be either day, and of 2011-12 the year alone. A
// lone number counts as a year from 1900 to ten years after publication, unless
// what stands around it makes it an amount, a time or part of a name; round
// hundreds and years beyond need a word such as "in" or "by" before them.
// Quarters of fiscal years count as those years. Left out are relative words
// ("yesterday", 去年), months without a year, dates in letters. Never fails;
// one pass.
//
// REQUIRES: `text` is valid UTF-8.
void find_mentioned_dates(std::string_view text, std::optional<Date> published,
                          std::vector<DateInterval>& dates);

}  // namespace lede
