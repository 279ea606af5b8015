// SPDX-License-Identifier: GPL-3.0-or-later
//
// The postings file of a segment and its Xapian database: filling both from the
// same documents, merging them alike, making the one out of the other,
// comparing them.

#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "common/postings/postings_writer.h"
#include "indexer/document_builder.h"
#include "indexer/glass/database_writer.h"
#include <lede/result.h>

namespace lede {

// The two of a new segment.
class SegmentWriter {
 public:
  // Makes `folder`, in place of any that is there.
  explicit SegmentWriter(const std::filesystem::path& folder);

  // Adds a document. kInvalidArgument, with nothing added, if it is one that
  // the segment cannot hold.
  //
  // REQUIRES: ids ascend.
  Result<void> add(std::uint32_t id, const BuiltDocument& built);

  [[nodiscard]] std::uint32_t documents() const {
    return database_.documents();
  }

  // Writes what is left; without documents, nothing is of use. Not synced. kIo.
  Result<void> finish();

 private:
  std::filesystem::path folder_;
  DatabaseWriter database_;
  PostingsWriter postings_;
  // Of the document at hand; kept to reuse their memory.
  std::vector<DocumentTerm> terms_;
  std::vector<std::uint32_t> positions_;
};

// Makes the file of the segment in `folder` out of its database, in place of
// any that is there; readers of that one keep it. Takes longer than merging by
// far, and a byte of memory a word; where ids are not in the order of dates the
// file is then sorted, which is a merge of one. Not synced. kIo, kCorrupt.
Result<void> make_postings(const std::filesystem::path& folder);

// Makes the file of the segment in `folder`, whose database has that get_uuid()
// and is merged from those in `parts`, ids ascending, out of their files. Not
// synced. kIo; another code if one of them has no file that is sound.
Result<void> merge_segment_postings(
    std::span<const std::filesystem::path> parts,
    const std::filesystem::path& folder, std::string_view database_uuid);

// Compares the file of the segment in `folder` with its database: documents,
// lengths, values, all terms with how many documents have them, and a part of
// the lists posting by posting. kNotFound and kVersionMismatch if there is no
// file this program can read, kCorrupt if it is damaged or says something else
// than the database.
Result<void> check_postings(const std::filesystem::path& folder);

}  // namespace lede
