// SPDX-License-Identifier: GPL-3.0-or-later
//
// Only what was indexed since the last run is searched; what was told is known
// by its keys, so that the margin of time costs nothing but a few looks.

#include "indexer/alerts.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "common/analysis/text.h"
#include "common/index_layout.h"
#include "common/json_writer.h"
#include "common/saved_queries.h"
#include "indexer/alert_state.h"
#include "indexer/durable_files.h"
#include <lede/searcher.h>

namespace lede {
namespace {

// Documents get their times before they are committed; clocks are set.
constexpr std::int64_t kMarginSeconds = 86400;
constexpr std::size_t kNoLimit = std::size_t{1} << 31;

struct Match {
  std::string indexed_at;  // a JSON value; as text, in order of time
  std::string line;
};

// `{"indexed_at":"..."}` -> `"..."`.
std::string indexed_at_of(const Hit& hit) {
  static constexpr std::string_view kBegin = R"({"indexed_at":)";
  return hit.fields_json.substr(kBegin.size(),
                                hit.fields_json.size() - kBegin.size() - 1);
}

Match match_of(const SavedQuery& saved, const Hit& hit) {
  Match match;
  match.indexed_at = indexed_at_of(hit);
  JsonWriter json(match.line);
  json.begin_object();
  json.member("saved", saved.name);
  json.member("query", saved.query);
  json.member("key", hit.key);
  json.member("id", hit.id);
  json.member("title", hit.title);
  json.text_or_null("source", hit.source);
  json.text_or_null("published", hit.published);
  json.text_or_null("url", hit.url);
  json.key("indexed_at");
  json.raw(match.indexed_at);
  json.text_or_null("snippet",
                    hit.snippets.empty() ? "" : hit.snippets.front().text);
  json.end_object();
  return match;
}

class AlertRun {
 public:
  AlertRun(const std::filesystem::path& index, const AlertOptions& options,
           Searcher searcher, AlertStates states)
      : index_(index),
        options_(options),
        searcher_(std::move(searcher)),
        states_(std::move(states)) {}

  // Takes the lock that keeps two runs from telling the same.
  static Result<IndexLock> lock(const std::filesystem::path& index,
                                const AlertOptions& options) {
    if (const auto manifest = load_manifest(index); !manifest) {
      return manifest.error();
    }
    return IndexLock::take(index / "alerts.lock", options.wait);
  }
  static Result<AlertRun> open(const std::filesystem::path& index,
                               const AlertOptions& options);

  Result<void> begin(const SavedQuery& saved);
  Result<void> ask(const SavedQuery& saved);
  Result<std::size_t> tell(const AlertSink& sink);
  Result<void> save(const SavedQueries& saved);

 private:
  [[nodiscard]] SearchRequest request_for(const SavedQuery& saved) const;
  Result<void> find(const SavedQuery& saved, const IndexStats& stats,
                    AlertState& state);

  std::filesystem::path index_;
  AlertOptions options_;
  Searcher searcher_;
  AlertStates states_;
  bool changed_ = false;
  std::vector<Match> matches_;
};

Result<AlertRun> AlertRun::open(const std::filesystem::path& index,
                                const AlertOptions& options) {
  SearcherOptions searcher_options;
  searcher_options.lexicon_path = options.lexicon;
  Result<Searcher> searcher =
      Searcher::open({index.string()}, std::move(searcher_options));
  if (!searcher) return searcher.error();
  Result<AlertStates> states = load_alert_states(index);
  if (!states) return states.error();
  return AlertRun(index, options, std::move(*searcher), std::move(*states));
}

SearchRequest AlertRun::request_for(const SavedQuery& saved) const {
  SearchRequest request;
  request.query = saved.query;
  request.limit = kNoLimit;
  request.sort = SortOrder::kOldest;
  request.match = MatchMode::kAll;
  request.unknown_words_wanted = true;
  request.spelling = SpellingMode::kOff;
  request.time_zone = options_.time_zone;
  request.stories = false;
  request.deadline_ms = 0;
  return request;
}

Result<void> AlertRun::begin(const SavedQuery& saved) {
  const Result<IndexStats> stats = searcher_.stats();
  if (!stats) return stats.error();
  SearchRequest request = request_for(saved);
  request.ids_only = true;
  const Result<SearchResponse> found = searcher_.search(request);
  if (!found) return found.error().with_context(saved.name);
  AlertState state;
  state.query_hash = hash_of_query(saved.query);
  state.revision = found->index_revision;
  state.updated_at = stats->updated_at;
  for (const Hit& hit : found->hits) {
    state.told.insert(*ArticleKey::from(hit.key));
  }
  states_[fold_value(saved.name)] = std::move(state);
  changed_ = true;
  return {};
}

Result<void> AlertRun::ask(const SavedQuery& saved) {
  // Before the search: what it answers from is as new or newer.
  const Result<IndexStats> stats = searcher_.stats();
  if (!stats) return stats.error();
  const auto known = states_.find(fold_value(saved.name));
  const bool begun = known != states_.end() &&
                     known->second.query_hash == hash_of_query(saved.query);
  if (options_.all) {
    AlertState& state = states_[fold_value(saved.name)];
    state = {};
    state.query_hash = hash_of_query(saved.query);
    return find(saved, *stats, state);
  }
  if (!begun) return begin(saved);
  if (known->second.revision == stats->revision) return {};
  return find(saved, *stats, known->second);
}

Result<void> AlertRun::find(const SavedQuery& saved, const IndexStats& stats,
                            AlertState& state) {
  SearchRequest request = request_for(saved);
  request.fields = {"indexed_at"};
  request.snippets_per_hit = 1;
  // If the clock was set back since, times tell nothing.
  if (state.revision > 0 && stats.updated_at >= state.updated_at) {
    request.indexed_since = state.updated_at - kMarginSeconds;
  }
  const Result<SearchResponse> found = searcher_.search(request);
  if (!found) return found.error().with_context(saved.name);
  for (const Hit& hit : found->hits) {
    if (!state.told.insert(*ArticleKey::from(hit.key)).second) continue;
    matches_.push_back(match_of(saved, hit));
  }
  state.revision = found->index_revision;
  state.updated_at = stats.updated_at;
  changed_ = true;
  return {};
}

Result<std::size_t> AlertRun::tell(const AlertSink& sink) {
  std::ranges::stable_sort(matches_, {}, &Match::indexed_at);
  std::vector<std::string> lines;
  for (Match& match : matches_) lines.push_back(std::move(match.line));
  if (auto told = sink(lines); !told) return told.error();
  return lines.size();
}

// Of queries that are no longer saved nothing is kept.
Result<void> AlertRun::save(const SavedQueries& saved) {
  const auto forgotten = std::erase_if(states_, [&](const auto& state) {
    return saved.find(state.first) == nullptr;
  });
  if (forgotten == 0 && !changed_) return {};
  return save_alert_states(index_, states_);
}

// Those of `names` in their order; all of them if there are none.
Result<std::vector<SavedQuery>> chosen(const SavedQueries& saved,
                                       const std::vector<std::string>& names) {
  if (names.empty()) return saved.all();
  std::vector<SavedQuery> queries;
  for (const std::string& name : names) {
    const SavedQuery* query = saved.find(sanitize_utf8(name));
    if (query == nullptr) {
      return Error{ErrorCode::kInvalidArgument,
                   "no saved query is named " + sanitize_utf8(name)};
    }
    queries.push_back(*query);
  }
  return queries;
}

}  // namespace

Result<std::size_t> tell_alerts(const std::filesystem::path& index,
                                const AlertOptions& options,
                                const AlertSink& sink) {
  const Result<IndexLock> lock = AlertRun::lock(index, options);
  if (!lock) return lock.error();
  const Result<SavedQueries> saved = load_saved_queries(index);
  if (!saved) return saved.error();
  const auto queries = chosen(*saved, options.names);
  if (!queries) return queries.error();
  Result<AlertRun> run = AlertRun::open(index, options);
  if (!run) return run.error();
  for (const SavedQuery& query : *queries) {
    if (auto asked = run->ask(query); !asked) return asked.error();
  }
  Result<std::size_t> told = run->tell(sink);
  if (!told || options.peek) return told;
  if (auto kept = run->save(*saved); !kept) return kept.error();
  return told;
}

Result<void> begin_alerts(const std::filesystem::path& index,
                          const std::string& name,
                          const AlertOptions& options) {
  const Result<IndexLock> lock = AlertRun::lock(index, options);
  if (!lock) return lock.error();
  const Result<SavedQueries> saved = load_saved_queries(index);
  if (!saved) return saved.error();
  const auto queries = chosen(*saved, {name});
  if (!queries) return queries.error();
  Result<AlertRun> run = AlertRun::open(index, options);
  if (!run) return run.error();
  if (auto begun = run->begin(queries->front()); !begun) return begun;
  return run->save(*saved);
}

}  // namespace lede
