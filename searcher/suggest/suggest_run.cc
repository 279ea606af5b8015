// SPDX-License-Identifier: GPL-3.0-or-later
//
//   text --read_typed_text--> tails --add_...--> candidates --mix--> list
//
// What stands before the tails is kept. Where that narrows, what would then
// find nothing is left out.

#include "searcher/suggest/suggest_run.h"

#include <algorithm>
#include <string>
#include <utility>

#include "common/analysis/text.h"
#include "searcher/answer_counter.h"
#include "searcher/index_statistics.h"
#include "searcher/matcher.h"
#include "searcher/query/parse.h"
#include "searcher/query/query_text.h"
#include "searcher/suggest/candidate.h"
#include "searcher/suggest/mix.h"
#include "searcher/suggest/typed_text.h"

namespace lede {
namespace {

// Where no more articles hold what was typed, or no larger share of all, a
// mistake is thought of.
constexpr std::uint64_t kFewDocuments = 3;
constexpr std::uint64_t kFewShare = 5000;
// Of eight lines for whoever has typed nothing.
constexpr std::size_t kFieldsToBeginWith = 3;

std::string repaired(const std::string& text) {
  std::string clean = sanitize_utf8(
      std::string_view(text).substr(0, std::min(text.size(), kMaxQueryBytes)));
  clean.resize(code_point_floor(clean, std::min(clean.size(), kMaxQueryBytes)));
  return clean;
}

class SuggestRun {
 public:
  SuggestRun(const SuggestRequest& request, IndexView& view,
             const SuggestSources& sources, const Lexicon& lexicon,
             const SavedSet& saved, const Deadline& deadline, TimeZone zone,
             std::int64_t now)
      : view_(view),
        zone_(std::move(zone)),
        limit_(request.limit),
        typed_(read_typed_text(repaired(request.text), view.analyzer)),
        statistics_(view, deadline, nullptr),
        matcher_(view, deadline),
        plan_(plan_context(view, lexicon, statistics_)),
        counter_(plan_, matcher_, zone_, now),
        context_{typed_,
                 view,
                 sources,
                 plan_,
                 matcher_,
                 counter_,
                 saved,
                 zone_,
                 now,
                 limit_,
                 is_words_alone(parse_query(typed_.text, zone_, now))} {}

  SuggestResponse run() {
    CandidateKinds kinds;
    typed_.blank() ? begin(kinds) : gather(kinds);
    keep_finding(kinds);
    SuggestResponse response;
    response.query = typed_.text;
    response.suggestions = mix(std::move(kinds), limit_);
    response.complete = context_.sources.ready;
    response.index_uuid = view_.info.uuid;
    response.index_revision = view_.info.revision;
    return response;
  }

 private:
  void begin(CandidateKinds& kinds) const {
    add_popular_names(context_, kinds.listed);
    const std::size_t names =
        limit_ - std::min(limit_, kFieldsToBeginWith * limit_ / 8);
    if (kinds.listed.size() > names) kinds.listed.resize(names);
    add_fields(context_, kinds.listed);
  }

  void gather(CandidateKinds& kinds) const {
    add_values(context_, kinds.listed);
    add_names(context_, kinds.names);
    add_phrases(context_, kinds.names.empty(), kinds.phrases);
    add_words(context_, kinds.names.empty() && kinds.phrases.empty(),
              kinds.words);
    add_fields(context_, kinds.fields);
    add_sounding_phrases(context_, kinds.sounding);
    add_headlines(context_, kinds.headlines);
    if (may_be_mistyped(kinds)) {
      add_similar_names(context_, kinds.mistyped);
      if (kinds.mistyped.empty()) add_similar_words(context_, kinds.mistyped);
    }
  }

  [[nodiscard]] bool may_be_mistyped(const CandidateKinds& kinds) const {
    const std::uint64_t few =
        std::max(kFewDocuments, statistics_.documents() / kFewShare);
    for (const Candidates* exact :
         {&kinds.names, &kinds.words, &kinds.phrases, &kinds.sounding}) {
      for (const Candidate& each : *exact) {
        if (each.shown.documents.value_or(0) > few) return false;
      }
    }
    return true;
  }

  void keep_finding(CandidateKinds& kinds) const {
    if (typed_.blank()) return;
    for (Candidates* candidates :
         {&kinds.names, &kinds.words, &kinds.phrases, &kinds.sounding,
          &kinds.listed, &kinds.mistyped}) {
      if (candidates->size() > limit_) candidates->resize(limit_);
      std::erase_if(*candidates, [&](const Candidate& candidate) {
        if (!has_to_be_tried(candidate)) return false;
        SearchRequest request;
        request.query = candidate.shown.text;
        return counter_.documents(request) == 0;
      });
    }
  }

  // Of words apart that no article holds together some are let go: what
  // completes one of them finds something. Not so one that is a part of a run,
  // as in CJK or behind a dash, nor what a filter narrows.
  [[nodiscard]] bool has_to_be_tried(const Candidate& candidate) const {
    if (candidate.shown.kind == CompletionKind::kField) return false;
    if (!context_.words_alone) return true;
    const std::size_t begin =
        typed_.words[typed_.words.size() - candidate.words].begin;
    return begin > 0 &&
           !internal::is_space(
               internal::code_point_before(typed_.text, begin).value);
  }

  const IndexView& view_;
  TimeZone zone_;
  std::size_t limit_;
  TypedText typed_;
  IndexStatistics statistics_;
  Matcher matcher_;
  PlanContext plan_;
  AnswerCounter counter_;
  SuggestContext context_;
};

}  // namespace

Result<SuggestResponse> run_suggest(
    const SuggestRequest& request, IndexView& view,
    const SuggestSources& sources, const Lexicon& lexicon,
    const SavedSet& saved, const Deadline& deadline, std::int64_t now) {
  Result<TimeZone> zone = TimeZone::find(request.time_zone);
  if (!zone) return zone.error().with_context("tz");
  if (request.limit > kMaxSuggestions) {
    return Error{ErrorCode::kInvalidArgument,
                 "limit: more than " + std::to_string(kMaxSuggestions)};
  }
  return SuggestRun(request, view, sources, lexicon, saved, deadline,
                    std::move(*zone), now)
      .run();
}

}  // namespace lede
