// SPDX-License-Identifier: GPL-3.0-or-later
//
// The saved queries that the tests of the query language know.

#pragma once

#include "common/saved_queries.h"

namespace lede::testing {

inline const SavedQueries& saved_set() {
  static const SavedQueries set = [] {
    SavedQueries queries;
    queries.put("word", "nvidia");
    queries.put("ai-chips", "custom ai chips");
    queries.put("either", "h20 OR \"training chips\"");
    queries.put("芯片", "自研 芯片 company:阿里");
    queries.put("recent", "since:2025-09 lang:en");
    queries.put("labs", "openai OR anthropic");
    queries.put("capitals", "US CHIP BAN OR NOT");
    queries.put("nested", "query:either -query:word");
    queries.put("self", "a query:self");
    queries.put("loop-a", "a query:loop-b");
    queries.put("loop-b", "b query:loop-a");
    queries.put("odd", "foo:x (a");
    queries.put("year", "2025");
    queries.put("marks", "\"");
    return queries;
  }();
  return set;
}

}  // namespace lede::testing
