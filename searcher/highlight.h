// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of a query may be marked in an article.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace lede {

// Terms (with their layer prefix) at consecutive positions: one for a word
// ("Zchip", "=chips" being "chips"), a fused name ("Fgpt4o") or an entity
// ("Ecompany:alibaba"); several for a phrase or a run of CJK bigrams.
struct MatchPattern {
  std::vector<std::string> terms;
  bool is_prefix = false;  // the only term stands for all that begin with it
  std::string field;       // json_name of the one field it may stand in, or ""
  bool quoted = false;     // only what stands inside quotation marks
  std::size_t group = 0;   // patterns of one query word share a group
  double weight = 1.0;     // how telling the word is (its idf)
};

using MatchPatterns = std::vector<MatchPattern>;

}  // namespace lede
