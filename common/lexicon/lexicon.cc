// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lexicon as the rest of the program sees it: entities, look-up by name,
// and the automaton that finds them in text.

#include "common/lexicon/lexicon.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "common/analysis/text.h"
#include "common/lexicon/internal/built_in_data.h"
#include "common/lexicon/internal/entries.h"
#include "common/lexicon/internal/mention_automaton.h"

namespace lede {
namespace {

using internal::Entry;

// How well a name fits an entity; the lower the better.
enum NameRank : std::uint8_t { kId, kSlug, kName, kOtherAlias, kSquashed };

std::string_view slug_of(std::string_view id) {
  return id.substr(id.find(':') + 1);
}

// A folded name without blanks and ASCII punctuation: "gpt4o" for "gpt-4o".
std::string squash(std::string_view folded) {
  std::string squashed;
  for (const char c : folded) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      static_cast<unsigned char>(c) >= 0x80;
    if (kept) squashed += c;
  }
  return squashed;
}

// Names are looked up within their kind.
std::string name_key(EntityKind kind, std::string folded) {
  folded += '\n';
  folded += kind_name(kind);
  return folded;
}

Result<std::vector<Entry>> parse_built_in() {
  std::vector<Entry> entries;
  for (const internal::BuiltInFile& file : internal::built_in_files()) {
    Result<std::vector<Entry>> some = internal::parse_entries(file.json);
    if (!some) return some.error().with_context(file.name);
    std::ranges::move(*some, std::back_inserter(entries));
  }
  return entries;
}

}  // namespace

std::string_view kind_name(EntityKind kind) {
  switch (kind) {
    case EntityKind::kCompany:
      return "company";
    case EntityKind::kModel:
      return "model";
    case EntityKind::kChip:
      return "chip";
    case EntityKind::kPerson:
      return "person";
    case EntityKind::kPublication:
      return "publication";
    case EntityKind::kTerm:
      return "term";
  }
  return "";
}

struct Lexicon::State {
  struct Named {
    std::size_t entity = 0;
    NameRank rank = kOtherAlias;
  };

  // Fills everything from the entries; `built_in` is the version of those that
  // are built in. kInvalidArgument names the entry whose alias holds no word.
  Result<void> fill(std::vector<Entry> entries, std::string built_in);

  void add_names(std::size_t index);
  void add_name(EntityKind kind, std::string name, Named named);
  Result<void> add_mentions(const Entry& entry, const Entity& entity,
                            Analyzer& analyzer);

  std::string built_in_version;
  std::string version;
  std::vector<Entity> entities;
  std::unordered_map<std::string_view, std::size_t> by_id;
  std::unordered_map<std::string, std::vector<Named>> by_name;
  internal::MentionAutomaton mentions;
};

Result<void> Lexicon::State::fill(std::vector<Entry> entries,
                                  std::string built_in) {
  version = internal::entries_version(entries);
  built_in_version = built_in.empty() ? version : std::move(built_in);
  // The user's own come first, so that they win where aliases are the same.
  std::ranges::stable_partition(
      entries, [](const Entry& entry) { return !entry.entity.built_in; });
  for (const Entry& entry : entries) entities.push_back(entry.entity);
  Analyzer analyzer;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    by_id.emplace(entities[i].id, i);
    add_names(i);
    if (Result<void> added = add_mentions(entries[i], entities[i], analyzer);
        !added) {
      return added.error().with_context("entry " + entities[i].id);
    }
  }
  return {};
}

void Lexicon::State::add_names(std::size_t index) {
  const Entity& entity = entities[index];
  add_name(entity.kind, fold_value(entity.id), {index, kId});
  add_name(entity.kind, fold_value(slug_of(entity.id)), {index, kSlug});
  for (const Alias& alias : entity.aliases) {
    const bool name = &alias == entity.aliases.data();
    const std::string folded = fold_value(alias.text);
    add_name(entity.kind, folded, {index, name ? kName : kOtherAlias});
    add_name(entity.kind, squash(folded), {index, kSquashed});
  }
}

void Lexicon::State::add_name(EntityKind kind, std::string name, Named named) {
  if (name.empty()) return;
  std::vector<Named>& all = by_name[name_key(kind, std::move(name))];
  const auto known = std::ranges::find(all, named.entity, &Named::entity);
  if (known == all.end()) {
    all.push_back(named);
  } else {
    known->rank = std::min(known->rank, named.rank);
  }
  std::ranges::stable_sort(all, {}, &Named::rank);
}

Result<void> Lexicon::State::add_mentions(const Entry& entry,
                                          const Entity& entity,
                                          Analyzer& analyzer) {
  const auto wordless = [](const std::string& text) {
    return Error{ErrorCode::kInvalidArgument,
                 "\"" + text + "\" holds no word to be found by"};
  };
  for (const Alias& alias : entity.aliases) {
    if (!mentions.add(entity, alias, analyzer)) return wordless(alias.text);
  }
  for (const std::string& text : entry.not_meant) {
    if (!mentions.add_not_meant(entity.kind, text, analyzer)) {
      return wordless(text);
    }
  }
  return {};
}

Lexicon::Lexicon(std::unique_ptr<State> state) : state_(std::move(state)) {}
Lexicon::~Lexicon() = default;

Result<std::shared_ptr<const Lexicon>> Lexicon::load(
    const std::filesystem::path& user_file) {
  Result<std::vector<Entry>> added = internal::read_entries(user_file);
  if (!added) return added.error();
  if (added->empty()) return built_in();
  const std::string context = "lexicon " + user_file.string();
  Result<std::vector<Entry>> entries = parse_built_in();
  if (!entries) return entries.error();
  if (Result<void> merged =
          internal::merge_entries(*std::move(added), *entries);
      !merged) {
    return merged.error().with_context(context);
  }
  auto state = std::make_unique<State>();
  if (Result<void> filled =
          state->fill(*std::move(entries), built_in()->built_in_version());
      !filled) {
    return filled.error().with_context(context);
  }
  return std::shared_ptr<const Lexicon>(new Lexicon(std::move(state)));
}

std::shared_ptr<const Lexicon> Lexicon::built_in() {
  // Shared by all who ask: it is the same for the whole program.
  static const std::shared_ptr<const Lexicon> lexicon = [] {
    auto state = std::make_unique<State>();
    Result<std::vector<Entry>> entries = parse_built_in();
    assert(entries.has_value());
    if (entries) {
      [[maybe_unused]] const Result<void> filled =
          state->fill(*std::move(entries), "");
      assert(filled.has_value());
    }
    return std::shared_ptr<const Lexicon>(new Lexicon(std::move(state)));
  }();
  return lexicon;
}

const std::string& Lexicon::built_in_version() const {
  return state_->built_in_version;
}

const std::string& Lexicon::version() const { return state_->version; }

const std::vector<Entity>& Lexicon::entities() const {
  return state_->entities;
}

const Entity* Lexicon::find(std::string_view id) const {
  const auto found = state_->by_id.find(id);
  return found == state_->by_id.end() ? nullptr
                                      : &state_->entities[found->second];
}

std::vector<const Entity*> Lexicon::named(EntityKind kind,
                                          std::string_view name) const {
  const std::string folded = fold_value(name);
  std::vector<const Entity*> result;
  for (const std::string& form : {folded, squash(folded)}) {
    const auto found = state_->by_name.find(name_key(kind, form));
    if (found == state_->by_name.end()) continue;
    for (const State::Named& named : found->second) {
      result.push_back(&state_->entities[named.entity]);
    }
    return result;
  }
  return result;
}

void Lexicon::find_mentions(const TokenStream& stream, std::string_view text,
                            bool as_query, std::vector<Mention>& out) const {
  state_->mentions.find(stream, text, as_query, out);
}

}  // namespace lede
