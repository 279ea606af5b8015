// SPDX-License-Identifier: GPL-3.0-or-later
//
// Matching aliases in a token stream. Tokens make an alias spelling-proof (case
// folded, dashes and script gone); what the tokens lost, letter case and the
// bytes between two atoms, is then looked up in the text, for the few places
// where an alias stands at all.

#include "common/lexicon/internal/mention_automaton.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <ranges>
#include <span>
#include <utility>

// Terms are a few bytes each: calling into the library would cost as much as
// hashing them.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "common/lexicon/internal/credits.h"
#include "common/lexicon/internal/name_text.h"

namespace lede::internal {
namespace {

constexpr std::size_t kKinds = 6;

constexpr std::size_t index_of(EntityKind kind) {
  return static_cast<std::size_t>(kind);
}

std::size_t hash_of(std::string_view term) {
  return XXH3_64bits(term.data(), term.size());
}

bool has_atoms(Layer layer) {
  return layer == Layer::kExact || layer == Layer::kUnigram;
}

std::vector<std::string> atoms_of(std::string_view text, Analyzer& analyzer) {
  TokenStream stream;
  analyzer.analyze(text, "", stream);
  std::vector<std::string> atoms;
  for (const Token& token : stream.tokens()) {
    if (has_atoms(token.layer)) atoms.emplace_back(stream.term(token));
  }
  return atoms;
}

}  // namespace

// One search through one text.
class MentionAutomaton::Search {
 public:
  Search(const MentionAutomaton& automaton, const TokenStream& stream,
         std::string_view text, bool as_query, Sightings& out)
      : automaton_(automaton), text_(text), as_query_(as_query), out_(out) {
    read_stream(stream);
  }

  void run() {
    for (std::uint32_t start = 0; start < places_.size(); ++start) {
      start_ = start;
      bool any = false;
      for (const std::uint32_t term : terms_at(start)) {
        const std::uint32_t node = automaton_.first_[term];
        if (node != 0) any |= walk(node, start + 1);
      }
      if (!any) continue;
      take();
      found_.fill({});
      concepts_.clear();
    }
    out_.positions += static_cast<std::uint32_t>(places_.size());
    ++out_.texts;
  }

 private:
  // A position of the stream: its atom's bytes and the known terms at it.
  struct Place {
    Span span;
    std::uint32_t terms_begin = 0;
    std::uint32_t terms_end = 0;
  };

  enum class Fit : std::uint8_t { kNone, kUnsure, kSure };

  struct Found {
    const Ending* ending = nullptr;
    std::uint32_t end = 0;  // position behind it
    Fit fit = Fit::kNone;
  };

  void read_stream(const TokenStream& stream) {
    places_.resize(stream.positions());
    for (const Token& token : stream.tokens()) {
      if (!has_atoms(token.layer) && token.layer != Layer::kVariant) continue;
      assert(token.position < places_.size());
      Place& place = places_[token.position];
      if (has_atoms(token.layer)) place.span = token.span;
      const std::uint32_t term = automaton_.term_id(stream.term(token));
      if (term == 0) continue;
      const auto count = static_cast<std::uint32_t>(term_ids_.size());
      if (place.terms_end == 0) place.terms_begin = count;
      place.terms_end = count + 1;
      term_ids_.push_back(term);
    }
  }

  std::span<const std::uint32_t> terms_at(std::uint32_t position) const {
    const Place& place = places_[position];
    return std::span(term_ids_).subspan(place.terms_begin,
                                        place.terms_end - place.terms_begin);
  }

  // Notes the longest ending of each kind on the paths from `node`, which was
  // reached with the position before `end`. True if there is any.
  bool walk(std::uint32_t node, std::uint32_t end) {
    bool any = false;
    if (const std::uint32_t cue = automaton_.cues_[node]; cue != 0) {
      out_.cues.push_back({out_.positions + start_, cue});
    }
    for (const Ending& ending : automaton_.endings_[node]) {
      Found& found = found_[index_of(ending.kind)];
      if (found.end > end || (found.end == end && found.fit == Fit::kSure)) {
        continue;
      }
      const Fit fit = fit_of(ending, end);
      if (fit == Fit::kNone || (found.end == end && fit != Fit::kSure)) {
        continue;
      }
      found = {&ending, end, fit};
      if (ending.kind == EntityKind::kTerm) concepts_.push_back(found);
      any = true;
    }
    if (end == places_.size()) return any;
    for (const std::uint32_t term : terms_at(end)) {
      const std::uint32_t child = automaton_.child(node, term);
      if (child != 0) any |= walk(child, end + 1);
    }
    return any;
  }

  Span span_until(std::uint32_t end) const {
    return {places_[start_].span.begin, places_[end - 1].span.end};
  }

  // The bytes between the atom at `position` and the one before.
  std::string_view gap_before(std::uint32_t position) const {
    const std::size_t from = places_[position - 1].span.end;
    const std::size_t to = places_[position].span.begin;
    return from < to ? text_.substr(from, to - from) : std::string_view();
  }

  Fit fit_of(const Ending& ending, std::uint32_t end) const {
    for (std::uint32_t i = start_ + 1; i < end; ++i) {
      if (!gap_joins(gap_before(i), ending.punctuation)) return Fit::kNone;
    }
    const Span span = span_until(end);
    const std::string_view bytes =
        text_.substr(span.begin, span.end - span.begin);
    if (ending.unspaced && holds_blank(bytes)) return Fit::kNone;
    if (as_query_ || (!ending.case_sensitive && !ending.ambiguous)) {
      return Fit::kSure;
    }
    if (ending.owner.versioned && version_follows(end)) return Fit::kSure;
    if (ending.case_sensitive) {
      const std::string letters = letters_of(bytes);
      // In a headline of capitals a name looks like any word.
      if (letters != ending.letters) {
        return is_shouted(letters, ending.letters) ? Fit::kUnsure : Fit::kNone;
      }
    }
    if (!ending.ambiguous) return Fit::kSure;
    return is_identifier(text_, span) ? Fit::kNone : Fit::kUnsure;
  }

  // "Claude 5", "llama-3.3": no animal, no year.
  bool version_follows(std::uint32_t end) const {
    if (end == places_.size()) return false;
    const Span span = places_[end].span;
    return gap_joins_version(gap_before(end)) &&
           is_version(text_.substr(span.begin, span.end - span.begin));
  }

  // Appends what was found at start_ and is free of earlier mentions.
  void take() {
    for (const Found& found : found_) {
      if (found.ending != nullptr) cover(found);
    }
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      const Found& found = found_[kind];
      if (found.ending == nullptr || start_ < free_from_[kind]) continue;
      const bool nests = kind == index_of(EntityKind::kTerm) && !as_query_;
      const bool meant = found.ending->owner.entity != nullptr;
      if (!nests || !meant) free_from_[kind] = found.end;
      if (!meant) continue;
      if (nests) {
        take_concepts();
      } else {
        append(found);
      }
    }
  }

  // Appends all concepts found at start_, the longest first.
  void take_concepts() {
    for (const Found& found : std::views::reverse(concepts_)) {
      const Entity* entity = found.ending->owner.entity;
      const std::uint32_t end = out_.positions + found.end;
      const auto holds = [&](const Sighting& earlier) {
        return earlier.mention.entity == entity &&
               earlier.place + earlier.mention.positions >= end;
      };
      if (entity == nullptr) continue;
      if (std::ranges::none_of(
              std::views::reverse(out_.mentions) | std::views::take(8),
              holds)) {
        append(found);
      }
    }
  }

  void append(const Found& found) {
    const Ending& ending = *found.ending;
    if (covered(ending.kind, found.end)) return;
    Sighting sighting;
    sighting.mention = {ending.owner.entity, span_until(found.end), start_,
                        found.end - start_, out_.texts};
    if (ending.kind == EntityKind::kPublication) {
      sighting.mention.credited = is_credited(text_, sighting.mention.span);
    }
    sighting.place = out_.positions + start_;
    sighting.sure = found.fit == Fit::kSure;
    sighting.needs = ending.owner.needs;
    out_.mentions.push_back(sighting);
  }

  // A name is not about its parts: no MIT in "MIT Technology Review", no
  // concept of AI in "Scale AI". Models and chips do name their maker and what
  // they are.
  void cover(const Found& found) {
    const EntityKind kind = found.ending->kind;
    const bool whole =
        kind == EntityKind::kPerson || kind == EntityKind::kPublication;
    if (!whole && kind != EntityKind::kCompany) return;
    Covering& covering = whole ? all_covered_ : terms_covered_;
    if (found.ending->owner.entity == nullptr || found.end <= covering.end) {
      return;
    }
    covering = {start_, found.end};
  }

  bool covered(EntityKind kind, std::uint32_t end) const {
    const auto within = [&](const Covering& covering) {
      return end <= covering.end &&
             (start_ != covering.begin || end != covering.end);
    };
    return within(all_covered_) ||
           (kind == EntityKind::kTerm && within(terms_covered_));
  }

  struct Covering {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  const MentionAutomaton& automaton_;
  std::string_view text_;
  bool as_query_;
  Sightings& out_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> term_ids_;
  std::uint32_t start_ = 0;
  std::array<Found, kKinds> found_{};              // by kind, at start_
  std::vector<Found> concepts_;                    // at start_, longer last
  std::array<std::uint32_t, kKinds> free_from_{};  // by kind
  Covering all_covered_;
  Covering terms_covered_;
};

bool MentionAutomaton::add(const Owner& owner, const Alias& alias,
                           Analyzer& analyzer) {
  Ending ending;
  ending.owner = owner;
  ending.kind = owner.entity->kind;
  ending.case_sensitive = alias.case_sensitive;
  ending.ambiguous = alias.ambiguous;
  if (!add_ending(alias.text, ending, analyzer)) return false;
  // Concepts are common nouns; names have no plural.
  if (ending.kind == EntityKind::kTerm) {
    const std::string plural = plural_of(alias.text);
    if (!plural.empty()) add_ending(plural, std::move(ending), analyzer);
  }
  return true;
}

std::uint32_t MentionAutomaton::add_cue(std::string_view text,
                                        Analyzer& analyzer) {
  // Sets of cues are asked for again and again.
  const auto [known, is_new] = cue_ids_.try_emplace(std::string(text), 0);
  if (!is_new) return known->second;
  const std::vector<std::string> atoms = atoms_of(text, analyzer);
  if (atoms.empty()) return 0;
  const std::uint32_t node = path(atoms);
  // Nodes are numbered: the first cue to end at one is named by it.
  if (cues_[node] == 0) cues_[node] = node;
  known->second = cues_[node];
  const std::string plural = plural_of(text);
  if (!plural.empty()) {
    const std::uint32_t other = path(atoms_of(plural, analyzer));
    if (cues_[other] == 0) cues_[other] = cues_[node];
  }
  return cues_[node];
}

bool MentionAutomaton::add_not_meant(EntityKind kind, std::string_view text,
                                     Analyzer& analyzer) {
  Ending ending;
  ending.kind = kind;
  return add_ending(text, std::move(ending), analyzer);
}

void MentionAutomaton::find(const TokenStream& stream, std::string_view text,
                            bool as_query, Sightings& out) const {
  Search(*this, stream, text, as_query, out).run();
}

bool MentionAutomaton::add_ending(std::string_view text, Ending ending,
                                  Analyzer& analyzer) {
  const std::vector<std::string> atoms = atoms_of(text, analyzer);
  if (atoms.empty()) return false;
  ending.letters = letters_of(text);
  // "H20" is a name, "h 20" or "A 100" are not; "GPT 4" still is.
  ending.unspaced = atoms.size() > 1 && atoms[0].size() == 1 &&
                    is_ascii_letter(atoms[0][0]) && !holds_blank(text);
  ending.punctuation = punctuation_of(text);
  endings_[path(atoms)].push_back(std::move(ending));
  return true;
}

std::uint32_t MentionAutomaton::path(const std::vector<std::string>& atoms) {
  std::uint32_t node = 0;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const std::uint32_t term = intern(atoms[i]);
    std::uint32_t step = i == 0 ? first_[term] : child(node, term);
    if (step == 0) {
      step = static_cast<std::uint32_t>(endings_.size());
      endings_.emplace_back();
      edges_.emplace_back();
      cues_.push_back(0);
      if (i == 0) {
        first_[term] = step;
      } else {
        add_edge(node, term_id(atoms[i - 1]), {term, step});
      }
    }
    node = step;
  }
  return node;
}

std::uint32_t MentionAutomaton::intern(std::string_view term) {
  if (const std::uint32_t known = term_id(term); known != 0) return known;
  const auto place = [&](std::uint32_t id) {
    std::size_t slot = hash_of(terms_[id]) & (table_.size() - 1);
    while (table_[slot] != 0) slot = (slot + 1) & (table_.size() - 1);
    table_[slot] = id;
  };
  const auto id = static_cast<std::uint32_t>(terms_.size());
  terms_.emplace_back(term);
  first_.push_back(0);
  // At most a quarter full: nearly every look-up is of a term not there, and
  // ends at the first slot.
  if (terms_.size() * 4 > table_.size()) {
    table_.assign(table_.size() * 2, 0);
    for (std::uint32_t other = 1; other < id; ++other) place(other);
  }
  place(id);
  return id;
}

std::uint32_t MentionAutomaton::term_id(std::string_view term) const {
  std::size_t slot = hash_of(term) & (table_.size() - 1);
  while (table_[slot] != 0 && terms_[table_[slot]] != term) {
    slot = (slot + 1) & (table_.size() - 1);
  }
  return table_[slot];
}

std::uint32_t MentionAutomaton::child(std::uint32_t node,
                                      std::uint32_t term) const {
  const std::vector<Edge>& edges = edges_[node];
  const auto edge = std::ranges::find(edges, term, &Edge::term);
  return edge == edges.end() ? 0 : edge->node;
}

}  // namespace lede::internal
