// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a crash or a replaced generation leaves in an index folder.

#pragma once

#include <filesystem>

#include "common/index_layout.h"

namespace lede {

// Where a rebuild keeps what does not fit into memory.
std::filesystem::path spool_path(const std::filesystem::path& index);

// Removes the segments and files of stories that the manifest does not name,
// and a spool. Only what
// bears a name that this program gives is touched; what cannot be removed
// stays for the next time.
//
// REQUIRES: the index's lock is held.
void remove_strays(const std::filesystem::path& index,
                   const Manifest& manifest);

}  // namespace lede
