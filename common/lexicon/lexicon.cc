// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lexicon as the rest of the program sees it: entities, look-up by name,
// and the automaton that finds them in text.

#include "common/lexicon/lexicon.h"

#include <algorithm>
#include <cassert>
#include <deque>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "common/analysis/text.h"
#include "common/lexicon/internal/built_in_data.h"
#include "common/lexicon/internal/entries.h"
#include "common/lexicon/internal/families.h"
#include "common/lexicon/internal/mention_automaton.h"
#include "common/lexicon/internal/needs.h"
#include "common/lexicon/internal/sightings.h"

namespace lede {
namespace {

using internal::Entry;
using internal::LexiconFile;
using internal::MentionAutomaton;
using internal::Needs;

// Words and CJK code points to either side within which an ambiguous name is
// decided, if its entry does not say: a paragraph.
constexpr std::uint32_t kUsualReach = 60;

// A family's families; more than anybody's names have parts.
constexpr std::size_t kMaxFamilySteps = 8;

// How well a name fits an entity; the lower the better.
enum NameRank : std::uint8_t { kId, kSlug, kName, kOtherAlias, kSquashed };

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

Result<LexiconFile> parse_built_in() {
  LexiconFile all;
  for (const internal::BuiltInFile& file : internal::built_in_files()) {
    Result<LexiconFile> some = internal::parse_entries(file.json);
    if (!some) return some.error().with_context(file.name);
    std::ranges::move(some->entries, std::back_inserter(all.entries));
    std::ranges::move(some->cue_sets, std::back_inserter(all.cue_sets));
  }
  return all;
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

std::optional<EntityKind> kind_named(std::string_view name) {
  for (const EntityKind kind :
       {EntityKind::kCompany, EntityKind::kModel, EntityKind::kChip,
        EntityKind::kPerson, EntityKind::kPublication, EntityKind::kTerm}) {
    if (kind_name(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string_view id_slug(std::string_view id) {
  return id.substr(id.find(':') + 1);
}

struct Lexicon::State {
  struct Named {
    std::size_t entity = 0;
    NameRank rank = kOtherAlias;
  };

  // Fills everything from the file; `built_in` is the version of what is built
  // in. kInvalidArgument names the entry at fault.
  Result<void> fill(LexiconFile file, std::string built_in);

  // Sets the families that names alone tell, and checks all.
  Result<void> set_families();
  Result<void> add_needs(const Entry& entry,
                         const std::vector<internal::CueSet>& sets,
                         Analyzer& analyzer);
  void add_names(std::size_t index);
  void add_name(EntityKind kind, std::string name, Named named);
  Result<void> add_mentions(const Entry& entry,
                            const MentionAutomaton::Owner& owner,
                            Analyzer& analyzer);

  std::string built_in_version;
  std::string version;
  std::vector<Entity> entities;
  std::unordered_map<std::string_view, std::size_t> by_id;
  std::unordered_map<std::string, std::vector<Named>> by_name;
  std::deque<Needs> needs;  // the automaton points to them
  std::vector<std::vector<std::size_t>> versions;  // by entity: its versions
  MentionAutomaton mentions;
};

Result<void> Lexicon::State::fill(LexiconFile file, std::string built_in) {
  version = internal::entries_version(file);
  built_in_version = built_in.empty() ? version : std::move(built_in);
  // The user's own come first, so that they win where aliases are the same.
  std::vector<Entry>& entries = file.entries;
  std::ranges::stable_partition(
      entries, [](const Entry& entry) { return !entry.entity.built_in; });
  for (const Entry& entry : entries) entities.push_back(entry.entity);
  for (std::size_t i = 0; i < entities.size(); ++i) {
    by_id.emplace(entities[i].id, i);
    add_names(i);
  }
  if (Result<void> set = set_families(); !set) return set.error();
  Analyzer analyzer;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const std::string context = "entry " + entities[i].id;
    if (Result<void> added = add_needs(entries[i], file.cue_sets, analyzer);
        !added) {
      return added.error().with_context(context);
    }
    const MentionAutomaton::Owner owner{&entities[i], &needs.back(),
                                        !versions[i].empty()};
    if (Result<void> added = add_mentions(entries[i], owner, analyzer);
        !added) {
      return added.error().with_context(context);
    }
  }
  return {};
}

Result<void> Lexicon::State::set_families() {
  versions.resize(entities.size());
  for (std::size_t i = 0; i < entities.size(); ++i) {
    Entity& entity = entities[i];
    if (entity.family.empty()) {
      entity.family = internal::family_by_name(
          entity.id, [&](std::string_view id) { return by_id.contains(id); });
      if (entity.family.empty()) continue;
    }
    const auto family = by_id.find(entity.family);
    // No version of itself, in however many steps.
    std::size_t steps = 0;
    for (auto at = family; at != by_id.end() && steps <= kMaxFamilySteps;
         ++steps) {
      at = by_id.find(entities[at->second].family);
    }
    if (family == by_id.end() || steps > kMaxFamilySteps ||
        entities[family->second].kind != entity.kind) {
      return Error{ErrorCode::kInvalidArgument,
                   "entry " + entity.id + ": its family \"" + entity.family +
                       "\" is no other entity of its kind"};
    }
    versions[family->second].push_back(i);
  }
  return {};
}

Result<void> Lexicon::State::add_needs(
    const Entry& entry, const std::vector<internal::CueSet>& sets,
    Analyzer& analyzer) {
  const auto invalid = [](const std::string& text, std::string_view why) {
    return Error{ErrorCode::kInvalidArgument,
                 "it needs \"" + text + "\", which " + std::string(why)};
  };
  Needs& made = needs.emplace_back();
  made.within = entry.within == 0 ? kUsualReach : entry.within;
  for (const std::string& text : entry.needs) {
    const internal::Need need = internal::read_need(text);
    switch (need.kind) {
      case internal::Need::kCredit:
        made.credit = true;
        break;
      case internal::Need::kSet: {
        const auto set =
            std::ranges::find(sets, need.text, &internal::CueSet::name);
        if (set == sets.end()) return invalid(text, "is no set of cues");
        for (const std::string& word : set->words) {
          made.cues.push_back(mentions.add_cue(word, analyzer));
        }
        break;
      }
      case internal::Need::kAnyOfKind:
        made.kinds |= 1U << static_cast<unsigned>(need.entity_kind);
        break;
      case internal::Need::kEntity: {
        const auto found = by_id.find(need.text);
        if (found == by_id.end()) return invalid(text, "is no entity");
        made.entities.push_back(&entities[found->second]);
        break;
      }
      case internal::Need::kWord:
        made.cues.push_back(mentions.add_cue(need.text, analyzer));
        if (made.cues.back() == 0) return invalid(text, "holds no word");
        break;
    }
  }
  std::ranges::sort(made.cues);
  return {};
}

void Lexicon::State::add_names(std::size_t index) {
  const Entity& entity = entities[index];
  add_name(entity.kind, fold_value(entity.id), {index, kId});
  add_name(entity.kind, fold_value(id_slug(entity.id)), {index, kSlug});
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
                                          const MentionAutomaton::Owner& owner,
                                          Analyzer& analyzer) {
  const auto wordless = [](const std::string& text) {
    return Error{ErrorCode::kInvalidArgument,
                 "\"" + text + "\" holds no word to be found by"};
  };
  for (const Alias& alias : owner.entity->aliases) {
    if (!mentions.add(owner, alias, analyzer)) return wordless(alias.text);
  }
  for (const std::string& text : entry.not_meant) {
    if (!mentions.add_not_meant(owner.entity->kind, text, analyzer)) {
      return wordless(text);
    }
  }
  return {};
}

Lexicon::Lexicon(std::unique_ptr<State> state) : state_(std::move(state)) {}
Lexicon::~Lexicon() = default;

Result<std::shared_ptr<const Lexicon>> Lexicon::load(
    const std::filesystem::path& user_file) {
  Result<LexiconFile> added = internal::read_entries(user_file);
  if (!added) return added.error();
  if (added->entries.empty() && added->cue_sets.empty()) return built_in();
  const std::string context = "lexicon " + user_file.string();
  Result<LexiconFile> file = parse_built_in();
  if (!file) return file.error();
  if (Result<void> merged = internal::merge_entries(*std::move(added), *file);
      !merged) {
    return merged.error().with_context(context);
  }
  auto state = std::make_unique<State>();
  if (Result<void> filled =
          state->fill(*std::move(file), built_in()->built_in_version());
      !filled) {
    return filled.error().with_context(context);
  }
  return std::shared_ptr<const Lexicon>(new Lexicon(std::move(state)));
}

std::shared_ptr<const Lexicon> Lexicon::built_in() {
  // Shared by all who ask: it is the same for the whole program.
  static const std::shared_ptr<const Lexicon> lexicon = [] {
    auto state = std::make_unique<State>();
    Result<LexiconFile> file = parse_built_in();
    assert(file.has_value());
    if (file) {
      [[maybe_unused]] const Result<void> filled =
          state->fill(*std::move(file), "");
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

std::vector<const Entity*> Lexicon::family_of(const Entity& entity) const {
  const auto first = state_->by_id.find(entity.id);
  if (first == state_->by_id.end()) return {&entity};
  std::vector<const Entity*> members;
  std::vector<std::size_t> left = {first->second};
  while (!left.empty()) {
    const std::size_t at = left.back();
    left.pop_back();
    members.push_back(&state_->entities[at]);
    const std::vector<std::size_t>& versions = state_->versions[at];
    left.insert(left.end(), versions.rbegin(), versions.rend());
  }
  return members;
}

void Lexicon::find_mentions(const TokenStream& stream, std::string_view text,
                            bool as_query, std::vector<Mention>& out) const {
  internal::Sightings sightings;
  state_->mentions.find(stream, text, as_query, sightings);
  sightings.decide(out);
}

void Lexicon::find_possible_mentions(const TokenStream& stream,
                                     std::string_view text,
                                     std::vector<Mention>& out) const {
  internal::Sightings sightings;
  state_->mentions.find(stream, text, false, sightings);
  for (const internal::Sighting& sighting : sightings.mentions) {
    out.push_back(sighting.mention);
  }
}

std::uint32_t Lexicon::name_word(std::string_view term) const {
  return state_->mentions.term_id(term);
}
bool Lexicon::may_follow(std::uint32_t first, std::uint32_t second) const {
  return state_->mentions.may_follow(first, second);
}

ArticleMentions::ArticleMentions(const Lexicon& lexicon)
    : lexicon_(lexicon), sightings_(std::make_unique<internal::Sightings>()) {}
ArticleMentions::~ArticleMentions() = default;

void ArticleMentions::clear() { sightings_->clear(); }

void ArticleMentions::add(const TokenStream& stream, std::string_view text) {
  lexicon_.state_->mentions.find(stream, text, false, *sightings_);
}

void ArticleMentions::decide(std::vector<Mention>& out) const {
  sightings_->decide(out);
}

}  // namespace lede
