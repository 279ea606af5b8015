// SPDX-License-Identifier: GPL-3.0-or-later
//
// What bursts are about.

#include "searcher/burst_labels.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/schema.h"
#include "searcher/request_dates.h"
#include "searcher/telling_terms.h"
#include "searcher/top_story.h"
#include "searcher/word_tally.h"

namespace lede {
namespace {

constexpr std::size_t kBestHits = 10;
// What fewer documents, or headlines, hold says little of a burst.
constexpr std::uint64_t kFewest = 3;

// What is known of an answer, or of its part within a burst.
struct Sample {
  std::vector<Hit> hits;
  bool any_words = false;  // the query has some: hits are ranked by them
};

SearchRequest sample_request(const SearchRequest& request) {
  SearchRequest sample;
  sample.query = request.query;
  sample.rank = request.rank;
  sample.match = request.match;
  sample.filters = request.filters;
  sample.from = request.from;
  sample.to = request.to;
  sample.time_zone = request.time_zone;
  sample.stories = false;  // copies tell, too, what much was written of
  sample.spelling = SpellingMode::kOff;
  sample.highlights = false;
  return sample;
}

CountedEntities entities_of(std::span<const Hit> hits) {
  CountedEntities entities;
  entities.documents = hits.size();
  for (const Hit& hit : hits) {
    for (const HitEntity& entity : hit.entities) {
      if (find_filter_field(entity.kind) == nullptr) continue;  // a concept
      ++entities.counts[entity.id];
    }
  }
  return entities;
}

DateInterval days_of(const Burst& burst, const TimeZone& zone) {
  DateInterval days = kAnyDate;
  if (const auto first = parse_date(burst.start, zone)) {
    days.begin = interval_of(*first, zone).begin;
  }
  if (const auto last = parse_date(burst.end, zone)) {
    days.end = interval_of(*last, zone).end;
  }
  return days;
}

WordTally tally_headlines(std::span<const Hit> hits, Analyzer& analyzer) {
  WordTally tally(analyzer, TallyKind::kWordsAndPhrases);
  for (const Hit& hit : hits) {
    if (hit.title) tally.add(*hit.title, hit.lang);
  }
  return tally;
}

// Labels the bursts of one answer.
class BurstLabeller {
 public:
  BurstLabeller(const SearchScope& scope, const SearchRequest& request,
                const TimeZone& zone)
      : scope_(scope), zone_(zone), request_(sample_request(request)) {}

  Result<void> label(Burst& burst);

 private:
  // Adds to `sample` up to `limit` hits of the answer within `dates`.
  Result<void> take(const DateInterval& dates, std::size_t limit,
                    Sample& sample) const;
  void add_terms(const Sample& inside, const Sample& outside, Burst& burst);

  const SearchScope& scope_;
  const TimeZone& zone_;
  SearchRequest request_;
  std::set<std::string> risen_;  // entities of the burst
};

Result<void> BurstLabeller::take(const DateInterval& dates, std::size_t limit,
                                 Sample& sample) const {
  SearchRequest request = request_;
  request.limit = limit;
  narrow_dates(dates, zone_, scope_.now, request);
  RunOptions options;
  options.hits_alone = true;
  auto response = scope_.search(request, options);
  if (!response) return response.error();
  std::ranges::move(response->hits, std::back_inserter(sample.hits));
  sample.any_words = !std::ranges::all_of(
      response->query.parts, [](const auto& part) { return part.filter; });
  return {};
}

// Words that name entities are left out: those are counted as such.
void BurstLabeller::add_terms(const Sample& inside, const Sample& outside,
                              Burst& burst) {
  risen_.clear();
  for (const RisenEntity& entity :
       risen_entities(entities_of(inside.hits), entities_of(outside.hits),
                      scope_.lexicon, kFewest)) {
    if (risen_.size() == kMaxBurstTerms) break;
    risen_.insert(entity.id);
    burst.terms.push_back(telling_term(entity, scope_.lexicon));
  }
  Analyzer& analyzer = scope_.view.analyzer;
  const WordTally here = tally_headlines(inside.hits, analyzer);
  const WordTally there = tally_headlines(outside.hits, analyzer);
  for (const RisenWord& word :
       risen_words(here, others_in(there), kFewest, kMaxBurstTerms)) {
    if (names_an_entity(word.folded, scope_.lexicon)) continue;
    burst.terms.push_back(telling_term(word));
  }
  keep_highest(burst.terms, kMaxBurstTerms);
}

Result<void> BurstLabeller::label(Burst& burst) {
  const DateInterval days = days_of(burst, zone_);
  Sample inside;
  Sample outside;
  if (auto ok = take(days, kBurstSample, inside); !ok) return ok;
  for (const DateInterval& rest :
       {DateInterval{kAnyDate.begin, days.begin}, {days.end, kAnyDate.end}}) {
    if (auto ok = take(rest, kBurstSample / 2, outside); !ok) return ok;
  }
  add_terms(inside, outside, burst);
  // Without words the order of hits says nothing of them.
  burst.story = top_story(inside.hits,
                          inside.any_words ? kBestHits : kBurstSample, risen_);
  return {};
}

}  // namespace

Result<void> label_bursts(const SearchScope& scope,
                          const SearchRequest& request, const TimeZone& zone,
                          std::vector<Burst>& bursts) {
  BurstLabeller labeller(scope, request, zone);
  for (Burst& burst : bursts) {
    if (auto ok = labeller.label(burst); !ok) return ok;
  }
  return {};
}

}  // namespace lede
