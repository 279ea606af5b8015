// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/segment_merge.h"

#include <algorithm>
#include <array>
#include <utility>

#include <xapian.h>

#include "common/schema.h"
#include "indexer/durable_files.h"
#include "indexer/glass/database_merge.h"
#include "indexer/parallel.h"
#include "indexer/segment_postings.h"
#include "indexer/xapian_errors.h"

namespace lede {
namespace {

// Merging fewer documents than this costs hardly more than a commit.
constexpr std::uint64_t kSmallSegment = 1000;
constexpr std::uint64_t kGrowth = 4;
// Of more a reader would not gain by knowing them.
constexpr std::size_t kMaxRuns = 1024;

}  // namespace

std::size_t segments_to_merge(std::span<const Segment> newest_first,
                              std::size_t fresh) {
  std::size_t count = std::min(fresh, newest_first.size());
  if (count == 0) return 0;
  std::uint64_t documents = 0;
  for (const Segment& segment : newest_first.first(count)) {
    documents += segment.documents;
  }
  while (count < newest_first.size()) {
    const std::uint64_t next = newest_first[count].documents;
    if (next >= std::max(kSmallSegment, kGrowth * documents)) break;
    documents += next;
    ++count;
  }
  return count;
}

std::vector<std::uint32_t> runs_of(const std::filesystem::path& index,
                                   std::span<const Segment> segments) {
  std::vector<std::uint32_t> runs;
  bool undated_seen = false;
  std::string oldest_so_far;  // of the last run; empty: nothing dated yet
  for (const Segment& segment : segments) {
    if (segment.runs.empty()) return {};
    const Xapian::Database database(segment_path(index, segment).string());
    const Xapian::doccount dated = database.get_value_freq(slot::kPublished);
    // Bounds may be wider than what is left after deletions, and than the
    // first run; then a run is only not recognised as going on.
    const bool goes_on =
        !runs.empty() &&
        (dated == 0 ||
         (!undated_seen &&
          (oldest_so_far.empty() ||
           database.get_value_upper_bound(slot::kPublished) <= oldest_so_far)));
    if (!goes_on) {
      undated_seen = false;
      oldest_so_far.clear();
    }
    runs.insert(runs.end(), segment.runs.begin() + (goes_on ? 1 : 0),
                segment.runs.end());
    if (dated > 0) {
      oldest_so_far = database.get_value_lower_bound(slot::kPublished);
    }
    if (dated < database.get_doccount()) undated_seen = true;
  }
  if (runs.size() > kMaxRuns) runs.clear();
  return runs;
}

namespace {

// Writes the database and the postings file of the segment in `folder`, table
// beside table.
Result<void> merge_files(std::span<const std::filesystem::path> parts,
                         const std::filesystem::path& folder,
                         DatabaseMerge& database, std::size_t jobs) {
  std::array<Result<void>, DatabaseMerge::kTables> tables;
  Result<void> postings;
  // The last table and the postings file take longest, so they come first.
  parallel_for(jobs, tables.size() + 1, [&](std::size_t, std::size_t i) {
    if (i == 1) {
      postings = merge_segment_postings(parts, folder, database.uuid());
      return;
    }
    const std::size_t table = i == 0 ? tables.size() - 1 : i - 2;
    tables[table] = database.merge_table(table);
  });
  for (const Result<void>& table : tables) {
    if (!table) return table;
  }
  if (auto finished = database.finish(); !finished) return finished;
  // A full disk would stop the slow way too.
  if (postings || postings.error().code == ErrorCode::kIo) return postings;
  return make_postings(folder);
}

}  // namespace

Result<Segment> merge_segments(const std::filesystem::path& index,
                               std::span<const Segment> segments,
                               const std::string& name, std::size_t jobs) {
  Segment merged;
  merged.name = name;
  merged.first_id = segments.front().first_id;
  merged.last_id = segments.back().last_id;
  std::vector<std::filesystem::path> parts;
  for (const Segment& segment : segments) {
    parts.push_back(segment_path(index, segment));
  }
  Result<std::vector<std::uint32_t>> runs =
      guard_xapian("reading segments", StoreAccess::kRead,
                   [&]() -> Result<std::vector<std::uint32_t>> {
                     return runs_of(index, segments);
                   });
  if (!runs) return runs.error();
  merged.runs = std::move(*runs);
  const std::filesystem::path folder = segment_path(index, merged);
  Result<DatabaseMerge> database = DatabaseMerge::open(parts, folder);
  if (!database) return database.error();
  merged.documents = database->documents();
  if (auto made = merge_files(parts, folder, *database, jobs); !made) {
    return made.error();
  }
  if (auto synced = sync_folder(folder); !synced) return synced.error();
  return merged;
}

}  // namespace lede
