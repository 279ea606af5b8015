// SPDX-License-Identifier: GPL-3.0-or-later
//
// Deleting old versions of articles: first noted in the manifest together with
// the new ones, then done.

#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "common/index_layout.h"
#include "indexer/segment_reader.h"
#include <lede/result.h>

namespace lede {

// Adds documents of `segments` to the manifest's pending deletes. A segment
// that loses all it has is dropped from the manifest at once instead.
//
// REQUIRES: `replaced` names each document once.
void note_deletes(Manifest& manifest, const std::vector<Segment>& segments,
                  const std::vector<Placed>& replaced);

// Deletes documents of the segment in a folder, as far as they are still there,
// and commits; returns how many are left in it. kIo, kCorrupt.
Result<std::uint64_t> delete_documents(
    const std::filesystem::path& folder,
    const std::vector<std::uint32_t>& document_ids);

}  // namespace lede
