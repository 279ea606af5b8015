// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine's phrases take terms alone, and a choice inside one is answered
// wrongly without a word: so each alternative is spelled out as a phrase of its
// own.

#include "searcher/query/phrase_forms.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "common/schema.h"

namespace lede::internal {
namespace {

constexpr std::size_t kMaxVariants = 48;

// The text so far, and who must be mentioned where it is not as typed.
struct Variant {
  std::string text;
  std::vector<const Entity*> swapped;
};

class PhraseVariants {
 public:
  PhraseVariants(const AnalyzedText& text, bool mixed_case, const Scope& scope,
                 const PlanContext& context)
      : text_(text),
        mixed_case_(mixed_case),
        scope_(scope),
        context_(context) {}

  // All variants, the phrase as typed first.
  std::vector<Variant> make() {
    std::vector<Variant> variants = {{}};
    std::size_t done = 0;  // bytes of the text
    std::size_t free_from = 0;
    for (const Mention& mention : text_.mentions()) {
      const AtomRange range{mention.first_position,
                            mention.first_position + mention.positions};
      if (range.begin < free_from ||
          mention.entity->kind == EntityKind::kTerm) {
        continue;
      }
      free_from = range.end;
      const Span span = text_.span_of(range);
      extend(variants, text_.text().substr(done, span.begin - done));
      multiply(variants, range);
      done = span.end;
    }
    extend(variants, text_.text().substr(done));
    return variants;
  }

  // The phrase of a variant, in articles that mention whom it names otherwise.
  Form form(const Variant& variant) const {
    const AnalyzedText text(variant.text, mixed_case_, context_.analyzer,
                            context_.lexicon);
    Form form = scope_.phrase(text.phrase_terms(text.all()));
    for (const Entity* entity : variant.swapped) {
      // What the index was made without it cannot tell.
      if (!entity->built_in || !context_.lexicon_is_current) continue;
      const Form mentioned =
          scope_.term(bounded_term(std::string(prefix::kEntity) + entity->id));
      form.query =
          IndexQuery::of(IndexQuery::Op::kFilter, form.query, mentioned.query);
      form.frequency = std::min(form.frequency, mentioned.frequency);
    }
    return form;
  }

 private:
  static void extend(std::vector<Variant>& variants, const std::string& text) {
    for (Variant& variant : variants) variant.text += text;
  }

  // Continues each variant with the name as typed, then with its aliases.
  void multiply(std::vector<Variant>& variants, AtomRange range) const {
    const Span span = text_.span_of(range);
    const std::string typed =
        text_.text().substr(span.begin, span.end - span.begin);
    std::vector<Variant> more;
    for (const auto& [entity, alias] : others(range, typed)) {
      for (const Variant& variant : variants) {
        if (variants.size() + more.size() == kMaxVariants) break;
        Variant other = variant;
        other.text += alias;
        other.swapped.push_back(entity);
        more.push_back(std::move(other));
      }
    }
    extend(variants, typed);
    std::ranges::move(more, std::back_inserter(variants));
  }

  // The other names of what is known as `typed`, each way of writing once.
  std::vector<std::pair<const Entity*, std::string>> others(
      AtomRange range, const std::string& typed) const {
    std::vector<std::string> seen = {written(typed)};
    std::vector<std::pair<const Entity*, std::string>> names;
    for (const Entity* entity : text_.named(range)) {
      if (entity->kind == EntityKind::kTerm) continue;
      for (const Alias& alias : entity->aliases) {
        std::string form = written(alias.text);
        if (form.empty() || std::ranges::find(seen, form) != seen.end()) {
          continue;
        }
        seen.push_back(std::move(form));
        names.emplace_back(entity, alias.text);
      }
    }
    return names;
  }

  // The terms of a name as one text; empty if the index lacks one of them.
  std::string written(const std::string& name) const {
    const AnalyzedText text(name, mixed_case_, context_.analyzer,
                            context_.lexicon);
    if (text.atoms().empty()) return {};
    std::string all;
    for (const std::string& term : text.phrase_terms(text.all())) {
      if (scope_.frequency(term) == 0) return {};
      all += term + ' ';
    }
    return all;
  }

  const AnalyzedText& text_;
  bool mixed_case_;
  const Scope& scope_;
  const PlanContext& context_;
};

}  // namespace

Form phrase_with_aliases(const AnalyzedText& text, bool mixed_case,
                         const Scope& scope, const PlanContext& context) {
  Form typed = scope.phrase(text.phrase_terms(text.all()));
  PhraseVariants phrases(text, mixed_case, scope, context);
  const std::vector<Variant> variants = phrases.make();
  if (variants.size() == 1) return typed;
  std::vector<Form> forms;
  forms.push_back(std::move(typed));
  for (std::size_t i = 1; i < variants.size(); ++i) {
    forms.push_back(phrases.form(variants[i]));
  }
  return any_of(std::move(forms));
}

}  // namespace lede::internal
