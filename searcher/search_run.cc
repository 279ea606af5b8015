// SPDX-License-Identifier: GPL-3.0-or-later
//
// One search on one view of the index:
//
//   text --parse--> tree --plan--> units --words_to_drop--> words
//   tree --corrected_query--> text, if the words as typed find nothing
//   words, filters --Matcher--> page, total, counts of values
//   page --HitBuilder--> hits;  counts --> facets, timeline

#include "searcher/search_run.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/analysis/text.h"
#include "common/date.h"
#include "common/schema.h"
#include "searcher/alternatives.h"
#include "searcher/answer_counter.h"
#include "searcher/answer_facets.h"
#include "searcher/burst_labels.h"
#include "searcher/bursts.h"
#include "searcher/date_offer.h"
#include "searcher/explain.h"
#include "searcher/facets.h"
#include "searcher/freshness.h"
#include "searcher/hit_builder.h"
#include "searcher/index_statistics.h"
#include "searcher/matcher.h"
#include "searcher/offsets.h"
#include "searcher/page_hits.h"
#include "searcher/query/parse.h"
#include "searcher/query_reading.h"
#include "searcher/ranking.h"
#include "searcher/request_filters.h"
#include "searcher/spelling/query_corrector.h"
#include "searcher/stage_clock.h"
#include "searcher/story_fold.h"
#include "searcher/timeline.h"
#include "searcher/why_not.h"
#include "searcher/word_choice.h"

namespace lede {
namespace {

class SearchRun {
 public:
  SearchRun(const SearchRequest& request, IndexView& view,
            const Lexicon& lexicon, const SavedSet& saved, WordLists& lists,
            const Deadline& deadline, TimeZone zone, std::int64_t now)
      : request_(request),
        view_(view),
        lexicon_(lexicon),
        saved_(saved),
        lists_(lists),
        deadline_(deadline),
        zone_(std::move(zone)),
        now_(now),
        text_(sanitize_utf8(request.query)),
        statistics_(view, deadline, &lists),
        matcher_(view, deadline),
        context_(plan_context(view, lexicon, statistics_)),
        counter_(context_, matcher_, zone_, now_) {}

  Result<SearchResponse> run();
  Result<SearchResponse> run_for_hits();
  // What it matched. After either.
  [[nodiscard]] IndexQuery matched() const { return filters_.all(words_); }
  [[nodiscard]] const StageTimes& stages() const { return clock_.times(); }

 private:
  Result<void> read_request();
  void read_words();
  void match_words(bool exact_total = true);
  void correct_spelling();
  [[nodiscard]] bool finds_nothing() const;
  void drop_words();
  void add_alternatives();
  void match_some_words();
  void count_undated();
  Result<void> build_hits(const MatchedPage& page, bool partial,
                          const FoundBy* explained_by);
  void count_stories();
  void add_why_not();
  Result<void> add_timeline();
  void add_reading();

  [[nodiscard]] MatchMode mode() const { return request_.match; }
  [[nodiscard]] SortOrder sort() const {
    return plan_.everything && request_.sort == SortOrder::kRelevance
               ? SortOrder::kNewest
               : request_.sort;
  }

  const SearchRequest& request_;
  IndexView& view_;
  const Lexicon& lexicon_;
  const SavedSet& saved_;
  WordLists& lists_;
  const Deadline& deadline_;
  TimeZone zone_;
  std::int64_t now_;
  std::string text_;  // the query, valid UTF-8
  IndexStatistics statistics_;
  Matcher matcher_;
  PlanContext context_;
  AnswerCounter counter_;

  ParsedQuery typed_;  // or its correction, if that was applied
  QueryPlan typed_plan_;
  std::vector<std::size_t> dropped_;  // units of typed_plan_
  ParsedQuery query_;                 // typed_ without those
  QueryPlan plan_;
  RequestFilters filters_;
  std::vector<FacetField> facet_fields_;
  std::vector<Warning> warnings_;  // positions in bytes

  IndexQuery words_;  // what matches, before filters
  Freshness freshness_;
  RankParts parts_;
  MatchedPage page_;
  RankParts partial_parts_;
  MatchedPage partial_page_;
  ValueCounts counts_;
  StageClock clock_;
  SearchResponse response_;
};

Result<void> SearchRun::read_request() {
  auto fields = facet_fields(request_.facets);
  if (!fields) return fields.error();
  facet_fields_ = std::move(*fields);
  if (auto ok = check_article_fields(request_.fields); !ok) return ok;
  if (auto ok = check_freshness(request_); !ok) return ok;

  typed_ = parse_query(text_, zone_, now_, &saved_.queries);
  read_words();
  warnings_ = typed_plan_.warnings;
  auto filters =
      make_filters(request_, typed_, context_, zone_, now_, warnings_);
  if (!filters) return filters.error();
  warnings_ = warnings_as_typed(typed_, warnings_);
  if (!typed_.included.empty()) {
    warnings_.insert(warnings_.end(), saved_.problems.begin(),
                     saved_.problems.end());
  }
  filters_ = std::move(*filters);

  for (const FacetField& field : facet_fields_) {
    if (filters_.has_field(field.name)) continue;
    want_facet(field, view_.names, lexicon_, counts_);
  }
  if (request_.timeline) counts_.want(slot::kPublished);
  return {};
}

void SearchRun::read_words() {
  typed_plan_ = plan_words(typed_, context_);
  if (request_.unknown_words_wanted) want_unknown_words(typed_plan_);
  query_ = typed_;
  plan_ = typed_plan_;
}

void SearchRun::match_words(bool exact_total) {
  words_ = words_query(plan_, mode(), std::vector<bool>(plan_.units.size()));
  const IndexQuery match = filters_.all(words_);
  freshness_ = read_freshness(request_, sort(), match, view_, now_);
  parts_ = rank_parts(plan_, words_, freshness_.part, view_);
  const MatchOrder order{sort(), request_.offset, request_.limit, exact_total,
                         &counts_};
  const bool folded = request_.stories && exact_total;
  page_ = folded ? folded_page(matcher_, view_, match, parts_, order, clock_)
                 : matcher_.page(match, parts_, order);
}

// True if no article holds the words, filters apart.
bool SearchRun::finds_nothing() const {
  return page_.documents == 0 &&
         (filters_.empty() || matcher_.count(words_) == 0);
}

// Offers the query without its misspelt words, or answers it instead where the
// words as typed find nothing.
void SearchRun::correct_spelling() {
  if (request_.spelling == SpellingMode::kOff || plan_.everything) return;
  const auto corrected = corrected_query(typed_, context_);
  if (!corrected) return;
  const ParsedQuery meant = parse_query(*corrected, zone_, now_);
  if (request_.spelling == SpellingMode::kAuto && finds_nothing() &&
      counter_.finds_words(meant, mode())) {
    typed_ = meant;
    read_words();
    match_words();
    warnings_.push_back(
        {"no article holds the words as typed; read as: " + *corrected,
         std::nullopt});
    response_.query.suggestion = {*corrected, page_.documents, true};
    return;
  }
  SearchRequest request = request_;
  request.query = *corrected;
  const std::uint64_t documents = counter_.documents(request);
  if (documents > 0 ||
      (!filters_.empty() && counter_.finds_words(meant, mode()))) {
    response_.query.suggestion = {*corrected, documents, false};
  }
}

void SearchRun::add_alternatives() {
  if (page_.documents > 0 || request_.ids_only) return;
  response_.query.alternatives = find_alternatives(
      request_, {typed_, typed_plan_, response_.query.suggestion}, counter_);
}

// Where no article holds all words, filters apart, matches again without some.
void SearchRun::drop_words() {
  if (page_.documents > 0 || mode() != MatchMode::kAuto) return;
  dropped_ = words_to_drop(typed_plan_, statistics_);
  if (dropped_.empty()) return;
  query_ = without_units(typed_, typed_plan_, dropped_);
  plan_ = plan_words(query_, context_);
  if (request_.unknown_words_wanted) want_unknown_words(plan_);
  warnings_.push_back(dropped_warning(typed_, typed_plan_, dropped_));
  match_words();
}

// Fills the last page with articles that hold some of the words.
void SearchRun::match_some_words() {
  const bool last_page =
      request_.offset < std::max<std::uint64_t>(page_.documents, 1);
  if (!request_.partial_matches || mode() != MatchMode::kAuto || !last_page ||
      plan_.everything || page_.size() >= request_.limit) {
    return;
  }
  const IndexQuery any =
      words_query(typed_plan_, MatchMode::kAny,
                  std::vector<bool>(typed_plan_.units.size()));
  if (any.empty()) return;
  const IndexQuery rest = IndexQuery::of(IndexQuery::Op::kAndNot, any, words_);
  MatchOrder order;
  order.sort = request_.sort;
  order.limit = request_.limit - page_.size();
  order.exact_total = false;
  partial_parts_ = rank_parts(typed_plan_, any, freshness_.part, view_);
  partial_page_ = matcher_.page(filters_.all(rest), partial_parts_, order);
  if (request_.stories) fold_partial(view_, page_, partial_page_);
}

void SearchRun::count_undated() {
  const Xapian::Database& database = view_.database;
  if (!filters_.dated() ||
      database.get_value_freq(slot::kPublished) == database.get_doccount()) {
    return;
  }
  const std::uint64_t undated = matcher_.count(
      IndexQuery::of(IndexQuery::Op::kAndNot, filters_.undated(words_),
                     IndexQuery::published(kAnyDate)));
  if (undated == 0) return;
  warnings_.push_back(undated_warning(undated));
}

// Appends the hits of `page`, explained if that is asked for.
Result<void> SearchRun::build_hits(const MatchedPage& page, bool partial,
                                   const FoundBy* explained_by) {
  auto hits = hits_of_page(request_, view_, lexicon_, typed_plan_.patterns,
                           matcher_, page, partial);
  if (!hits) return hits.error();
  std::ranges::move(*hits, std::back_inserter(response_.hits));
  if (explained_by == nullptr || !request_.explain || request_.ids_only) {
    return {};
  }
  return explain_hits(view_, lexicon_, *explained_by, matcher_, page,
                      std::span(response_.hits).last(page.size()));
}

// Counts the stories where hits are not folded; where nothing is told of hits
// either, each article counts as one.
void SearchRun::count_stories() {
  if (request_.stories) {
    response_.stories = page_.stories;
  } else if (request_.ids_only) {
    response_.stories = page_.documents;
  } else {
    response_.stories =
        count_matched_stories(matcher_, view_, filters_.all(words_));
  }
}

void SearchRun::add_why_not() {
  if (request_.why_not.empty()) return;
  response_.why_not = find_why_not(
      sanitize_utf8(request_.why_not),
      {query_, plan_, mode(), words_, filters_, parts_, sort(), response_,
       request_.stories ? view_.stories.get() : nullptr},
      matcher_, context_);
}

Result<void> SearchRun::add_timeline() {
  if (!request_.timeline) return {};
  response_.timeline = timeline_of(counts_, page_.documents, *request_.timeline,
                                   zone_, warnings_);
  response_.timeline->bursts = find_bursts(*response_.timeline);
  if (!request_.burst_labels || request_.ids_only) return {};
  SearchRequest answered = request_;
  answered.query = print_query(query_);
  return label_bursts({view_, lexicon_, saved_, lists_, deadline_, now_},
                      answered, zone_, response_.timeline->bursts);
}

void SearchRun::add_reading() {
  QueryReading& reading = response_.query;
  reading.text = text_;
  reading.read_as = print_query(query_);
  reading.match = match_read_as(mode(), !dropped_.empty());
  reading.offsets = request_.offsets;
  reading.freshness = freshness_.reading;
  if (!freshness_.warning.empty()) {
    warnings_.push_back({freshness_.warning, std::nullopt});
  }
  reading.parts = read_as_parts(typed_, typed_plan_, dropped_);
  reading.warnings = std::move(warnings_);
  for (Warning& warning : reading.warnings) {
    if (!warning.position) continue;
    warning.position = to_unit(text_, *warning.position, request_.offsets);
  }
}

Result<SearchResponse> SearchRun::run() {
  clock_.enter(&StageTimes::parse);
  if (auto ok = read_request(); !ok) return ok.error();
  clock_.enter(&StageTimes::match);
  match_words();
  clock_.enter(nullptr);
  correct_spelling();
  response_.query.date_offer =
      date_offer(request_, typed_, counter_, zone_, now_);
  clock_.enter(&StageTimes::match);
  drop_words();
  clock_.enter(nullptr);
  add_alternatives();
  clock_.enter(&StageTimes::match);
  match_some_words();
  count_undated();
  clock_.enter(&StageTimes::snippet);
  const bool weighed = sort() == SortOrder::kRelevance;
  const FoundBy all{plan_, mode(), parts_, freshness_, weighed, now_};
  const FoundBy some{typed_plan_, MatchMode::kAny, partial_parts_,
                     freshness_,  weighed,         now_};
  if (auto ok = build_hits(page_, false, &all); !ok) return ok.error();
  if (auto ok = build_hits(partial_page_, true, &some); !ok) return ok.error();
  clock_.enter(&StageTimes::facet);
  response_.facets = count_facets(
      facet_fields_, {words_, filters_, counts_}, matcher_,
      {view_.names, lexicon_, zone_, request_.filters, request_.facet_limit});
  if (auto ok = add_timeline(); !ok) return ok.error();
  clock_.enter(nullptr);
  const ViewInfo& info = view_.info;
  warnings_.insert(warnings_.end(), info.dead.begin(), info.dead.end());
  warnings_.insert(warnings_.end(), info.lacks.begin(), info.lacks.end());
  add_reading();
  response_.documents = page_.documents;
  count_stories();
  add_why_not();
  response_.exact = plan_.exact && info.dead.empty();
  response_.index_uuid = info.uuid;
  response_.index_revision = info.revision;
  response_.shards = info.shards;
  return std::move(response_);
}

Result<SearchResponse> SearchRun::run_for_hits() {
  if (auto ok = read_request(); !ok) return ok.error();
  match_words(/*exact_total=*/false);
  if (auto ok = build_hits(page_, false, nullptr); !ok) return ok.error();
  add_reading();
  return std::move(response_);
}

}  // namespace

Result<SearchResponse> run_search(const SearchRequest& request, IndexView& view,
                                  const Lexicon& lexicon, const SavedSet& saved,
                                  WordLists& lists, const Deadline& deadline,
                                  std::int64_t now, const RunOptions& options) {
  Result<TimeZone> zone = TimeZone::find(request.time_zone);
  if (!zone) return zone.error().with_context("tz");
  SearchRun run(request, view, lexicon, saved, lists, deadline,
                std::move(*zone), now);
  auto response = options.hits_alone ? run.run_for_hits() : run.run();
  if (response && options.matched != nullptr) *options.matched = run.matched();
  if (options.stages != nullptr) *options.stages = run.stages();
  return response;
}

}  // namespace lede
