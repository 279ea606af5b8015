// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which segments are merged, and merging them.

#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "common/index_layout.h"
#include <lede/result.h>

namespace lede {

// How many of the newest segments should become one: at least the `fresh`
// newest, and on to each older one that is small itself or has less than four
// times the documents of what is merged anyway. So a segment is rewritten
// seldom, and an index of n documents has some log4(n) segments.
std::size_t segments_to_merge(std::span<const Segment> newest_first,
                              std::size_t fresh);

// Merges neighbouring segments (by document ids, ascending) into a new one of
// the given name under segments/, keeping their ids, and syncs it; `jobs`
// threads. One segment alone is made compact. kIo, kCorrupt.
Result<Segment> merge_segments(const std::filesystem::path& index,
                               std::span<const Segment> segments,
                               const std::string& name, std::size_t jobs);

// The runs (see Segment) of these segments, in ascending order of ids, taken as
// one.
//
// REQUIRES: the databases can be opened; throws Xapian::Error otherwise.
std::vector<std::uint32_t> runs_of(const std::filesystem::path& index,
                                   std::span<const Segment> segments);

}  // namespace lede
