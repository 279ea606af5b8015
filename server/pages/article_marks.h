// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a query matched in one whole article, for reading it.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "server/handlers/handlers.h"
#include <lede/article.h>

namespace lede {

// Ascending, disjoint spans of each text.
struct ArticleMarks {
  std::vector<Span> title;
  std::vector<Span> summary;
  std::vector<std::vector<Span>> key_points;  // as many as the article's
  std::vector<Span> text;
};

// Asks the index for the article's highlights under `query`: a search narrowed
// to its source and day, with snippets as long as its texts. Without an answer
// nothing is marked.
ArticleMarks find_marks(const Call& call, std::string_view query,
                        const StoredArticleView& stored);

// What a hit of the article tells of its marks: all of them, if its snippets
// are as long as the article's texts. Highlights are in bytes.
ArticleMarks marks_of(const Article& article, const Hit& hit);

// Of each hit, so that marks_of() finds all marks in texts of no more than
// `text_bytes`.
void ask_for_marks(std::size_t text_bytes, SearchRequest& request);

// The part of `marks` within [begin, end), counted from `begin`.
std::vector<Span> marks_within(const std::vector<Span>& marks,
                               std::size_t begin, std::size_t end);

}  // namespace lede
