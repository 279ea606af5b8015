// SPDX-License-Identifier: GPL-3.0-or-later
//
// Articles written for these tests.

#pragma once

#include <string>

namespace lede::testing {

// One line of JSONL.
inline std::string article_line(const std::string& id, const std::string& title,
                                const std::string& text,
                                const std::string& published = "2025-09-11") {
  return R"({"id":")" + id + R"(","title":")" + title + R"(","text":")" + text +
         R"(","source":"Harbour Wire","published":")" + published + "\"}\n";
}

// Three articles: "chips-1", "chips-2" and "port-1".
inline std::string three_articles() {
  return article_line("chips-1", "Alibaba designs custom AI chips",
                      "The company said its custom chips train large models.",
                      "2025-09-11") +
         article_line("chips-2", "百度发布自研芯片",
                      "百度表示，新的芯片用于训练大模型。", "2025-09-12") +
         article_line("port-1", "Harbour reopens after the storm",
                      "Ferries sail again from the old harbour on Monday.",
                      "2024-03-01");
}

}  // namespace lede::testing
