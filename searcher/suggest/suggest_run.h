// SPDX-License-Identifier: GPL-3.0-or-later
//
// One completion on one view of the index, from the request to the answer.

#pragma once

#include <cstdint>

#include "common/lexicon/lexicon.h"
#include "searcher/deadline.h"
#include "searcher/index_reader.h"
#include "searcher/saved_reader.h"
#include "searcher/suggest/suggest_store.h"
#include <lede/result.h>
#include <lede/suggest.h>

namespace lede {

// Answers `request` with what `sources` has of the view. `saved`: what stands
// behind "query:". `now`: seconds since 1970. kInvalidArgument names the
// parameter at fault. Throws what Xapian throws, and DeadlinePassed.
Result<SuggestResponse> run_suggest(const SuggestRequest& request,
                                    IndexView& view,
                                    const SuggestSources& sources,
                                    const Lexicon& lexicon,
                                    const SavedSet& saved,
                                    const Deadline& deadline, std::int64_t now);

}  // namespace lede
