// SPDX-License-Identifier: GPL-3.0-or-later
//
// The index folder: which files it has, and the manifest through which every
// reader and writer goes.
//
//   lede.db/
//     manifest.json    what is in the index; replaced by atomic rename
//     lock             held by the one writer
//     lexicon.json     the user's own lexicon, if any
//     saved.json       saved queries, if any; see saved_queries.h
//     alerts.state     what was told of them; see indexer/alert_state.h
//     segments/NAME/   one Xapian database each, and its postings file
//     stories/NAME     which documents are one story; see story_table.h, and
//                      indexer/story_keeper.h for what is kept beside
//
// What the manifest does not name is not in the index: it is the rest of a
// crashed or replaced generation, and the next writer removes it.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <lede/result.h>

namespace lede {

// One Xapian database of the index. Segments hold disjoint ranges of document
// ids, so that they merge without renumbering.
struct Segment {
  std::string name;            // folder under segments/
  std::uint32_t first_id = 0;  // lowest and highest document id in it
  std::uint32_t last_id = 0;
  std::uint64_t documents = 0;  // when the manifest was written
  // Lowest ids of its runs, ascending: from each up to the next, ascending ids
  // are newest first, the undated last. Empty: its order is not known.
  std::vector<std::uint32_t> runs;

  // True if ascending ids are newest first throughout.
  [[nodiscard]] bool date_ordered() const { return runs.size() == 1; }
  friend bool operator==(const Segment&, const Segment&) = default;
};

// Articles whose newer version is committed, but whose older one still has to
// be deleted from its segment: what a crash may leave, and opening for writing
// finishes.
struct PendingDelete {
  std::string segment;
  std::vector<std::uint32_t> document_ids;

  friend bool operator==(const PendingDelete&, const PendingDelete&) = default;
};

struct Manifest {
  int format_version = 0;
  std::string fingerprint;      // analysis_fingerprint() of the writer
  std::string lexicon_version;  // of the built-in lexicon, Lexicon::version()
  std::string uuid;             // the index's own; kept through rebuild
  std::uint64_t revision = 0;   // grows by one with every commit
  std::uint32_t next_id = 0;    // highest id not yet given
  std::int64_t updated_at = 0;  // seconds since 1970
  std::vector<std::string> stemmers;  // languages whose stems are in the index
  std::vector<Segment> segments;      // newest (lowest ids) first
  std::vector<PendingDelete> pending_deletes;
  std::string story_table;  // file under stories/; empty: nothing is grouped
  std::string story_state;  // the same, for writers

  friend bool operator==(const Manifest&, const Manifest&) = default;
};

std::filesystem::path manifest_path(const std::filesystem::path& index);
std::filesystem::path lock_path(const std::filesystem::path& index);
std::filesystem::path user_lexicon_path(const std::filesystem::path& index);
std::filesystem::path stories_path(const std::filesystem::path& index);
std::filesystem::path segment_path(const std::filesystem::path& index,
                                   const Segment& segment);

// Reads the manifest. kMissingIndex if the folder or the file is not there (the
// message names the absolute path), kCorrupt if it does not read (an index path
// that is a file included).
Result<Manifest> load_manifest(const std::filesystem::path& index);

// Checks format version and fingerprint against this program's.
// kVersionMismatch with both versions and the command that mends it.
Result<void> check_compatible(const Manifest& manifest,
                              const std::filesystem::path& index);

// Writes the manifest to a temporary name, syncs file and folder, renames: a
// reader sees the old or the new one. kIo if that fails; the old one stays.
Result<void> save_manifest(const std::filesystem::path& index,
                           const Manifest& manifest);

// Stamp of the manifest file (device, inode, size, mtime): equal stamps mean
// an unchanged index. One stat call; 0 if there is none.
std::uint64_t manifest_stamp(const std::filesystem::path& index);

}  // namespace lede
