// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which terms a word of a query is looked up by.

#include "searcher/query/word_forms.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "common/analysis/text.h"
#include "common/analysis/utf8.h"

namespace lede::internal {
namespace {

// A concept's other names count, but less than the word typed.
constexpr double kConceptWeight = 0.35;
constexpr double kConceptWordWeight = 0.75;
// The words of a name, beside the name.
constexpr double kNameWordsWeight = 0.5;
// Of a word or number beside CJK, whose runs weigh by each of their pairs.
constexpr double kBesideCjkWeight = 3;
// Of a bigram that is a stop word (什么), or holds one (么是, 的芯).
constexpr double kStopBigramWeight = 0.2;
constexpr double kHoldsStopWordWeight = 0.6;
constexpr std::size_t kMaxAliasPhrases = 16;
constexpr std::size_t kMaxShownAliases = 6;

bool begins_with_digit(const std::string& term) {
  return !term.empty() && term.front() >= '0' && term.front() <= '9';
}

// REQUIRES: `gram` is one or two code points.
double gram_weight(std::string_view gram) {
  if (is_stop_word(gram)) return kStopBigramWeight;
  std::size_t second = 0;
  next_code_point(gram, second);
  return is_stop_word(gram.substr(0, second)) ||
                 is_stop_word(gram.substr(second))
             ? kHoldsStopWordWeight
             : 1.0;
}

// True if `word` is the entity's name wherever it stands: no concept, and no
// word of its own.
bool is_sure_name(const Entity& entity, const std::string& word) {
  return entity.kind != EntityKind::kTerm &&
         std::ranges::any_of(entity.aliases, [&](const Alias& alias) {
           return !alias.ambiguous && !alias.case_sensitive &&
                  fold_value(alias.text) == word;
         });
}

}  // namespace

Form entity_form(const Entity& entity, const Scope& scope,
                 const PlanContext& context) {
  std::vector<Form> forms;
  forms.push_back(
      scope.term(bounded_term(std::string(prefix::kEntity) + entity.id)));
  if (entity.built_in && context.lexicon_is_current) {
    return std::move(forms.front());
  }
  const std::size_t names = std::min(entity.aliases.size(), kMaxAliasPhrases);
  for (std::size_t i = 0; i < names; ++i) {
    // What stands around it decides, when the article is indexed.
    if (entity.aliases[i].ambiguous) continue;
    const AnalyzedText alias(entity.aliases[i].text, true, context.analyzer,
                             context.lexicon);
    if (alias.atoms().empty()) continue;
    forms.push_back(scope.phrase(alias.phrase_terms(alias.all())));
  }
  return any_of(std::move(forms));
}

Form WordForms::atom(std::size_t position) const {
  const QueryAtom& atom = text_.atoms()[position];
  if (atom.united_states) return scope_.term("u.s.");
  // A word cut to its hash has another stem than the whole word.
  if (atom.stem_base.empty() || atom.term.size() >= kMaxTermBytes) {
    return scope_.term(atom.term);
  }
  const std::vector<std::string> stem_terms =
      context_.analyzer.stems(atom.stem_base, context_.stemmers);
  // Names are not inflected, and another language's stemmer may make a word of
  // one: French takes "OpenAI" for a form of "open".
  if (stem_terms.size() > 1) {
    const auto named = text_.named({position, position + 1});
    if (std::ranges::any_of(named, [&](const Entity* entity) {
          return is_sure_name(*entity, atom.term);
        })) {
      return scope_.term(atom.term);
    }
  }
  std::vector<Form> stems;
  stems.reserve(stem_terms.size() + 1);
  for (const std::string& stem : stem_terms) {
    stems.push_back(scope_.term(stem));
  }
  if (stems.empty()) stems.push_back(scope_.term(atom.term));
  Form form = any_of(std::move(stems));
  // "finetuning" also finds "fine-tuning".
  const std::string hyphenated = std::string(prefix::kFused) + atom.term;
  if (scope_.frequency(hyphenated) == 0) return form;
  return any_of({std::move(form), scope_.term(hyphenated)});
}

bool WordForms::is_name(AtomRange range) const {
  if (range.size() != 2) return false;
  const QueryAtom& first = text_.atoms()[range.begin];
  if (first.fused.empty()) return false;
  if (first.joined || !text_.named(range).empty()) return true;
  std::string joined = first.fused;
  joined.replace(0, prefix::kFused.size(), prefix::kJoined);
  return scope_.frequency(joined) > 0;
}

bool WordForms::is_number_name(AtomRange range) const {
  return is_name(range) &&
         begins_with_digit(text_.atoms()[range.begin + 1].term);
}

Form WordForms::name(std::size_t position) const {
  const AtomRange range{position, position + 2};
  Form fused = scope_.term(text_.atoms()[position].fused);
  if (is_number_name(range)) {
    if (fused.frequency > 0) return fused;
    Form apart = phrase(range);
    if (!scope_.matches(apart)) apart.frequency = 0;
    return apart;
  }
  const std::string solid =
      text_.atoms()[position].fused.substr(prefix::kFused.size());
  std::vector<Form> forms = {phrase(range), std::move(fused)};
  for (const std::string& stem :
       context_.analyzer.stems(solid, context_.stemmers)) {
    forms.push_back(scope_.term(stem));
  }
  return any_of(std::move(forms));
}

bool WordForms::has_cjk(AtomRange range) const {
  const auto& atoms = text_.atoms();
  return std::any_of(atoms.begin() + static_cast<std::ptrdiff_t>(range.begin),
                     atoms.begin() + static_cast<std::ptrdiff_t>(range.end),
                     [](const QueryAtom& atom) { return atom.cjk; });
}

double WordForms::weight_beside_cjk(AtomRange range, AtomRange whole) const {
  return !has_cjk(range) && has_cjk(whole) ? kBesideCjkWeight : 1.0;
}

Form WordForms::phrase(AtomRange range) const {
  return scope_.phrase(text_.phrase_terms(range));
}

Form WordForms::whole(AtomRange range) const {
  if (range.size() == 1) return atom(range.begin);
  if (is_name(range)) return name(range.begin);
  return phrase(range);
}

Form WordForms::any_part(AtomRange range) const {
  if (range.size() == 1) return atom(range.begin);
  if (is_number_name(range)) return name(range.begin);
  std::vector<Form> parts;
  AtomRange cjk{range.begin, range.begin};
  for (std::size_t i = range.begin; i <= range.end; ++i) {
    const bool inside = i < range.end;
    if (inside && text_.atoms()[i].cjk) {
      cjk.end = i + 1;
      continue;
    }
    if (cjk.size() > 0) {
      for (const std::string& gram : text_.grams(cjk)) {
        parts.push_back(scaled(scope_.term(gram), gram_weight(gram)));
      }
    }
    cjk = {i + 1, i + 1};
    if (!inside) break;
    const double weight = weight_beside_cjk({i, i + 1}, range);
    if (i + 1 < range.end && is_number_name({i, i + 2})) {
      parts.push_back(scaled(name(i++), weight));
      cjk = {i + 1, i + 1};
    } else {
      parts.push_back(scaled(atom(i), weight));
    }
  }
  return sum_of(std::move(parts));
}

Form WordForms::entities(AtomRange range, bool concepts) const {
  std::vector<Form> forms;
  for (const Entity* found : text_.named(range)) {
    if ((found->kind == EntityKind::kTerm) == concepts) {
      forms.push_back(entity_form(*found, scope_, context_));
    }
  }
  Form form = any_of(std::move(forms));
  return form.frequency == 0 ? Form{} : form;
}

bool WordForms::has_entities(AtomRange range) const {
  return entities(range, false).frequency + entities(range, true).frequency > 0;
}

Form WordForms::with_entities(AtomRange range, Form own) const {
  Form named = entities(range, false);
  Form concept_form = entities(range, true);
  if (!named.query.empty()) {
    own = range.size() == 1 ? any_of({std::move(own), std::move(named)})
                            : sum_of({scaled(std::move(own), kNameWordsWeight),
                                      std::move(named)});
  }
  if (concept_form.query.empty()) return own;
  // Where the word stands the concept does too: together they weigh as a word.
  return sum_of({scaled(std::move(own), kConceptWordWeight),
                 scaled(std::move(concept_form), kConceptWeight)});
}

std::vector<std::string> WordForms::aliases(AtomRange range) const {
  const Span span = text_.span_of(range);
  const std::string typed =
      fold_value(text_.text().substr(span.begin, span.end - span.begin));
  std::vector<std::string> names;
  for (const Entity* entity : text_.named(range)) {
    for (const Alias& alias : entity->aliases) {
      if (names.size() == kMaxShownAliases) return names;
      if (fold_value(alias.text) != typed &&
          std::ranges::find(names, alias.text) == names.end()) {
        names.push_back(alias.text);
      }
    }
  }
  return names;
}

}  // namespace lede::internal
