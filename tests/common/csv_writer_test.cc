// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/csv_writer.h"

#include <gtest/gtest.h>

namespace lede {
namespace {

TEST(CsvWriter, WritesRowsOfCells) {
  std::string out;
  CsvWriter csv(out);
  csv.plain("start");
  csv.text("articles: chips");
  csv.end_row();
  csv.plain("");
  csv.number(0.5);
  csv.number(12ULL);
  csv.end_row();
  EXPECT_EQ(out, "start,\"articles: chips\"\r\n,0.5,12\r\n");
}

TEST(CsvWriter, QuotesTextsAndDisarmsFormulas) {
  const std::pair<std::string, std::string> rows[] = {
      {"", "\"\""},
      {"芯片, chips", "\"芯片, chips\""},
      {"a \"b\"", "\"a \"\"b\"\"\""},
      {"two\r\nlines", "\"two\r\nlines\""},
      {"=1+1", "\"'=1+1\""},
      {"+1", "\"'+1\""},
      {"-5% in a day", "\"'-5% in a day\""},
      {"@SUM(A1)", "\"'@SUM(A1)\""},
      {"\t=1", "\"'\t=1\""},
      {"\r=1", "\"'\r=1\""},
      {"\n=1", "\"'\n=1\""},
      {"1=1", "\"1=1\""},
  };
  for (const auto& [text, expected] : rows) {
    std::string out;
    CsvWriter(out).text(text);
    EXPECT_EQ(out, expected);
  }
}

}  // namespace
}  // namespace lede
