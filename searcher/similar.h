// SPDX-License-Identifier: GPL-3.0-or-later
//
// Articles like another one, on one view of the index.

#pragma once

#include <cstdint>
#include <string_view>

#include "common/lexicon/lexicon.h"
#include "searcher/deadline.h"
#include "searcher/index_reader.h"
#include <lede/result.h>
#include <lede/similar.h>

namespace lede {

// Asks for any of the article's telling terms, weighed as they tell; of those
// found, articles of about the same date count some more. `key`: article_key()
// of an article; kNotFound if there is none. kInvalidArgument names the filter
// at fault. `now`: seconds since 1970, for dates in filters. Throws what Xapian
// throws, and DeadlinePassed.
Result<SimilarResponse> find_similar(std::string_view key,
                                     const SimilarOptions& options,
                                     IndexView& view, const Lexicon& lexicon,
                                     const Deadline& deadline,
                                     std::int64_t now);

}  // namespace lede
