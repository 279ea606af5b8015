// SPDX-License-Identifier: GPL-3.0-or-later
//
// Snippets: the stretches of an article that best show why it matched.
//
// The text is cut by the same analyzer and lexicon that indexed it, so whatever
// is highlighted is something the query really matched.

#pragma once

#include <cstddef>
#include <vector>

#include "common/document_data.h"
#include "searcher/match_finder.h"
#include <lede/response.h>

namespace lede {

struct SnippetOptions {
  std::size_t max_bytes = 240;  // of one snippet
  std::size_t max_snippets = 2;
};

struct ArticleSnippets {
  std::vector<Span> title_highlights;  // bytes of the title
  std::vector<Snippet> snippets;       // best first; spans in bytes
};

// Finds the title's highlights and the best passages across summary, key points
// and text (of an article without a title, the title's place is taken by the
// text). A passage begins and ends at sentence ends where it can, never inside
// a word, and is a byte-for-byte stretch of the field; of two passages with the
// same words the earlier wins. With no match it is the opening of the summary,
// else of the text, with nothing highlighted. Never fails; linear in the
// article. `finder` is that of the query.
//
// REQUIRES: max_bytes >= 1.
ArticleSnippets make_snippets(const DocumentData& article,
                              const SnippetOptions& options,
                              MatchFinder& finder);

}  // namespace lede
