// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/searcher/typing.h"

#include <gtest/gtest.h>

#include "searcher/suggest_json.h"

namespace lede::testing {

SuggestResponse complete(const Searcher& searcher, const std::string& text,
                         std::size_t limit) {
  SuggestRequest request;
  request.text = text;
  request.limit = limit;
  request.deadline_ms = 0;
  const auto response = searcher.suggest(request);
  EXPECT_TRUE(response) << (response ? "" : response.error().message);
  return response ? *response : SuggestResponse{};
}

std::vector<std::string> lines(const Searcher& searcher,
                               const std::string& text, std::size_t limit) {
  std::vector<std::string> found;
  for (const auto& each : complete(searcher, text, limit).suggestions) {
    std::string line(completion_kind_name(each.kind));
    line.append(" ").append(each.text);
    if (each.documents) line += " " + std::to_string(*each.documents);
    found.push_back(line);
  }
  return found;
}

std::vector<Article> newsroom() {
  std::vector<Article> articles = {
      news("1", "Nvidia ships custom training chips", "Chips for Alibaba.",
           "2025-12-30", "Example Wire"),
      news("2", "Custom training chips are scarce", "Alibaba wants chips.",
           "2025-12-29", "Example Wire"),
      news("3", "Alibaba buys training chips", "OpenAI does not.", "2025-11-02",
           "Lorem Herald"),
      news("4", "人工智能芯片降价", "华为和阿里巴巴的芯片。", "2025-11-01",
           "示例日报"),
      news("5", "人工智能芯片涨价", "智谱和百度。", "2025-10-01", "示例日报"),
      news("6", "custom training CHIPS are scarce", "Twice.", "2025-01-05",
           "Lorem Herald"),
      news("7", "What is -this: \"quoted\" (chips) “again”?", "Odd.",
           "2024-01-05"),
  };
  articles[0].topics = {"Chip supply"};
  articles[2].authors = {"Anna Example"};
  return articles;
}

}  // namespace lede::testing
