// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reading lexicon files strictly: an entry that is not understood is an error,
// since an alias silently lost would show only as articles not found.

#include "common/lexicon/internal/entries.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include <xxhash.h>

#include "common/analysis/text.h"
#include "common/json_tree.h"

namespace lede::internal {
namespace {

constexpr std::array kKinds = {EntityKind::kCompany,     EntityKind::kModel,
                               EntityKind::kChip,        EntityKind::kPerson,
                               EntityKind::kPublication, EntityKind::kTerm};

constexpr std::size_t kMaxDepth = 8;
constexpr std::size_t kMaxIdBytes = 48;  // "E" + id stays an uncut term
constexpr std::size_t kMaxAliasBytes = 256;

Error invalid(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message)};
}

std::optional<EntityKind> kind_of(std::string_view id) {
  const std::string_view kind = id.substr(0, id.find(':'));
  const auto* found = std::ranges::find(kKinds, kind, kind_name);
  if (found == kKinds.end()) return std::nullopt;
  return *found;
}

bool is_slug(std::string_view slug) {
  return !slug.empty() && std::ranges::all_of(slug, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.';
  });
}

// The kind an id names, or why it is no id.
Result<EntityKind> check_id(std::string_view id) {
  const std::size_t colon = id.find(':');
  const std::optional<EntityKind> kind = kind_of(id);
  if (colon == std::string_view::npos || !kind) {
    return invalid(
        "\"id\" does not begin with company:, model:, chip:, person:, "
        "publication: or term:");
  }
  if (!is_slug(id.substr(colon + 1)) || id.size() > kMaxIdBytes) {
    return invalid(
        "\"id\" is not a kind, a colon and up to 40 of a-z, 0-9, - and .");
  }
  return *kind;
}

std::string in_quotes(std::string_view key) {
  std::string text(1, '"');
  text += key;
  text += '"';
  return text;
}

Result<std::string> alias_text(const Json& value, std::string_view key) {
  const std::string what = in_quotes(key) + " ";
  if (!value.is_string()) return invalid(what + "holds what is no string");
  auto text = value.get<std::string>();
  if (fold_value(text).empty()) return invalid(what + "holds an empty text");
  if (text.size() > kMaxAliasBytes) {
    return invalid(what + "holds a text over 256 bytes");
  }
  return text;
}

Result<std::vector<std::string>> texts_of(const Json& object,
                                          std::string_view key) {
  std::vector<std::string> texts;
  const auto list = object.find(key);
  if (list == object.end()) return texts;
  if (!list->is_array()) {
    return invalid(in_quotes(key) + " is not a list");
  }
  for (const Json& value : *list) {
    Result<std::string> text = alias_text(value, key);
    if (!text) return text.error();
    texts.push_back(*std::move(text));
  }
  return texts;
}

void add_alias(Alias alias, std::vector<Alias>& aliases) {
  const auto known = std::ranges::find(aliases, alias.text, &Alias::text);
  if (known == aliases.end()) {
    aliases.push_back(std::move(alias));
  } else {
    known->case_sensitive = alias.case_sensitive;
  }
}

Result<void> check_keys(const Json& object) {
  static constexpr std::array<std::string_view, 6> kKeys = {
      "id", "name", "aliases", "case_sensitive", "not", "replace"};
  for (const auto& item : object.items()) {
    if (std::ranges::find(kKeys, item.key()) == kKeys.end()) {
      return invalid(in_quotes(item.key()) + " is not known");
    }
  }
  return {};
}

// Fills what stands beside the id.
Result<void> read_members(const Json& object, Entry& entry) {
  if (Result<void> known = check_keys(object); !known) return known.error();
  if (const auto name = object.find("name"); name != object.end()) {
    Result<std::string> text = alias_text(*name, "name");
    if (!text) return text.error();
    entry.entity.name = *text;
    entry.entity.aliases.push_back({*std::move(text), false});
  }
  for (const bool case_sensitive : {false, true}) {
    Result<std::vector<std::string>> texts =
        texts_of(object, case_sensitive ? "case_sensitive" : "aliases");
    if (!texts) return texts.error();
    for (std::string& text : *texts) {
      add_alias({std::move(text), case_sensitive}, entry.entity.aliases);
    }
  }
  Result<std::vector<std::string>> not_meant = texts_of(object, "not");
  if (!not_meant) return not_meant.error();
  entry.not_meant = *std::move(not_meant);
  if (const auto replace = object.find("replace"); replace != object.end()) {
    if (!replace->is_boolean()) return invalid("\"replace\" is not a boolean");
    entry.replace = replace->get<bool>();
  }
  return {};
}

Result<Entry> read_entry(const Json& object, std::size_t number) {
  const std::string place = "entry " + std::to_string(number);
  if (!object.is_object()) return invalid(place + ": not an object");
  const auto id = object.find("id");
  if (id == object.end() || !id->is_string()) {
    return invalid(place + ": \"id\" is missing or not a string");
  }
  Entry entry;
  entry.entity.id = id->get<std::string>();
  const std::string context = place + " (" + entry.entity.id + ")";
  const Result<EntityKind> kind = check_id(entry.entity.id);
  if (!kind) return kind.error().with_context(context);
  entry.entity.kind = *kind;
  if (Result<void> read = read_members(object, entry); !read) {
    return read.error().with_context(context);
  }
  return entry;
}

void append_field(std::string_view field, std::string& out) {
  out += std::to_string(field.size());
  out += ':';
  out += field;
}

}  // namespace

Result<std::vector<Entry>> parse_entries(std::string_view text) {
  if (!is_valid_utf8(text)) return invalid("not valid UTF-8");
  const Result<Json> document = read_json(text, kMaxDepth);
  if (!document) return document.error();
  const Json* list = &*document;
  if (document->is_object() && document->contains("entities")) {
    list = &document->at("entities");
  }
  if (!list->is_array()) {
    return invalid("neither a list of entries nor {\"entities\": [...]}");
  }
  std::vector<Entry> entries;
  for (const Json& object : *list) {
    Result<Entry> entry = read_entry(object, entries.size() + 1);
    if (!entry) return entry.error();
    entries.push_back(*std::move(entry));
  }
  return entries;
}

Result<std::vector<Entry>> read_entries(const std::filesystem::path& file) {
  std::error_code error;
  if (file.empty() || !std::filesystem::exists(file, error)) {
    return std::vector<Entry>{};
  }
  const std::string context = "lexicon " + file.string();
  const auto bytes = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  std::string text(error ? 0 : bytes, '\0');
  if (error ||
      !stream.read(text.data(), static_cast<std::streamsize>(text.size()))) {
    return Error{ErrorCode::kIo, context + ": cannot be read"};
  }
  Result<std::vector<Entry>> entries = parse_entries(text);
  if (!entries) return entries.error().with_context(context);
  return entries;
}

Result<void> merge_entries(std::vector<Entry> added,
                           std::vector<Entry>& entries) {
  for (Entry& entry : added) {
    entry.entity.built_in = false;
    const auto known =
        std::ranges::find(entries, entry.entity.id,
                          [](const Entry& other) { return other.entity.id; });
    if ((known == entries.end() || entry.replace) &&
        entry.entity.name.empty()) {
      return invalid("entry " + entry.entity.id + ": \"name\" is missing");
    }
    if (known == entries.end()) {
      entries.push_back(std::move(entry));
    } else if (entry.replace) {
      *known = std::move(entry);
    } else {
      known->entity.built_in = false;
      for (Alias& alias : entry.entity.aliases) {
        add_alias(std::move(alias), known->entity.aliases);
      }
      std::ranges::move(entry.not_meant, std::back_inserter(known->not_meant));
    }
  }
  return {};
}

std::string entries_version(const std::vector<Entry>& entries) {
  std::vector<std::string> lines;
  for (const Entry& entry : entries) {
    std::string line;
    append_field(entry.entity.id, line);
    append_field(entry.entity.name, line);
    for (const Alias& alias : entry.entity.aliases) {
      append_field(alias.text, line);
      line += alias.case_sensitive ? 'c' : 'i';
    }
    for (const std::string& text : entry.not_meant) append_field(text, line);
    lines.push_back(std::move(line));
  }
  std::ranges::sort(lines);
  std::string all;
  for (const std::string& line : lines) append_field(line, all);
  std::uint64_t hash = XXH3_64bits(all.data(), all.size());
  std::string hex(16, '0');
  for (auto digit = hex.rbegin(); digit != hex.rend(); ++digit, hash >>= 4) {
    *digit = "0123456789abcdef"[hash & 15];
  }
  return hex;
}

}  // namespace lede::internal
