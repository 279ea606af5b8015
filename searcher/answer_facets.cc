// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/answer_facets.h"

namespace lede {

std::vector<Facet> count_facets(const std::vector<FacetField>& fields,
                                const CountedAnswer& answer,
                                const Matcher& matcher,
                                const FacetContext& context) {
  std::vector<Facet> facets;
  for (const FacetField& field : fields) {
    if (!answer.filters.has_field(field.name)) {
      facets.push_back(make_facet(field, answer.counts, context));
      continue;
    }
    ValueCounts counts;
    want_facet(field, context.names, context.lexicon, counts);
    static_cast<void>(matcher.count(
        answer.filters.all_but(field.name, answer.words), &counts));
    facets.push_back(make_facet(field, counts, context));
  }
  return facets;
}

}  // namespace lede
