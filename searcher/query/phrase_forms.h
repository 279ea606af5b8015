// SPDX-License-Identifier: GPL-3.0-or-later
//
// Phrases that hold names: "Alibaba chips" also stands as 阿里巴巴芯片.

#pragma once

#include "searcher/query/analyzed_text.h"
#include "searcher/query/forms.h"
#include "searcher/query/plan.h"

namespace lede::internal {

// The phrase as typed or, for each name in it, with another alias that the
// index holds, at most some dozens in all. Where another alias stands the
// article must also be about the entity, so that an ambiguous one does not
// stand for it. Concepts keep their words: quotes ask for these.
//
// REQUIRES: `text` has atoms.
Form phrase_with_aliases(const AnalyzedText& text, bool mixed_case,
                         const Scope& scope, const PlanContext& context);

}  // namespace lede::internal
