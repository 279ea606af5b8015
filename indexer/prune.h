// SPDX-License-Identifier: GPL-3.0-or-later
//
// Removing articles whose file or record is gone from its folder.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/index_writer.h"
#include "indexer/pipeline.h"
#include <lede/result.h>

namespace lede {

// Removes the articles that came from below those of `sources` that are
// folders and that `run` did not read again, except where it could not read
// what is there. Returns how many.
//
// REQUIRES: `run` read all of `sources`.
Result<std::uint64_t> prune(IndexWriter& writer,
                            const std::vector<std::string>& sources,
                            const PipelineResult& run);

}  // namespace lede
