// SPDX-License-Identifier: GPL-3.0-or-later
//
// Building an index anew beside the live one, all of it in the order of dates.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/add.h"
#include <lede/result.h>

namespace lede {

// Reads everything, sorts it by date (with bounded memory), builds one segment
// of it under fresh ids and swaps the manifest. Until then the live index is as
// it was, and so it stays if the run is interrupted, stops at a rejection
// (options.pipeline.strict), fails, or reads no article at all (kNotFound). An
// index that is missing, corrupt or of another version is made new; uuid and
// revision go on where they can be read. Keeps the lock throughout: kBusy for
// others. kIo.
Result<AddResult> rebuild_index(const std::filesystem::path& index,
                                const std::vector<std::string>& sources,
                                const AddOptions& options);

}  // namespace lede
