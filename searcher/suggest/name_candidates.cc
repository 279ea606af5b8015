// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names of the lexicon that articles of the index mention.

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "common/analysis/text.h"
#include "common/schema.h"
#include "searcher/edit_distance.h"
#include "searcher/query/query_text.h"
#include "searcher/suggest/candidate.h"

namespace lede {
namespace {

using Form = NameKey::Form;

constexpr std::size_t kMinSoundLetters = 3;
constexpr std::size_t kMinMistypedLetters = 4;
constexpr std::size_t kLettersOfTwoEdits = 7;
constexpr std::size_t kMaxMistyped = 3;
// Of a name, typed with a mistake.
constexpr std::size_t kMaxMistypedWords = 3;

// The bytes of `name` from `offset` on that fold to `folded` bytes or more.
std::size_t typed_bytes(std::string_view name, std::size_t offset,
                        std::size_t folded) {
  const std::string_view rest = name.substr(offset);
  std::size_t end = 0;
  while (end < rest.size() && fold_value(rest.substr(0, end)).size() < folded) {
    end += internal::code_point_at(rest, end).bytes;
  }
  return end;
}

class NameFinder {
 public:
  NameFinder(const SuggestContext& context, Candidates& out)
      : context_(context), out_(out) {}

  // The names among `keys` that nobody has found before.
  void take(const std::vector<const NameKey*>& keys, const TypedTail& tail,
            Closeness closeness) {
    std::map<const Entity*, const NameKey*> best;
    for (const NameKey* key : keys) {
      const NameKey*& known = best[key->entity];
      if (known == nullptr || rank(*key) < rank(*known)) known = key;
    }
    for (const auto& [entity, key] : best) {
      if (!known_.insert(entity).second) continue;
      const bool whole = std::ranges::any_of(keys, [&](const NameKey* other) {
        return other->entity == entity && other->form == Form::kName &&
               other->key == tail.name;
      });
      add(*key, tail, whole ? Closeness::kWhole : closeness);
    }
  }

  void sort() {
    std::ranges::stable_sort(out_, [](const Candidate& a, const Candidate& b) {
      if (a.words != b.words) return a.words > b.words;
      if (a.closeness != b.closeness) return a.closeness < b.closeness;
      return a.shown.documents > b.shown.documents;
    });
  }

  void forget() { known_.clear(); }

 private:
  static std::pair<Form, std::uint32_t> rank(const NameKey& key) {
    return {key.form, key.alias};
  }

  void add(const NameKey& key, const TypedTail& tail, Closeness closeness) {
    if (tail.alone && key.text().find(' ') != std::string::npos) return;
    const std::uint32_t documents = context_.view.frequency(
        bounded_term(std::string(prefix::kEntity) + key.entity->id));
    if (documents == 0) return;
    Candidate found;
    found.closeness = closeness;
    if (key.form == Form::kInner && closeness == Closeness::kBeginning) {
      found.closeness = Closeness::kInner;
    }
    found.words = tail.words;
    Completion& shown = found.shown;
    shown.kind = CompletionKind::kEntity;
    shown.documents = documents;
    shown.entity = HitEntity{key.entity->id, key.entity->name,
                             std::string(kind_name(key.entity->kind))};
    const bool literal =
        closeness != Closeness::kSound && closeness != Closeness::kMistyped;
    const std::size_t size =
        literal ? typed_bytes(key.text(), key.offset, tail.name.size()) : 0;
    complete(context_.typed, tail.begin, key.text(),
             {key.offset, key.offset + size}, shown);
    out_.push_back(std::move(found));
  }

  const SuggestContext& context_;
  Candidates& out_;
  std::set<const Entity*> known_;
};

bool has_names(const SuggestContext& context) {
  return context.sources.names != nullptr && !context.typed.field;
}

void add_sounding(const SuggestContext& context, NameFinder& finder) {
  const TypedTail& tail = context.typed.tails.back();
  if (tail.name.size() < kMinSoundLetters || !is_ascii_letters(tail.name)) {
    return;
  }
  std::vector<const NameKey*> keys;
  context.sources.names->append_completions(tail.name, keys);
  std::erase_if(keys,
                [](const auto* key) { return key->form != Form::kSound; });
  // The same entity may stand there in Latin letters as well.
  finder.forget();
  finder.take(keys, tail, Closeness::kSound);
}

}  // namespace

void add_names(const SuggestContext& context, Candidates& out) {
  if (!has_names(context) || context.typed.tails.empty()) return;
  NameFinder finder(context, out);
  for (const TypedTail& tail : context.typed.tails) {
    if (tail.inner && !out.empty()) break;
    std::vector<const NameKey*> keys;
    context.sources.names->append_completions(tail.name, keys);
    std::erase_if(keys,
                  [](const auto* key) { return key->form == Form::kSound; });
    finder.take(keys, tail, Closeness::kBeginning);
  }
  add_sounding(context, finder);
  finder.sort();
}

void add_similar_names(const SuggestContext& context, Candidates& out) {
  if (!has_names(context)) return;
  NameFinder finder(context, out);
  for (const TypedTail& tail : context.typed.tails) {
    const std::u32string letters = code_points(tail.name);
    if (tail.words > kMaxMistypedWords || tail.cjk ||
        letters.size() < kMinMistypedLetters) {
      continue;
    }
    EditDistance distance(letters);
    const std::size_t most = letters.size() < kLettersOfTwoEdits ? 1 : 2;
    for (std::size_t edits = 1; edits <= most && out.empty(); ++edits) {
      std::vector<const NameKey*> keys;
      context.sources.names->append_similar(distance, edits, keys);
      finder.take(keys, tail, Closeness::kMistyped);
    }
  }
  finder.sort();
  if (out.size() > kMaxMistyped) out.resize(kMaxMistyped);
}

void add_popular_names(const SuggestContext& context, Candidates& out) {
  if (context.sources.names == nullptr) return;
  for (const Entity& entity : context.sources.names->lexicon().entities()) {
    if (entity.kind == EntityKind::kTerm) continue;
    const std::uint32_t documents = context.view.frequency(
        bounded_term(std::string(prefix::kEntity) + entity.id));
    if (documents == 0) continue;
    Candidate& found = out.emplace_back();
    found.shown.kind = CompletionKind::kEntity;
    found.shown.documents = documents;
    found.shown.entity =
        HitEntity{entity.id, entity.name, std::string(kind_name(entity.kind))};
    complete(context.typed, 0, entity.name, {}, found.shown);
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, [](const Candidate& c) {
    return c.shown.documents;
  });
  if (out.size() > context.limit) out.resize(context.limit);
}

}  // namespace lede
