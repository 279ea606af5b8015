// SPDX-License-Identifier: GPL-3.0-or-later
//
// Is an index what its manifest says, down to every stored article? And if it
// is not: keeping what can be kept.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "common/index_layout.h"
#include "indexer/index_writer.h"
#include <lede/result.h>

namespace lede {

struct SegmentCheck {
  Segment segment;
  std::uint64_t documents = 0;        // found in it
  std::vector<std::string> problems;  // one clause each; empty: it is sound
  // Of its postings file, see check_postings(): without one it is only slower.
  Result<void> postings;

  // Without any, or with another version's: `compact` makes them.
  [[nodiscard]] bool lacks_postings() const {
    return !postings && (postings.error().code == ErrorCode::kNotFound ||
                         postings.error().code == ErrorCode::kVersionMismatch);
  }
  [[nodiscard]] bool has_damaged_postings() const {
    return !postings && !lacks_postings();
  }
};

struct CheckReport {
  std::vector<SegmentCheck> segments;
  Result<void> stories;  // whether their table reads and fits the segments
  std::uint64_t documents = 0;        // without those still to be deleted
  std::uint64_t pending_deletes = 0;  // old versions the next writer deletes

  [[nodiscard]] bool sound() const;
};

// Checks the databases themselves and every document: its data reads, its key
// is its own and stands nowhere else, ids and dates keep to what the manifest
// says; that postings files say the same as their databases; and that the
// stories are told and of documents that are there. Changes
// nothing, but holds the lock: Xapian takes a database being written for a
// damaged one. What is wrong is in the report; an Error is for what keeps the
// check from being made (kMissingIndex, kBusy, kVersionMismatch, kCorrupt for a
// manifest that does not read).
Result<CheckReport> check_index(const std::filesystem::path& index,
                                std::chrono::milliseconds wait);

struct RepairReport {
  std::uint64_t kept = 0;   // articles in the index now
  std::uint64_t moved = 0;  // of these, out of damaged segments
  std::uint64_t lost = 0;   // documents the manifest named that do not read
};

// Writes every article that still reads out of the damaged segments into new
// ones, drops the damaged ones and older copies of an article, and swaps the
// manifest. Makes postings files that are damaged or missing, and groups what
// is left. One that does not
// read is made anew from the segments found. kBusy, kVersionMismatch,
// kMissingIndex, kIo; the index is then as it was.
Result<RepairReport> repair_index(const std::filesystem::path& index,
                                  const WriterOptions& options);

}  // namespace lede
