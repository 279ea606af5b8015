// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands in the answer to a query more than elsewhere: telling words, and
// who else is in it.

#pragma once

#include <cstddef>

#include "searcher/search_scope.h"
#include "searcher/telling_terms.h"
#include <lede/result.h>
#include <lede/significance.h>

namespace lede {

// Words are looked for in so many articles of the answer, evenly over time:
// title, summary, key points and the first kSampledBytes of the text.
inline constexpr std::size_t kSampledArticles = 200;
inline constexpr std::size_t kSampledBytes = 600;
inline constexpr std::uint64_t kFewestTelling = 3;

// All entities of the index, by the documents that mention them.
CountedEntities count_all_entities(const SearchScope& scope);

// Entities are counted in all articles of the answer and compared with `whole`,
// count_all_entities(); words of the sample in all articles of both. Scores are
// rise_score(), the answer against the rest of the index, from kTellingScore
// on. kInvalidArgument names the parameter at fault. Throws what Xapian throws,
// and DeadlinePassed.
Result<SignificantTerms> find_significant(const SearchScope& scope,
                                          const SignificantRequest& request,
                                          const CountedEntities& whole);

}  // namespace lede
