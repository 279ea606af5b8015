// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/filled_site.h"

namespace lede::testing {

void fill(Site& site) {
  SearchResponse& response = site.backend.response;
  response.documents = 123;
  response.stories = 98;
  response.query.parts = {{"chips", {"芯片"}, false, false},
                          {"training", {}, false, true},
                          {"company:alibaba", {"阿里巴巴"}, true, false}};
  response.query.read_as = "chips training company:alibaba";
  Hit hit = make_hit("Chips of their own");
  hit.title_highlights = {{0, 5}};
  hit.snippets = {{"key_points", "They train chips.", {{11, 16}}},
                  {"text", "went on with chips", {{13, 18}}}};
  hit.story = {"s",          7,   3, "fedcba9876543210", "b", "Example Ledger",
               "2025-09-10", true};
  response.hits = {hit, make_hit("Second")};
  response.hits[1].partial = true;
  response.facets = {{"company",
                      {{"company:alibaba", "Alibaba", 96, true},
                       {"company:baidu", "Baidu", 48, false}}},
                     {"lang", {{"zh-Hans", "zh-Hans", 40, false}}}};
  response.timeline =
      Timeline{TimelineInterval::kMonth,
               3,
               {{"2025-08-01", 10}, {"2025-09-01", 31}, {"2025-10-01", 0}}};
}

}  // namespace lede::testing
