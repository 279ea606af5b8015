// SPDX-License-Identifier: GPL-3.0-or-later
//
// What rises:
//
//   filters --> the newest article --> two windows
//   value slots of both    --rise_score--> entities
//   headlines, a sample    --rise_score--> candidates --count--> phrases
//   the highest of both --> series of eight windows, story

#include "searcher/trends.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "common/analysis/text.h"
#include "common/date.h"
#include "common/schema.h"
#include "searcher/document_sample.h"
#include "searcher/entity_counts.h"
#include "searcher/likelihood.h"
#include "searcher/matcher.h"
#include "searcher/request_dates.h"
#include "searcher/telling_terms.h"
#include "searcher/top_story.h"
#include "searcher/word_tally.h"

namespace lede {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr int kMaxDays = 365;
// So many phrases of the sample are counted for each that is asked for.
constexpr std::size_t kCandidates = 3;
constexpr std::size_t kBestHits = 10;
constexpr std::size_t kStorySample = 40;

// The day an instant falls on, by its first instant in UTC.
std::int64_t day_of(std::int64_t seconds, const TimeZone& zone) {
  const CivilTime time = zone.to_civil(seconds);
  return TimeZone::utc().to_seconds({time.year, time.month, time.day});
}

std::string text_of_day(std::int64_t day) {
  return format_date({day, DatePrecision::kDay}, TimeZone::utc());
}

IndexQuery both(const IndexQuery& match, const IndexQuery& other) {
  return IndexQuery::of(IndexQuery::Op::kFilter, match, other);
}

// Finds the trends of one request.
class TrendsRun {
 public:
  TrendsRun(const SearchScope& scope, const TrendsRequest& request,
            TimeZone zone, int days)
      : scope_(scope),
        request_(request),
        zone_(std::move(zone)),
        days_(days),
        matcher_(scope.view, scope.deadline) {}

  Result<TrendsResponse> run();

 private:
  // A window, the last but `back`.
  struct Window {
    DayWindow days;
    DateInterval interval;
    IndexQuery match;
    CountedEntities entities;
  };

  [[nodiscard]] SearchRequest base_request() const;
  [[nodiscard]] Result<IndexQuery> match_of(const SearchRequest& request) const;
  Result<void> find_end();
  [[nodiscard]] Window window_back(int back) const;
  void count(Window& window) const;
  void add_entities();
  WordTally tally_headlines(const Window& window);
  [[nodiscard]] bool is_told(const RisenWord& word) const;
  Result<void> add_phrases();
  Result<void> add_series(Trend& trend) const;
  Result<void> add_story(Trend& trend) const;
  [[nodiscard]] SearchRequest request_for(const TellingTerm& term) const;

  const SearchScope& scope_;
  const TrendsRequest& request_;
  TimeZone zone_;
  int days_;
  Matcher matcher_;
  IndexQuery filtered_;        // what passes the filters
  std::int64_t last_day_ = 0;  // of the window
  Window now_;
  Window before_;
  TrendsResponse response_;
};

SearchRequest TrendsRun::base_request() const {
  SearchRequest request;
  request.filters = request_.filters;
  request.time_zone = request_.time_zone;
  request.spelling = SpellingMode::kOff;
  request.stories = false;
  request.highlights = false;
  request.limit = 0;
  return request;
}

// What `request` matches; nothing is searched for.
Result<IndexQuery> TrendsRun::match_of(const SearchRequest& request) const {
  IndexQuery matched;
  auto response = scope_.search(request, {&matched, /*hits_alone=*/true});
  if (!response) return response.error();
  return matched;
}

// The last day: today, or that of the newest article if it is older.
Result<void> TrendsRun::find_end() {
  SearchRequest newest = base_request();
  newest.sort = SortOrder::kNewest;
  newest.limit = 1;
  const auto found = scope_.search(newest, {&filtered_, /*hits_alone=*/true});
  if (!found) return found.error();
  response_.warnings = found->query.warnings;
  last_day_ = day_of(scope_.now, zone_);
  if (found->hits.empty()) return {};
  const auto date = parse_date(found->hits[0].published, TimeZone::utc());
  if (!date || day_of(date->seconds, zone_) >= last_day_) return {};
  last_day_ = day_of(date->seconds, zone_);
  response_.ends_at_newest = true;
  response_.warnings.push_back({"the newest article is of " +
                                    text_of_day(last_day_) +
                                    ": the window ends there",
                                std::nullopt});
  return {};
}

TrendsRun::Window TrendsRun::window_back(int back) const {
  const std::int64_t last = last_day_ - std::int64_t{back} * days_ * kDay;
  const std::int64_t first = last - (days_ - 1) * kDay;
  Window window;
  window.days.from = text_of_day(first);
  window.days.to = text_of_day(last);
  window.interval = {interval_of({first, DatePrecision::kDay}, zone_).begin,
                     interval_of({last, DatePrecision::kDay}, zone_).end};
  window.match = both(filtered_, IndexQuery::published(window.interval));
  return window;
}

void TrendsRun::count(Window& window) const {
  window.entities.counts =
      count_entities(matcher_, scope_.view, window.match, scope_.lexicon,
                     &window.entities.documents);
  window.days.documents = window.entities.documents;
}

void TrendsRun::add_entities() {
  for (const RisenEntity& entity : risen_entities(
           now_.entities, before_.entities, scope_.lexicon, kFewestOfTrend)) {
    response_.trends.push_back({telling_term(entity, scope_.lexicon), {}, {}});
  }
}

WordTally TrendsRun::tally_headlines(const Window& window) {
  WordTally tally(scope_.view.analyzer, TallyKind::kPhrases);
  response_.headlines += for_each_sampled(
      scope_.view, matcher_, window.match, kTrendHeadlines,
      [&](const DocumentData& data) { tally.add(data.title(), data.lang()); });
  return tally;
}

// True if the phrase speaks of an entity that rises as much.
bool TrendsRun::is_told(const RisenWord& word) const {
  return std::ranges::any_of(response_.trends, [&](const Trend& trend) {
    return !trend.term.filter.empty() && trend.term.score >= word.score &&
           word.folded.find(fold_value(trend.term.text)) != std::string::npos;
  });
}

Result<void> TrendsRun::add_phrases() {
  const WordTally here = tally_headlines(now_);
  const WordTally there = tally_headlines(before_);
  for (RisenWord& word : risen_words(here, others_in(there), kFewestOfTrend,
                                     kCandidates * request_.limit)) {
    if (names_an_entity(word.folded, scope_.lexicon) || is_told(word)) continue;
    TellingTerm term = telling_term(word);
    term.kind = "phrase";
    term.query = "title:" + term.query;
    const auto match = match_of(request_for(term));
    if (!match) return match.error();
    term.documents = matcher_.count(both(now_.match, *match));
    term.elsewhere = matcher_.count(both(before_.match, *match));
    term.score = rise_score({term.documents, now_.days.documents},
                            {term.elsewhere, before_.days.documents});
    if (term.documents < kFewestOfTrend || term.score < kTellingScore) continue;
    response_.trends.push_back({std::move(term), {}, {}});
  }
  return {};
}

// A search for the articles of a trend.
SearchRequest TrendsRun::request_for(const TellingTerm& term) const {
  SearchRequest request = base_request();
  request.query = term.query;
  request.match = MatchMode::kAll;
  if (!term.filter.empty()) {
    request.filters.push_back(
        {term.kind, term.filter.substr(term.kind.size() + 1)});
  }
  return request;
}

Result<void> TrendsRun::add_series(Trend& trend) const {
  const auto match = match_of(request_for(trend.term));
  if (!match) return match.error();
  std::vector<Window> windows;
  for (int back = static_cast<int>(kTrendWindows); back-- > 0;) {
    windows.push_back(window_back(back));
  }
  ValueCounts dates;
  dates.want(slot::kPublished);
  const DateInterval all{windows.front().interval.begin,
                         windows.back().interval.end};
  static_cast<void>(matcher_.count(
      both(both(filtered_, IndexQuery::published(all)), *match), &dates));
  dates.for_each_instant([&](std::int64_t seconds, std::uint64_t documents) {
    const auto window = std::ranges::find_if(windows, [&](const Window& each) {
      return seconds < each.interval.end;
    });
    if (window != windows.end()) window->days.documents += documents;
  });
  for (Window& window : windows) trend.series.push_back(window.days);
  return {};
}

Result<void> TrendsRun::add_story(Trend& trend) const {
  SearchRequest request = request_for(trend.term);
  narrow_dates(now_.interval, zone_, scope_.now, request);
  request.limit = kStorySample;
  // An entity's filter finds its articles; its name ranks them.
  if (request.query.empty()) {
    request.query = trend.term.text;
    request.match = MatchMode::kAny;
  }
  auto found = scope_.search(request, {nullptr, /*hits_alone=*/true});
  if (found && found->hits.empty()) {
    request.query.clear();
    found = scope_.search(request, {nullptr, /*hits_alone=*/true});
  }
  if (!found) return found.error();
  trend.story = top_story(found->hits, kBestHits);
  return {};
}

Result<TrendsResponse> TrendsRun::run() {
  if (auto ok = find_end(); !ok) return ok.error();
  now_ = window_back(0);
  before_ = window_back(1);
  count(now_);
  count(before_);
  response_.window = now_.days;
  response_.before = before_.days;
  if (now_.days.documents > 0 && before_.days.documents == 0) {
    response_.warnings.push_back(
        {"no article is of the window before: nothing can be compared",
         std::nullopt});
  } else {
    add_entities();
    if (auto ok = add_phrases(); !ok) return ok.error();
  }
  std::ranges::stable_sort(response_.trends, std::ranges::greater(),
                           [](const Trend& trend) { return trend.term.score; });
  if (response_.trends.size() > request_.limit) {
    response_.trends.resize(request_.limit);
  }
  for (Trend& trend : response_.trends) {
    if (auto ok = add_series(trend); !ok) return ok.error();
    if (auto ok = add_story(trend); !ok) return ok.error();
  }
  return std::move(response_);
}

}  // namespace

Result<int> window_days(std::string_view window) {
  const Error error{ErrorCode::kInvalidArgument,
                    "window: must be 1d to 365d: 7d, 2w or 1m"};
  int number = 0;
  const char* end = window.data() + window.size();
  const auto [stop, fault] = std::from_chars(window.data(), end, number);
  if (fault != std::errc() || stop + 1 != end || number < 1 ||
      number > kMaxDays) {
    return error;
  }
  const int unit = *stop == 'd' ? 1 : *stop == 'w' ? 7 : *stop == 'm' ? 30 : 0;
  if (unit == 0 || number * unit > kMaxDays) return error;
  return number * unit;
}

Result<TrendsResponse> find_trends(const SearchScope& scope,
                                   const TrendsRequest& request) {
  auto zone = TimeZone::find(request.time_zone);
  if (!zone) return zone.error().with_context("tz");
  const auto days = window_days(request.window);
  if (!days) return days.error();
  return TrendsRun(scope, request, std::move(*zone), *days).run();
}

}  // namespace lede
