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
#include "common/lexicon/internal/credits.h"
#include "common/lexicon/internal/needs.h"

namespace lede::internal {
namespace {

constexpr std::size_t kMaxDepth = 8;
constexpr std::size_t kMaxIdBytes = 48;  // "E" + id stays an uncut term
constexpr std::size_t kMaxAliasBytes = 256;
constexpr std::uint64_t kMaxWithin = 1000;

// To be changed with how names are found and decided: what an index holds of
// them is then of another version.
constexpr std::string_view kMatchingRules = "rules-2";

Error invalid(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message)};
}

std::optional<EntityKind> kind_of(std::string_view id) {
  return kind_named(id.substr(0, id.find(':')));
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
    known->ambiguous = alias.ambiguous;
  }
}

Result<void> check_keys(const Json& object) {
  static constexpr std::array<std::string_view, 10> kKeys = {
      "id",        "name",  "aliases", "case_sensitive", "not",
      "ambiguous", "needs", "within",  "family",         "replace"};
  for (const auto& item : object.items()) {
    if (std::ranges::find(kKeys, item.key()) == kKeys.end()) {
      return invalid(in_quotes(item.key()) + " is not known");
    }
  }
  return {};
}

Result<void> read_aliases(const Json& object, Entry& entry) {
  if (const auto name = object.find("name"); name != object.end()) {
    Result<std::string> text = alias_text(*name, "name");
    if (!text) return text.error();
    entry.entity.name = *text;
    entry.entity.aliases.push_back({*std::move(text), false, false});
  }
  for (const std::string_view key :
       {"aliases", "case_sensitive", "ambiguous"}) {
    Result<std::vector<std::string>> texts = texts_of(object, key);
    if (!texts) return texts.error();
    for (std::string& text : *texts) {
      add_alias({std::move(text), key != "aliases", key == "ambiguous"},
                entry.entity.aliases);
    }
  }
  Result<std::vector<std::string>> not_meant = texts_of(object, "not");
  if (!not_meant) return not_meant.error();
  entry.not_meant = *std::move(not_meant);
  return {};
}

Result<void> read_needs(const Json& object, Entry& entry) {
  Result<std::vector<std::string>> needs = texts_of(object, "needs");
  if (!needs) return needs.error();
  entry.needs = *std::move(needs);
  const auto within = object.find("within");
  if (within == object.end()) return {};
  if (!within->is_number_unsigned() || within->get<std::uint64_t>() == 0 ||
      within->get<std::uint64_t>() > kMaxWithin) {
    return invalid("\"within\" is not a number from 1 to 1000");
  }
  entry.within = within->get<std::uint32_t>();
  return {};
}

// Fills what stands beside the id.
Result<void> read_members(const Json& object, Entry& entry) {
  if (Result<void> known = check_keys(object); !known) return known.error();
  if (Result<void> read = read_aliases(object, entry); !read) {
    return read.error();
  }
  if (Result<void> read = read_needs(object, entry); !read) {
    return read.error();
  }
  if (const auto family = object.find("family"); family != object.end()) {
    if (!family->is_string()) return invalid("\"family\" is not a string");
    entry.entity.family = family->get<std::string>();
  }
  if (const auto replace = object.find("replace"); replace != object.end()) {
    if (!replace->is_boolean()) return invalid("\"replace\" is not a boolean");
    entry.replace = replace->get<bool>();
  }
  return {};
}

Result<CueSet> read_cue_set(const Json& object, std::size_t number) {
  const std::string context = "entry " + std::to_string(number);
  if (object.size() != 2 || !object.at("cues").is_string() ||
      !object.contains("words")) {
    return invalid(context + ": a set of cues has \"cues\", its name, and " +
                   "\"words\", and no more");
  }
  CueSet set;
  set.name = object.at("cues").get<std::string>();
  if (!is_slug(set.name)) {
    return invalid(context + ": \"cues\" is not a name of a-z, 0-9, - and .");
  }
  Result<std::vector<std::string>> words = texts_of(object, "words");
  if (!words) {
    return words.error().with_context(context + " (@" + set.name + ")");
  }
  set.words = *std::move(words);
  return set;
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

// All that matters of an entry.
std::string line_of(const Entry& entry) {
  std::string line;
  append_field(entry.entity.id, line);
  append_field(entry.entity.name, line);
  append_field(entry.entity.family, line);
  for (const Alias& alias : entry.entity.aliases) {
    append_field(alias.text, line);
    line += alias.ambiguous ? 'a' : alias.case_sensitive ? 'c' : 'i';
  }
  for (const std::string& text : entry.not_meant) append_field(text, line);
  line += std::to_string(entry.within);
  for (const std::string& text : entry.needs) append_field(text, line);
  return line;
}

// Adds what an entry of the same id states.
void extend(Entry more, Entry& entry) {
  entry.entity.built_in = false;
  for (Alias& alias : more.entity.aliases) {
    add_alias(std::move(alias), entry.entity.aliases);
  }
  std::ranges::move(more.not_meant, std::back_inserter(entry.not_meant));
  std::ranges::move(more.needs, std::back_inserter(entry.needs));
  if (more.within != 0) entry.within = more.within;
  if (!more.entity.family.empty()) entry.entity.family = more.entity.family;
}

}  // namespace

Need read_need(const std::string& text) {
  if (text == "@credit") return {Need::kCredit, {}, {}};
  if (text.starts_with('@')) return {Need::kSet, text.substr(1), {}};
  const std::optional<EntityKind> kind = kind_of(text);
  const std::size_t colon = text.find(':');
  if (!kind || colon == std::string::npos) return {Need::kWord, text, {}};
  if (text.substr(colon + 1) == "*") return {Need::kAnyOfKind, {}, *kind};
  return {Need::kEntity, text, {}};
}

Result<LexiconFile> parse_entries(std::string_view text) {
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
  LexiconFile file;
  std::size_t number = 0;
  for (const Json& object : *list) {
    ++number;
    if (object.is_object() && object.contains("cues")) {
      Result<CueSet> set = read_cue_set(object, number);
      if (!set) return set.error();
      file.cue_sets.push_back(*std::move(set));
      continue;
    }
    Result<Entry> entry = read_entry(object, number);
    if (!entry) return entry.error();
    file.entries.push_back(*std::move(entry));
  }
  return file;
}

Result<LexiconFile> read_entries(const std::filesystem::path& file) {
  std::error_code error;
  if (file.empty() || !std::filesystem::exists(file, error)) {
    return LexiconFile{};
  }
  const std::string context = "lexicon " + file.string();
  const auto bytes = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  std::string text(error ? 0 : bytes, '\0');
  if (error ||
      !stream.read(text.data(), static_cast<std::streamsize>(text.size()))) {
    return Error{ErrorCode::kIo, context + ": cannot be read"};
  }
  Result<LexiconFile> read = parse_entries(text);
  if (!read) return read.error().with_context(context);
  return read;
}

Result<void> merge_entries(LexiconFile added, LexiconFile& file) {
  for (Entry& entry : added.entries) {
    entry.entity.built_in = false;
    const auto known =
        std::ranges::find(file.entries, entry.entity.id,
                          [](const Entry& other) { return other.entity.id; });
    const bool is_new = known == file.entries.end();
    if ((is_new || entry.replace) && entry.entity.name.empty()) {
      return invalid("entry " + entry.entity.id + ": \"name\" is missing");
    }
    if (is_new) {
      file.entries.push_back(std::move(entry));
    } else if (entry.replace) {
      *known = std::move(entry);
    } else {
      extend(std::move(entry), *known);
    }
  }
  for (CueSet& set : added.cue_sets) {
    const auto known =
        std::ranges::find(file.cue_sets, set.name, &CueSet::name);
    if (known == file.cue_sets.end()) {
      file.cue_sets.push_back(std::move(set));
    } else {
      std::ranges::move(set.words, std::back_inserter(known->words));
    }
  }
  return {};
}

std::string entries_version(const LexiconFile& file) {
  std::vector<std::string> lines;
  for (const Entry& entry : file.entries) lines.push_back(line_of(entry));
  for (const CueSet& set : file.cue_sets) {
    std::string line = "@";
    append_field(set.name, line);
    for (const std::string& word : set.words) append_field(word, line);
    lines.push_back(std::move(line));
  }
  std::ranges::sort(lines);
  std::string all(kMatchingRules);
  append_field(credit_rules(), all);
  for (const std::string& line : lines) append_field(line, all);
  std::uint64_t hash = XXH3_64bits(all.data(), all.size());
  std::string hex(16, '0');
  for (auto digit = hex.rbegin(); digit != hex.rend(); ++digit, hash >>= 4) {
    *digit = "0123456789abcdef"[hash & 15];
  }
  return hex;
}

}  // namespace lede::internal
