// SPDX-License-Identifier: GPL-3.0-or-later
//
// Forms of analyzed words: stems, names of letters and digits, runs of CJK,
// and what the lexicon knows under the same name.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searcher/query/analyzed_text.h"
#include "searcher/query/forms.h"
#include "searcher/query/plan.h"

namespace lede::internal {

// The entity's term and, if the index does not know all its names as its own,
// those names as words.
Form entity_form(const Entity& entity, const Scope& scope,
                 const PlanContext& context);

class WordForms {
 public:
  WordForms(const AnalyzedText& text, const Scope& scope,
            const PlanContext& context)
      : text_(text), scope_(scope), context_(context) {}

  // The atom's stem, or its exact term if it has none.
  [[nodiscard]] Form atom(std::size_t position) const;
  // Two atoms that are one name, as typed: "GPT-4o", "fine-tuning".
  [[nodiscard]] Form name(std::size_t position) const;
  // Consecutive, in exact forms.
  [[nodiscard]] Form phrase(AtomRange range) const;
  // One word as one thing: whichever of these it is.
  [[nodiscard]] Form whole(AtomRange range) const;
  // Weighed by its parts, of which any may be missing.
  [[nodiscard]] Form any_part(AtomRange range) const;

  // How heavy `range`, a part of `whole`, is for standing beside CJK without
  // being any: a Latin word or a number in a Chinese question is mostly the
  // name of what it is about. 1 for all else.
  [[nodiscard]] double weight_beside_cjk(AtomRange range,
                                         AtomRange whole) const;

  // True if `range` is two atoms that make one name; one typed with a space is
  // one only if the index knows it written together.
  [[nodiscard]] bool is_name(AtomRange range) const;
  // One of letters and a number: its parts never stand for it.
  [[nodiscard]] bool is_number_name(AtomRange range) const;

  // `own` or what the lexicon knows under the name `range`, if it does: a
  // company, model, chip, person or publication as heavy as its name, a concept
  // less than the word typed.
  [[nodiscard]] Form with_entities(AtomRange range, Form own) const;
  // True if the index holds something the lexicon knows under that name.
  [[nodiscard]] bool has_entities(AtomRange range) const;
  // The entities' other names, as shown.
  [[nodiscard]] std::vector<std::string> aliases(AtomRange range) const;

 private:
  [[nodiscard]] bool has_cjk(AtomRange range) const;
  [[nodiscard]] Form entities(AtomRange range, bool concepts) const;

  const AnalyzedText& text_;
  const Scope& scope_;
  const PlanContext& context_;
};

}  // namespace lede::internal
