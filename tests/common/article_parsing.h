// SPDX-License-Identifier: GPL-3.0-or-later
//
// Articles from JSON, for tests.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "common/article_json.h"

namespace lede::testing {

inline constexpr ArticleContext kContext{nullptr, 1'760'000'000};  // 2025-10-09

inline std::vector<Result<ParsedArticle>> parse_all(std::string_view json) {
  std::vector<Result<ParsedArticle>> records;
  const Result<void> read = parse_articles(
      json, kContext, [&](std::size_t, Result<ParsedArticle> record) {
        records.push_back(std::move(record));
        return true;
      });
  if (!read) records.emplace_back(read.error());
  return records;
}

// The one article of `json`; an article titled "?" if there is none.
inline Article parse_one(std::string_view json) {
  auto records = parse_all(json);
  EXPECT_EQ(records.size(), 1U) << json;
  if (records.size() == 1 && records[0]) return records[0]->article;
  Article none;
  none.title = "?";
  return none;
}

inline std::string date_of(const std::optional<Date>& date) {
  return date ? format_date(*date, TimeZone::utc()) : "-";
}

}  // namespace lede::testing
