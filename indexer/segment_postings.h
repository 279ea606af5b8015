// SPDX-License-Identifier: GPL-3.0-or-later
//
// The postings file of a segment and its Xapian database: filling the one while
// the other is written, merging them alike, making the one out of the other,
// comparing them.

#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "common/postings/postings_writer.h"
#include "indexer/document_builder.h"
#include <lede/result.h>

namespace lede {

// Adds a document as the database gets it.
//
// REQUIRES: ids ascend.
void add_to_postings(std::uint32_t id, const BuiltDocument& built,
                     PostingsWriter& postings);

// Makes the file of the segment in `folder` out of its database, in place of
// any that is there; readers of that one keep it. Takes longer than merging by
// far. Not synced. kIo, kCorrupt.
Result<void> make_postings(const std::filesystem::path& folder);

// Makes the file of the segment in `folder`, which was merged from those in
// `parts`, ids ascending: out of their files, or if one of them has none that
// is sound, out of its own database. Not synced. kIo, kCorrupt.
Result<void> merge_segment_postings(
    std::span<const std::filesystem::path> parts,
    const std::filesystem::path& folder);

// Compares the file of the segment in `folder` with its database: documents,
// lengths, values, all terms with how many documents have them, and a part of
// the lists posting by posting. kNotFound and kVersionMismatch if there is no
// file this program can read, kCorrupt if it is damaged or says something else
// than the database.
Result<void> check_postings(const std::filesystem::path& folder);

}  // namespace lede
