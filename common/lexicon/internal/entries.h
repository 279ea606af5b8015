// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lexicon files: JSON text -> entries, and how the user's join the built-in
// ones. README.md describes the format.

#pragma once

#include <cstdint>
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
  // What decides for the ambiguous aliases: words, "@set", "company:*" or the
  // id of an entity; and how near.
  std::vector<std::string> needs;
  std::uint32_t within = 0;  // 0: not said
  bool replace = false;
};

// Words that several entries need, under one name.
struct CueSet {
  std::string name;
  std::vector<std::string> words;
};

// What a lexicon file states.
struct LexiconFile {
  std::vector<Entry> entries;
  std::vector<CueSet> cue_sets;
};

// Reads a lexicon file's text. kInvalidArgument says which entry
// is at fault (counted from 1, and its id once that is known).
Result<LexiconFile> parse_entries(std::string_view json);

// The entries of the file, none if there is no such file. Errors name it.
Result<LexiconFile> read_entries(const std::filesystem::path& file);

// Joins `added` to `file`: what is new is appended; a known id gets the
// further aliases, or is replaced; a known set gets the further words.
// Every entry touched is marked as not built in. kInvalidArgument if a new
// entry has no name.
Result<void> merge_entries(LexiconFile added, LexiconFile& file);

// Hash of the content and of the rules names are found by, the same for the
// same content however it was written.
std::string entries_version(const LexiconFile& file);

}  // namespace lede::internal
