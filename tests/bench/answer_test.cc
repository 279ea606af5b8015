// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/answer.h"

#include <sstream>

#include <gtest/gtest.h>

namespace lede::bench {
namespace {

TEST(QueryLine, ReadsAllFiveColumns) {
  const auto query = parse_query_line("AND\t10c\tcustom chips\t100\t200\r");
  ASSERT_TRUE(query) << query.error().message;
  EXPECT_EQ(query->op, QueryOp::kAnd);
  EXPECT_EQ(query->mode, AnswerMode::kCounted);
  EXPECT_EQ(query->words, (std::vector<std::string>{"custom", "chips"}));
  EXPECT_EQ(query->from, 100);
  EXPECT_EQ(query->to, 200);
}

TEST(QueryLine, TimesMayBeEmptyOrMissing) {
  for (const char* line : {"TERM\tdate\tchips\t\t", "TERM\tdate\tchips"}) {
    const auto query = parse_query_line(line);
    ASSERT_TRUE(query) << query.error().message;
    EXPECT_EQ(query->from, std::nullopt);
    EXPECT_EQ(query->to, std::nullopt);
  }
}

TEST(QueryLine, NamesTheColumnThatIsWrong) {
  const std::pair<const char*, const char*> rows[] = {
      {"", "a query line has at least three columns"},
      {"XOR\t10\tx", "unknown op 'XOR'"},
      {"OR\t11\tx", "unknown mode '11'"},
      {"OR\t10\t ", "unknown words ' '"},
      {"OR\t10\tx\tyesterday", "unknown time 'yesterday'"}};
  for (const auto& [line, message] : rows) {
    const auto query = parse_query_line(line);
    ASSERT_FALSE(query) << line;
    EXPECT_EQ(query.error().message, message);
  }
}

TEST(Answer, EveryLineHasItsAnswerInOrder) {
  std::istringstream input("TERM\t10\tchips\nnonsense\nOR\t10\tfails\n");
  std::ostringstream output;
  answer_lines(input, output, [](const QueryLine& query) -> Result<AnswerLine> {
    if (query.words[0] == "fails") return Error{ErrorCode::kIo, "it failed"};
    return AnswerLine{2, 12.34, {"7", "3"}};
  });
  EXPECT_EQ(output.str(),
            "2\t12.3\t7,3\n"
            "-1\t0\ta query line has at least three columns\n"
            "-1\t0\tit failed\n");
}

TEST(Answer, AUserTypesTheQueryInTheQueryLanguage) {
  const std::pair<const char*, const char*> rows[] = {
      {"TERM\t10\tchips", "chips"},
      {"AND\t10\ta b", "a AND b"},
      {"OR\t10\ta b", "a OR b"},
      {"PHRASE\t10\ta b", "\"a b\""},
      {"PREFIX\t10\tchip", "chip*"}};
  for (const auto& [line, text] : rows) {
    EXPECT_EQ(user_request(*parse_query_line(line)).query, text);
  }
  const SearchRequest newest =
      user_request(*parse_query_line("TERM\tdate\tchips\t5\t"));
  EXPECT_EQ(newest.sort, SortOrder::kNewest);
  EXPECT_EQ(newest.from, "5");
  EXPECT_EQ(newest.to, "");
}

}  // namespace
}  // namespace lede::bench
