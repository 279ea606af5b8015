// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small indexes for tests: articles out of a few words, and what an index holds
// in rows that can be compared.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/index_writer.h"
#include "tests/support/temp_dir.h"
#include <lede/article.h>

namespace lede::testing {

inline constexpr std::int64_t kDay = 86400;
inline constexpr std::int64_t kNewYear = 1735689600;  // 2025-01-01

// Two threads, no waiting for the lock, the built-in lexicon, and a clock that
// stands at kNewYear.
WriterOptions test_options();

// An article published `day` days after kNewYear.
Article dated_article(const std::string& id, const std::string& text, int day);
Article undated_article(const std::string& id, const std::string& text);

// One stored document.
struct StoredRow {
  std::uint32_t document_id = 0;
  std::string id;
  std::string title;
  std::string published;  // encoded
};

// Everything in the index, in document order; fails the test if it cannot be
// read.
std::vector<StoredRow> rows_of(const std::filesystem::path& index);
// The ids alone, sorted.
std::vector<std::string> ids_of(const std::filesystem::path& index);

// Fails the test unless the index is sound: every rule of the manifest, of
// document ids and of dates, checked by a reader of its own.
void expect_sound(const std::filesystem::path& index);

// Names of the folders under segments/, sorted.
std::vector<std::string> segment_folders(const std::filesystem::path& index);

}  // namespace lede::testing
