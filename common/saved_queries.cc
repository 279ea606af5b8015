// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/saved_queries.h"

#include <algorithm>
#include <utility>

#include "common/analysis/cells.h"
#include "common/analysis/text.h"
#include "common/json_tree.h"
#include "common/state_file.h"

namespace lede {
namespace {

using internal::CellKind;
using internal::Json;

constexpr std::size_t kMaxDepth = 16;

bool may_begin_name(CellKind kind) {
  return kind == CellKind::kLetter || kind == CellKind::kDigit ||
         kind == CellKind::kCjk || kind == CellKind::kDictionary;
}

Error unreadable(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message)};
}

// Takes the member `name` out of `object`; empty if it is no text.
std::string take_text(Json& object, const char* name) {
  const auto member = object.find(name);
  if (member == object.end() || !member->is_string()) return {};
  std::string text = member->get<std::string>();
  object.erase(member);
  return text;
}

}  // namespace

bool is_saved_name(std::string_view name) {
  if (name.empty() || name.size() > kMaxSavedNameBytes ||
      !is_valid_utf8(name)) {
    return false;
  }
  internal::CellReader reader;
  std::vector<internal::Cell> cells;
  for (std::size_t at = 0; at < name.size();) {
    if (at > 0 && (name[at] == '-' || name[at] == '_')) {
      ++at;
      continue;
    }
    cells.clear();
    const bool first = at == 0;
    at = reader.read(name, at, cells);
    if (cells.empty()) return false;
    const CellKind kind = cells.front().kind;
    if (!may_begin_name(kind) && (first || kind != CellKind::kMark)) {
      return false;
    }
  }
  return true;
}

Result<SavedQueries> SavedQueries::from_json(std::string_view text) {
  if (!is_valid_utf8(text)) return unreadable("it is not UTF-8");
  Result<Json> file = internal::read_json(text, kMaxDepth);
  if (!file) return file.error();
  if (!file->is_object() || !file->contains("saved") ||
      !(*file)["saved"].is_array()) {
    return unreadable("it has no list \"saved\"");
  }
  SavedQueries queries;
  for (Json& entry : (*file)["saved"]) {
    if (!entry.is_object()) return unreadable("an entry is no object");
    SavedQuery query;
    query.name = take_text(entry, "name");
    query.query = take_text(entry, "query");
    query.more = internal::write_json(entry);
    if (!is_saved_name(query.name)) {
      return unreadable("\"" + query.name + "\" is no name");
    }
    if (query.query.empty()) {
      return unreadable("\"" + query.name + "\" has no query");
    }
    queries.append(std::move(query));
  }
  file->erase("saved");
  queries.more_ = internal::write_json(*file);
  return queries;
}

std::string SavedQueries::to_json() const {
  Json file = internal::read_json(more_, kMaxDepth).value();
  Json& list = file["saved"] = Json::array();
  for (const SavedQuery& query : queries_) {
    Json entry = internal::read_json(query.more, kMaxDepth).value();
    entry["name"] = query.name;
    entry["query"] = query.query;
    list.push_back(std::move(entry));
  }
  return file.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

const SavedQuery* SavedQueries::find(std::string_view name) const {
  const std::size_t place = place_of(name);
  return place == queries_.size() ? nullptr : &queries_[place];
}

bool SavedQueries::put(std::string_view name, std::string_view query) {
  const std::size_t place = place_of(name);
  if (place == queries_.size()) {
    append({std::string(name), std::string(query), "{}"});
    return false;
  }
  queries_[place].name = name;
  queries_[place].query = query;
  return true;
}

bool SavedQueries::remove(std::string_view name) {
  const auto place = static_cast<std::ptrdiff_t>(place_of(name));
  if (place == std::ssize(queries_)) return false;
  queries_.erase(queries_.begin() + place);
  folded_names_.erase(folded_names_.begin() + place);
  return true;
}

void SavedQueries::add_missing(const SavedQueries& others) {
  for (const SavedQuery& query : others.queries_) {
    if (find(query.name) == nullptr) append(query);
  }
}

std::size_t SavedQueries::place_of(std::string_view name) const {
  const auto found = std::ranges::find(folded_names_, fold_value(name));
  return static_cast<std::size_t>(found - folded_names_.begin());
}

void SavedQueries::append(SavedQuery query) {
  folded_names_.push_back(fold_value(query.name));
  queries_.push_back(std::move(query));
}

std::filesystem::path saved_queries_path(const std::filesystem::path& index) {
  return index / "saved.json";
}

Result<SavedQueries> load_saved_queries(const std::filesystem::path& index) {
  const std::filesystem::path path = saved_queries_path(index);
  const Result<std::string> text = read_state_file(path);
  if (!text) {
    if (text.error().code == ErrorCode::kNotFound) return SavedQueries();
    return text.error();
  }
  Result<SavedQueries> queries = SavedQueries::from_json(*text);
  if (queries) return queries;
  return Error{
      ErrorCode::kInvalidArgument,
      shown_path(path) + " cannot be read (" + queries.error().message + ")"};
}

Result<void> save_saved_queries(const std::filesystem::path& index,
                                const SavedQueries& queries) {
  return replace_state_file(saved_queries_path(index), queries.to_json());
}

}  // namespace lede
