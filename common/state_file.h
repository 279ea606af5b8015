// SPDX-License-Identifier: GPL-3.0-or-later
//
// The small files that say what an index is: read whole, replaced whole, told
// apart by stamps.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <lede/result.h>

namespace lede {

// The path as a user can paste it from anywhere: absolute, in plain form.
std::string shown_path(const std::filesystem::path& path);

// The bytes of a file. kNotFound if it is not there, kIo.
Result<std::string> read_state_file(const std::filesystem::path& path);

// Writes the bytes to a temporary name beside it, syncs file and folder,
// renames: a reader sees the old file or the new one. kIo if that fails; the
// old one stays.
Result<void> replace_state_file(const std::filesystem::path& path,
                                std::string_view bytes);

// Stamp of a file (device, inode, size, mtime): equal stamps mean an unchanged
// file. One stat call; 0 if there is none.
std::uint64_t file_stamp(const std::filesystem::path& path);

}  // namespace lede
