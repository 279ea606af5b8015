// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lexicon files: JSON text -> entries, and how the user's join the built-in
// ones. README.md describes the format.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/lexicon/lexicon.h"
#include <lede/result.h>

namespace lede::internal {

// One entity as a file states it.
struct Entry {
  Entity entity;  // name empty if the file gives none
  // Texts that hold an alias without meaning the entity: 高通量 is no 高通.
  std::vector<std::string> not_meant;
  bool replace = false;
};

// Reads the entries of a lexicon file's text. kInvalidArgument says which entry
// is at fault (counted from 1, and its id once that is known).
Result<std::vector<Entry>> parse_entries(std::string_view json);

// The entries of the file, none if there is no such file. Errors name it.
Result<std::vector<Entry>> read_entries(const std::filesystem::path& file);

// Joins `added` to `entries`: what is new is appended; a known id gets the
// further aliases, or is replaced. Everything touched is marked as not built
// in. kInvalidArgument if a new entry has no name.
Result<void> merge_entries(std::vector<Entry> added,
                           std::vector<Entry>& entries);

// Hash of the entries, the same for the same content however it was written.
std::string entries_version(const std::vector<Entry>& entries);

}  // namespace lede::internal
