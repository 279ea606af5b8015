// SPDX-License-Identifier: GPL-3.0-or-later
//
//   key --> document --article_terms--> terms --Matcher--> candidates
//   candidates, nearness of dates --> order --StorySplit--> hits

#include "searcher/similar.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/date.h"
#include "common/schema.h"
#include "searcher/article_terms.h"
#include "searcher/index_statistics.h"
#include "searcher/matcher.h"
#include "searcher/page_hits.h"
#include "searcher/ranking.h"
#include "searcher/request_filters.h"
#include "searcher/story_split.h"

namespace lede {
namespace {

using Op = IndexQuery::Op;

// What an article of the same day gains, as a share of its weight, and after
// how many days apart it gains half of that.
constexpr double kSameDate = 0.15;
constexpr double kDateHalfDays = 14;

constexpr std::size_t kMaxSameStory = 20;
// Candidates read for each hit wanted, at first; four times as many, again and
// again, while they are of too few stories and no more than the last.
constexpr std::size_t kCandidatesPerHit = 4;
constexpr std::size_t kLeastCandidates = 40;
constexpr std::size_t kMostCandidates = 2000;

struct Candidate {
  std::size_t at = 0;  // in the page
  double score = 0.0;
};

// A part of `page`, with its own order and scores.
class Selection {
 public:
  void add(const MatchedPage& page, const Candidate& candidate) {
    selected_.hits.push_back({page.hits[candidate.at].id, candidate.score});
    if (!page.fetched.empty()) {
      selected_.fetched.push_back(page.fetched[candidate.at]);
    }
  }
  [[nodiscard]] const MatchedPage& page() const { return selected_; }

 private:
  MatchedPage selected_;
};

class SimilarRun {
 public:
  SimilarRun(std::string_view key, const SimilarOptions& options,
             IndexView& view, const Lexicon& lexicon, const Deadline& deadline)
      : options_(options),
        view_(view),
        lexicon_(lexicon),
        deadline_(deadline),
        matcher_(view, deadline),
        article_(article_query(key)) {
    response_.key = key;
    request_.snippet_bytes = options.snippet_bytes;
    request_.snippets_per_hit = 1;
    request_.filters = options.filters;
  }

  Result<SimilarResponse> run(const TimeZone& zone, std::int64_t now);

 private:
  Result<void> read_article();
  bool find(const IndexQuery& match, std::size_t candidates);
  [[nodiscard]] std::vector<Candidate> ordered(const MatchedPage& page) const;
  bool split(const MatchedPage& page);
  Result<std::vector<Hit>> hits_of(const MatchedPage& page);
  [[nodiscard]] std::uint32_t story_of(Xapian::docid id) const {
    return view_.stories ? view_.stories->story_of(id) : ViewStories::kAlone;
  }
  [[nodiscard]] double date_factor(const Xapian::Document& document) const;

  const SimilarOptions& options_;
  IndexView& view_;
  const Lexicon& lexicon_;
  const Deadline& deadline_;
  Matcher matcher_;
  IndexQuery article_;
  SearchRequest request_;  // what hits are made by
  std::optional<std::int64_t> published_;
  std::uint32_t story_ = ViewStories::kAlone;
  ArticleTerms terms_;
  Selection others_;
  Selection same_story_;
  SimilarResponse response_;
};

Result<void> SimilarRun::read_article() {
  const MatchedPage page = matcher_.article(response_.key);
  if (page.size() == 0) {
    return Error{ErrorCode::kNotFound, "the index has no such article"};
  }
  const Xapian::Document document = matcher_.document(page, 0);
  published_ = decode_instant(document.get_value(slot::kPublished));
  story_ = story_of(page.hits[0].id);
  terms_ = article_terms(document, view_, lexicon_);
  for (const ChosenTerm& chosen : terms_.terms) {
    response_.terms.push_back({chosen.text, chosen.weight});
  }
  return {};
}

double SimilarRun::date_factor(const Xapian::Document& document) const {
  if (!published_) return 1;
  const auto published = decode_instant(document.get_value(slot::kPublished));
  if (!published) return 1;
  const double days =
      std::abs(static_cast<double>(*published - *published_)) / 86400;
  return 1 + kSameDate * std::exp2(-days / kDateHalfDays);
}

std::vector<Candidate> SimilarRun::ordered(const MatchedPage& page) const {
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < page.size(); ++i) {
    candidates.push_back(
        {i, page.hits[i].weight * date_factor(matcher_.document(page, i))});
  }
  std::ranges::stable_sort(candidates, std::ranges::greater{},
                           &Candidate::score);
  return candidates;
}

// Selects from `page`; true if that is enough.
bool SimilarRun::split(const MatchedPage& page) {
  others_ = {};
  same_story_ = {};
  StorySplit split(story_, options_.limit, kMaxSameStory);
  for (const Candidate& candidate : ordered(page)) {
    if (split.full()) break;
    switch (split.next(story_of(page.hits[candidate.at].id))) {
      case StorySplit::Part::kOthers:
        others_.add(page, candidate);
        break;
      case StorySplit::Part::kSameStory:
        same_story_.add(page, candidate);
        break;
      case StorySplit::Part::kNeither:
        break;
    }
  }
  return split.full();
}

// Selects from the best `candidates`; true if more would not help.
bool SimilarRun::find(const IndexQuery& match, std::size_t candidates) {
  RankParts parts;
  parts.cjk = terms_.cjk;
  MatchOrder order;
  order.exact_total = false;
  order.limit = candidates;
  const MatchedPage page = matcher_.page(match, parts, order);
  return split(page) || page.size() < candidates;
}

Result<std::vector<Hit>> SimilarRun::hits_of(const MatchedPage& page) {
  return hits_of_page(request_, view_, lexicon_, {}, matcher_, page, false);
}

Result<SimilarResponse> SimilarRun::run(const TimeZone& zone,
                                        std::int64_t now) {
  const IndexStatistics statistics(view_, deadline_, nullptr);
  const PlanContext context = plan_context(view_, lexicon_, statistics);
  std::vector<Warning> warnings;
  const auto filters =
      make_filters(request_, ParsedQuery(), context, zone, now, warnings);
  if (!filters) return filters.error();
  if (auto read = read_article(); !read) return read.error();
  std::vector<IndexQuery> terms;
  for (const ChosenTerm& chosen : terms_.terms) {
    terms.push_back(IndexQuery::term(chosen.term).scaled(chosen.factor));
  }
  const IndexQuery any = IndexQuery::of(Op::kOr, std::move(terms));
  if (options_.limit == 0 || any.empty()) return std::move(response_);
  const IndexQuery match =
      filters->all(IndexQuery::of(Op::kAndNot, any, article_));
  std::size_t candidates =
      std::max(kCandidatesPerHit * options_.limit, kLeastCandidates);
  while (!find(match, candidates) && candidates < kMostCandidates) {
    candidates *= 4;
  }
  auto hits = hits_of(others_.page());
  if (!hits) return hits.error();
  response_.hits = std::move(*hits);
  auto same_story = hits_of(same_story_.page());
  if (!same_story) return same_story.error();
  response_.same_story = std::move(*same_story);
  return std::move(response_);
}

}  // namespace

Result<SimilarResponse> find_similar(std::string_view key,
                                     const SimilarOptions& options,
                                     IndexView& view, const Lexicon& lexicon,
                                     const Deadline& deadline,
                                     std::int64_t now) {
  const Result<TimeZone> zone = TimeZone::find(options.time_zone);
  if (!zone) return zone.error().with_context("tz");
  return SimilarRun(key, options, view, lexicon, deadline).run(*zone, now);
}

}  // namespace lede
