// SPDX-License-Identifier: GPL-3.0-or-later
//
// The postings of the newest view, for the views that are like it.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/match/segment_postings.h"

namespace lede {

// A segment as it was opened.
struct OpenSegment {
  std::filesystem::path folder;
  Xapian::Database database;
  std::vector<std::uint32_t> hidden;  // ids that must not be seen, ascending
};

// Any number of threads may use it at once.
class PostingsCache {
 public:
  // Those of `segments`, which `database` joins in that order; null if one of
  // them has no postings file of its own. Opened if the last ones asked for
  // were of other segments or of other revisions of them. Throws what Xapian
  // throws.
  std::shared_ptr<const ViewPostings> of(
      const std::vector<OpenSegment>& segments,
      const Xapian::Database& database);

  // As ViewPostings::keep_within(), of those last asked for.
  void keep_within(std::uint64_t bytes);

 private:
  std::mutex mutex_;
  std::string key_;                               // guarded by mutex_
  std::shared_ptr<const ViewPostings> postings_;  // shared with views; likewise
};

}  // namespace lede
