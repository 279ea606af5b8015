// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-search --similar: articles like another one.

#pragma once

#include <string>

#include "searcher/cli/options.h"
#include <lede/result.h>
#include <lede/searcher.h>

namespace lede {

// Finds what is like the article of that id or, if no article has it as its id,
// that key. Errors as Searcher::similar().
Result<SimilarResponse> find_similar_to(const Searcher& searcher,
                                        const SearchOptions& options);

// The lines of the answer in `format`, which is not kTrec. Articles of the same
// story stand in text and json alone.
std::string format_similar(const SimilarResponse& response, OutputFormat format,
                           bool color);

}  // namespace lede
