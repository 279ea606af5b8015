// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names of the lexicon that articles of the index mention.

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

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

// Gathers names before any is written out: of a single letter typed there are
// hundreds.
class NameFinder {
 public:
  explicit NameFinder(const SuggestContext& context) : context_(context) {}

  // The names among `keys` that nobody has found before.
  void take(std::vector<const NameKey*> keys, const TypedTail& tail,
            Closeness closeness) {
    std::ranges::sort(keys, [](const NameKey* a, const NameKey* b) {
      return std::tuple(a->entity, a->form, a->alias, a->offset) <
             std::tuple(b->entity, b->form, b->alias, b->offset);
    });
    for (auto first = keys.begin(); first != keys.end();) {
      const auto end = std::find_if(first, keys.end(), [&](const NameKey* key) {
        return key->entity != (*first)->entity;
      });
      const bool whole = std::any_of(first, end, [&](const NameKey* key) {
        return key->form == Form::kName && key->key == tail.name;
      });
      if (known_.insert((*first)->entity).second) {
        add(**first, tail, whole ? Closeness::kWhole : closeness);
      }
      first = end;
    }
  }

  [[nodiscard]] bool empty() const { return found_.empty(); }
  void forget() { known_.clear(); }

  // Appends at most `most`, the likeliest first.
  void finish(std::size_t most, Candidates& out) {
    std::ranges::stable_sort(found_, [](const Found& a, const Found& b) {
      if (a.tail->words != b.tail->words) return a.tail->words > b.tail->words;
      if (a.closeness != b.closeness) return a.closeness < b.closeness;
      return a.documents > b.documents;
    });
    if (found_.size() > most) found_.resize(most);
    for (const Found& found : found_) out.push_back(candidate(found));
    found_.clear();
  }

 private:
  struct Found {
    const NameKey* key = nullptr;
    const TypedTail* tail = nullptr;
    Closeness closeness = Closeness::kBeginning;
    std::uint32_t documents = 0;
  };

  void add(const NameKey& key, const TypedTail& tail, Closeness closeness) {
    if (tail.alone && key.text().find(' ') != std::string::npos) return;
    if (key.form == Form::kInner && closeness == Closeness::kBeginning) {
      closeness = Closeness::kInner;
    }
    const std::uint32_t documents = context_.view.frequency(
        bounded_term(std::string(prefix::kEntity) + key.entity->id));
    if (documents > 0) found_.push_back({&key, &tail, closeness, documents});
  }

  [[nodiscard]] Candidate candidate(const Found& found) const {
    const NameKey& key = *found.key;
    Candidate made;
    made.closeness = found.closeness;
    made.words = found.tail->words;
    Completion& shown = made.shown;
    shown.kind = CompletionKind::kEntity;
    shown.documents = found.documents;
    shown.entity = HitEntity{key.entity->id, key.entity->name,
                             std::string(kind_name(key.entity->kind))};
    const bool literal = found.closeness < Closeness::kSound;
    const std::size_t size =
        literal ? typed_bytes(key.text(), key.offset, found.tail->name.size())
                : 0;
    complete(context_.typed, found.tail->begin, key.text(),
             {key.offset, key.offset + size}, shown);
    return made;
  }

  const SuggestContext& context_;
  std::vector<Found> found_;
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
  finder.take(std::move(keys), tail, Closeness::kSound);
}

}  // namespace

void add_names(const SuggestContext& context, Candidates& out) {
  if (!has_names(context) || context.typed.tails.empty()) return;
  NameFinder finder(context);
  for (const TypedTail& tail : context.typed.tails) {
    if (tail.inner && !finder.empty()) break;
    std::vector<const NameKey*> keys;
    context.sources.names->append_completions(tail.name, keys);
    std::erase_if(keys,
                  [](const auto* key) { return key->form == Form::kSound; });
    finder.take(std::move(keys), tail, Closeness::kBeginning);
  }
  finder.finish(2 * context.limit, out);
  add_sounding(context, finder);
  finder.finish(context.limit, out);
}

void add_similar_names(const SuggestContext& context, Candidates& out) {
  if (!has_names(context)) return;
  NameFinder finder(context);
  for (const TypedTail& tail : context.typed.tails) {
    const std::u32string letters = code_points(tail.name);
    if (tail.words > kMaxMistypedWords || tail.cjk ||
        letters.size() < kMinMistypedLetters) {
      continue;
    }
    EditDistance distance(letters);
    const std::size_t most = letters.size() < kLettersOfTwoEdits ? 1 : 2;
    for (std::size_t edits = 1; edits <= most && finder.empty(); ++edits) {
      std::vector<const NameKey*> keys;
      context.sources.names->append_similar(distance, edits, keys);
      finder.take(std::move(keys), tail, Closeness::kMistyped);
    }
  }
  finder.finish(kMaxMistyped, out);
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
