// SPDX-License-Identifier: GPL-3.0-or-later
//
// A planned batch -> synced new segments, one a thread.

#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "common/article_key.h"
#include "common/index_layout.h"
#include "indexer/segment_builder.h"
#include "indexer/stories/story_signature.h"
#include "indexer/write_plan.h"
#include <lede/result.h>

namespace lede {

// A document written, for the grouping of its article.
struct SignedDocument {
  ArticleKey key;
  std::uint32_t document = 0;  // its id
  StorySignature signature;
};

struct BuiltBatch {
  std::vector<Segment> segments;  // ascending ids; none that is empty
  std::set<std::string, std::less<>> stemmers;
  std::vector<SignedDocument> documents;  // those written, ascending ids
};

// Builds the planned writes, in their order, under ids ascending from
// `first_id`, one thread for each of `builders` if there is enough to do. The
// segments lie synced under segments/, but no manifest names them yet. Marks in
// `plan` what was rejected. kIo; what was written then is a stray.
Result<BuiltBatch> build_batch(const std::filesystem::path& index,
                               WritePlan& plan, std::uint32_t first_id,
                               const std::vector<BuildDocument>& builders);

}  // namespace lede
