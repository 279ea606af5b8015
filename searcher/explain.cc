// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why a hit stands where it stands: its score, part by part.

#include "searcher/explain.h"

#include <map>
#include <string>

#include "common/schema.h"

namespace lede {
namespace {

using HitsById = std::map<std::string, Explanation*>;

// The documents of the hits.
Xapian::Query among(const std::vector<Hit>& hits) {
  std::vector<Xapian::Query> keys;
  for (const Hit& hit : hits) {
    keys.emplace_back(std::string(prefix::kKey) + hit.key);
  }
  return {Xapian::Query::OP_OR, keys.begin(), keys.end()};
}

// Calls `take` with each hit that `part` matches, its weight and its terms.
template <typename Take>
void match_part(const Xapian::Database& database, const Xapian::Query& part,
                const std::vector<Hit>& hits, const HitsById& by_id,
                Take take) {
  if (part.empty()) return;
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(text_weight());
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, part, among(hits)));
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  for (auto hit = found.begin(); hit != found.end(); ++hit) {
    const auto at = by_id.find(hit.get_document().get_value(slot::kId));
    if (at != by_id.end()) take(*at->second, hit, enquire);
  }
}

}  // namespace

void explain_hits(const Xapian::Database& database, const RankParts& parts,
                  std::vector<Hit>& hits) {
  HitsById by_id;
  for (Hit& hit : hits) by_id[hit.id] = &hit.explanation.emplace();
  const auto weight = [&](const Xapian::Query& part, double Explanation::*sum) {
    match_part(database, part, hits, by_id,
               [&](Explanation& explanation, const auto& hit, const auto&) {
                 explanation.*sum += hit.get_weight();
               });
  };
  weight(parts.words, &Explanation::text);
  weight(parts.headline, &Explanation::text);
  weight(parts.closeness, &Explanation::closeness);
  weight(parts.freshness, &Explanation::freshness);
  match_part(database, parts.words, hits, by_id,
             [&](Explanation& explanation, const auto& hit, auto& enquire) {
               for (auto term = enquire.get_matching_terms_begin(hit);
                    term != enquire.get_matching_terms_end(hit); ++term) {
                 if ((*term)[0] == prefix::kKey[0]) continue;
                 explanation.terms.push_back(*term);
               }
             });
}

}  // namespace lede
