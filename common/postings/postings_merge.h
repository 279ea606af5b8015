// SPDX-License-Identifier: GPL-3.0-or-later
//
// The postings file of a merged segment out of those of the segments it was
// merged from.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "common/postings/postings_file.h"
#include <lede/result.h>

namespace lede {

// One segment to merge.
struct MergeInput {
  std::shared_ptr<const PostingsFile> file;  // shared with its readers
  std::vector<std::uint32_t> live;  // ids still in its database, ascending
};

// Writes the file of the segment in `folder`, whose database has that
// get_uuid(), out of the documents of `inputs` that are live, sorted by date;
// the others, and terms that only they have, are left out. Reads the inputs
// once, in the order of terms, and keeps the documents' values and 40 bytes of
// each, 16 a posting of the term at hand, 16 a term and the terms themselves in
// memory. Not synced. kCorrupt if an input is damaged or lacks a live document,
// kIo, also for more than a file can hold; what was there before then stays.
//
// REQUIRES: no id is in two inputs.
Result<void> merge_postings(std::span<const MergeInput> inputs,
                            const std::filesystem::path& folder,
                            std::string_view database_uuid);

}  // namespace lede
