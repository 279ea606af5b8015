// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sources named by a user -> the files to read, in order.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <lede/result.h>

namespace lede::internal {

struct ListedFile {
  std::string path;         // as opened; "-" is standard input
  std::string origin;       // as shown: the path in normal form
  std::string fallback_id;  // path within the folder named; empty for a stream
  bool named = false;       // by the user; else found in a folder
  std::uint64_t bytes = 0;
  std::optional<Error> fault;  // why it cannot be read
};

// Folders are walked in name order. Left out: hidden entries, links to folders,
// what is neither file nor folder, and folders that hold an index of lede.
std::vector<ListedFile> list_files(const std::vector<std::string>& sources);

}  // namespace lede::internal
