// SPDX-License-Identifier: GPL-3.0-or-later
//
// Facets: how many documents of an answer have each value of a field.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/date.h"
#include "common/lexicon/lexicon.h"
#include "searcher/value_counts.h"
#include "searcher/value_names.h"
#include <lede/request.h>
#include <lede/response.h>
#include <lede/result.h>

namespace lede {

// A field to be counted.
struct FacetField {
  std::string name;
  unsigned slot = 0;
  enum class Kind {
    kPlain,
    kEntity,
    kYear,
    kMonth,
    kRange
  } kind = Kind::kPlain;
};

// The fields named, without repeats. kInvalidArgument ("facet: ...") for one
// that is not known, with the nearest name.
Result<std::vector<FacetField>> facet_fields(
    const std::vector<std::string>& names);

// Asks for the counts that make_facet() reads. `names`: of the view that is
// matched.
void want_facet(const FacetField& field, ViewNames& names,
                const Lexicon& lexicon, ValueCounts& counts);

// What turns counted values into facets.
struct FacetContext {
  ViewNames& names;  // as given to want_facet()
  const Lexicon& lexicon;
  const TimeZone& zone;
  const std::vector<FieldFilter>& filters;  // of the request: what is selected
  std::size_t limit;                        // values of a facet
};

// REQUIRES: want_facet() was called for these counts. Values that one filter
// cannot tell apart (by case, width, accents) are one, named by the commonest.
// Ordered by documents, then by value, numbers as numbers (Qwen3 before
// Qwen10); years and months newest first. A family counts the documents of its
// versions too, each once, as a filter by it does. Selected values are kept
// even if there are `limit` commoner ones.
Facet make_facet(const FacetField& field, const ValueCounts& counts,
                 const FacetContext& context);

}  // namespace lede
