// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keys of several tables in one.

#pragma once

#include <span>

#include "indexer/glass/table_reader.h"
#include "indexer/glass/table_writer.h"

namespace lede::internal {

// Copies what no two tables have a key for. False if two have one.
bool merge_keys(std::span<TableReader> tables, TableWriter& out);

// Copies postlist tables, joining the lists of a term and the statistics of a
// slot. False if one of them does not read.
//
// REQUIRES: ids ascend from one table to the next.
bool merge_postlists(std::span<TableReader> tables, TableWriter& out);

}  // namespace lede::internal
