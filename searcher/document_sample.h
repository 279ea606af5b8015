// SPDX-License-Identifier: GPL-3.0-or-later
//
// Some of the documents that match, to look into.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "common/document_data.h"
#include "searcher/index_reader.h"
#include "searcher/matcher.h"

namespace lede {

// Calls `take` with up to `limit` of the documents that match, evenly over
// their dates (of remote shards the newest, to spare fetching all), newest
// first, and returns their number. Documents that do not read are passed over.
// Costs a match and reading those. Throws what Xapian throws, and
// DeadlinePassed.
std::uint64_t for_each_sampled(
    const IndexView& view, const Matcher& matcher, const IndexQuery& match,
    std::size_t limit, const std::function<void(const DocumentData&)>& take);

}  // namespace lede
