// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes to the saved queries of an index: one at a time, none lost.

#pragma once

#include <chrono>
#include <filesystem>
#include <functional>

#include "common/saved_queries.h"
#include <lede/result.h>

namespace lede {

// Reads the saved queries, lets `change` change them and, if it returns true,
// writes them. Whoever else changes them waits; writers of articles do not.
// kMissingIndex, kInvalidArgument if the file does not read, kBusy after
// `wait`, kIo; then the file is as it was.
Result<void> change_saved_queries(
    const std::filesystem::path& index, std::chrono::milliseconds wait,
    const std::function<bool(SavedQueries& queries)>& change);

}  // namespace lede
