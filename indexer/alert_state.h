// SPDX-License-Identifier: GPL-3.0-or-later
//
// What has been told of each saved query, kept in the index folder.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

#include "common/article_key.h"
#include <lede/result.h>

namespace lede {

// Of one saved query.
struct AlertState {
  std::uint64_t query_hash = 0;  // hash_of_query()
  std::uint64_t revision = 0;    // of the index when it was last asked
  std::int64_t updated_at = 0;   // of that revision, seconds since 1970
  // Articles that matched when the query was saved, or were told since. Keys
  // outlive rebuilds, which give every article another time and document.
  std::unordered_set<ArticleKey, ArticleKeyHash> told;
};

// By the folded name of the query, as fold_value() folds it.
using AlertStates = std::map<std::string, AlertState, std::less<>>;

std::uint64_t hash_of_query(std::string_view query);

// alerts.state in the index folder.
std::filesystem::path alert_states_path(const std::filesystem::path& index);

// None if there is no such file. kInvalidArgument with the file's path if it
// does not read; kIo.
Result<AlertStates> load_alert_states(const std::filesystem::path& index);

// Replaces the file at once and durably. kIo; the old one stays.
Result<void> save_alert_states(const std::filesystem::path& index,
                               const AlertStates& states);

}  // namespace lede
