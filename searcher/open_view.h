// SPDX-License-Identifier: GPL-3.0-or-later
//
// Indexes named by their addresses -> one open view.

#pragma once

#include <memory>
#include <vector>

#include "searcher/index_reader.h"
#include "searcher/match/postings_cache.h"
#include <lede/result.h>

namespace lede {

// Opens every segment of every index as one database. A segment that vanishes
// meanwhile, or a manifest that changes, begins the opening again. A remote
// shard that does not answer is left out and named in ViewInfo::dead; a table
// of stories that does not read is done without and named in ViewInfo::lacks.
// kMissingIndex, kCorrupt, kVersionMismatch; kUnavailable if nothing is left.
Result<std::unique_ptr<IndexView>> open_view(
    const std::vector<IndexAddress>& indexes, PostingsCache& postings,
    StoryTables& tables);

}  // namespace lede
