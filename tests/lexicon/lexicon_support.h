// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the lexicon's tests share: a text in, the mentions as readable rows out.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/lexicon/lexicon.h"

namespace lede {

inline std::vector<Mention> mentions_in(const Lexicon& lexicon,
                                        std::string_view text,
                                        bool as_query = false) {
  static Analyzer analyzer;
  TokenStream stream;
  analyzer.analyze(text, "", stream);
  std::vector<Mention> mentions;
  lexicon.find_mentions(stream, text, as_query, mentions);
  return mentions;
}

// Rows "company:alibaba=阿里巴巴". Concepts, of which there are many in any
// text, only if `concepts`.
inline std::vector<std::string> found_in(const Lexicon& lexicon,
                                         std::string_view text,
                                         bool as_query = false,
                                         bool concepts = false) {
  std::vector<std::string> rows;
  for (const Mention& mention : mentions_in(lexicon, text, as_query)) {
    if ((mention.entity->kind == EntityKind::kTerm) != concepts) continue;
    const Span span = mention.span;
    rows.push_back(mention.entity->id + "=" +
                   std::string(text.substr(span.begin, span.end - span.begin)));
  }
  return rows;
}

}  // namespace lede
