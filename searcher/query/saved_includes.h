// SPDX-License-Identifier: GPL-3.0-or-later
//
// "query:NAME" -> what the name stands for, among the lexemes around it.

#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "common/saved_queries.h"
#include "searcher/query/lexer.h"

namespace lede::internal {

// Reads the text of a saved query; its operators are told from words.
using ReadLexemes = std::function<LexedQuery(std::string_view text)>;

// Puts the lexemes of saved queries, in brackets, in the place of their names,
// through all names within them, and shifts the spans of what follows, as
// QueryNode::source counts. A name that is not known, that would contain
// itself, or whose query is too long or too deep for one query becomes words,
// with a warning; warnings keep positions in the query as typed, of
// `typed_bytes`. Brackets stay in pairs that hold an operand and nest at most
// kMaxQueryDepth deep. Returns where which texts stand.
std::vector<IncludedText> include_saved(LexedQuery& lexed,
                                        std::size_t typed_bytes,
                                        const SavedQueries& saved,
                                        const ReadLexemes& read);

}  // namespace lede::internal
