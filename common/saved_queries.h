// SPDX-License-Identifier: GPL-3.0-or-later
//
// Saved queries: names that stand for queries, kept in the index folder.
//
//   {"saved": [{"name": "chips", "query": "chip* OR gpu*"}, ...]}
//
// Members this program does not know, of an entry and of the file, are kept
// when it is written again: other features keep their own there.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <lede/result.h>

namespace lede {

inline constexpr std::size_t kMaxSavedNameBytes = 64;

// Valid UTF-8 throughout.
struct SavedQuery {
  std::string name;   // see is_saved_name()
  std::string query;  // as typed; never empty
  std::string more;   // the entry's other members: a JSON object
};

// True if `name` can name a saved query: letters of any script with their
// marks, digits, "-" and "_", a letter or digit first, at most
// kMaxSavedNameBytes.
bool is_saved_name(std::string_view name);

// A value; const functions may be called from several threads at once.
class SavedQueries {
 public:
  // Reads the text of a file. kInvalidArgument if it is no such file or an
  // entry has no fitting name or an empty query.
  static Result<SavedQueries> from_json(std::string_view text);
  [[nodiscard]] std::string to_json() const;

  // In the order they were added.
  [[nodiscard]] const std::vector<SavedQuery>& all() const { return queries_; }
  // Their names as fold_value() folds them, in the same order.
  [[nodiscard]] const std::vector<std::string>& folded_names() const {
    return folded_names_;
  }
  // Names are compared folded. Null if there is none; valid until the next
  // change.
  //
  // REQUIRES: `name` is valid UTF-8, here and below.
  [[nodiscard]] const SavedQuery* find(std::string_view name) const;

  // Adds a query, or gives the one of that name another text (its other members
  // stay); true if there was one.
  //
  // REQUIRES: is_saved_name(name); `query` is not empty.
  bool put(std::string_view name, std::string_view query);
  // False if there is none of that name.
  bool remove(std::string_view name);
  // Adds those of `others` whose names are free.
  void add_missing(const SavedQueries& others);

 private:
  // Its index in queries_; their number if there is none.
  [[nodiscard]] std::size_t place_of(std::string_view name) const;
  void append(SavedQuery query);

  std::vector<SavedQuery> queries_;
  std::vector<std::string> folded_names_;
  std::string more_ = "{}";  // the file's other members: a JSON object
};

// saved.json in the index folder.
std::filesystem::path saved_queries_path(const std::filesystem::path& index);

// The saved queries of an index; none if it has no such file. kInvalidArgument
// with the file's absolute path if it does not read, as for the user's lexicon:
// no repair of the index mends it. kIo.
Result<SavedQueries> load_saved_queries(const std::filesystem::path& index);

// Replaces the file at once and durably. kIo; the old one stays.
Result<void> save_saved_queries(const std::filesystem::path& index,
                                const SavedQueries& queries);

}  // namespace lede
