// SPDX-License-Identifier: GPL-3.0-or-later
//
// The library's face: borrows a view of the index for each call, runs the call
// on it, and runs it again on a fresh view if the index changed underneath.

#include <algorithm>
#include <chrono>
#include <ctime>
#include <mutex>
#include <optional>
#include <utility>

#include "common/date.h"
#include "common/document_data.h"
#include "common/index_layout.h"
#include "common/lexicon/lexicon.h"
#include "common/schema.h"
#include "searcher/compare.h"
#include "searcher/deadline.h"
#include "searcher/file_stamps.h"
#include "searcher/hit_builder.h"
#include "searcher/index_reader.h"
#include "searcher/index_summary.h"
#include "searcher/matcher.h"
#include "searcher/saved_reader.h"
#include "searcher/search_run.h"
#include "searcher/search_scope.h"
#include "searcher/significant.h"
#include "searcher/similar.h"
#include "searcher/spelling/word_lists.h"
#include "searcher/story_fold.h"
#include "searcher/story_teller.h"
#include "searcher/suggest/suggest_run.h"
#include "searcher/suggest/suggest_store.h"
#include "searcher/trends.h"
#include "searcher/version_reader.h"
#include "searcher/xapian_seam.h"
#include <lede/searcher.h>

namespace lede {
namespace {

// A reader survives one commit; a writer that commits thrice during one request
// is not outrun by trying on.
constexpr int kMaxAttempts = 3;

std::int64_t system_seconds() {
  return static_cast<std::int64_t>(std::time(nullptr));
}

Deadline deadline_of(std::int64_t milliseconds) {
  return milliseconds > 0 ? Deadline::after_ms(milliseconds) : Deadline();
}

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(
             std::chrono::steady_clock::now() - start)
      .count();
}

}  // namespace

struct Searcher::State {
  State(std::vector<IndexAddress> indexes, SearcherOptions given)
      : options(std::move(given)),
        stamps(options.watch_files),
        reader(std::move(indexes), stamps),
        saved(local_folders(), stamps),
        versions(local_folders(), stamps) {}

  [[nodiscard]] std::int64_t now() const {
    return options.clock ? options.clock() : system_seconds();
  }

  [[nodiscard]] std::filesystem::path lexicon_file() const {
    if (!options.lexicon_path.empty()) return options.lexicon_path;
    const auto folders = local_folders();
    return folders.empty() ? std::filesystem::path()
                           : user_lexicon_path(folders.front());
  }

  [[nodiscard]] std::vector<std::filesystem::path> local_folders() const {
    std::vector<std::filesystem::path> folders;
    for (const IndexAddress& address : reader.indexes()) {
      if (!address.remote()) folders.push_back(address.index);
    }
    return folders;
  }

  // Calls share the lexicon that was current when they began.
  [[nodiscard]] std::shared_ptr<const Lexicon> current_lexicon() const {
    const std::lock_guard lock(mutex);
    return lexicon;
  }

  // Runs `body`, which takes a view and returns a Result, on a current view.
  template <typename Body>
  auto with_view(Body body) -> decltype(body(std::declval<IndexView&>())) {
    for (int attempt = 1;; ++attempt) {
      bool retry = false;
      // Opening may allocate and fail like everything else.
      auto lease = at_xapian_seam(retry, [&] { return reader.borrow(); });
      if (!lease) return lease.error();
      auto result = at_xapian_seam(retry, [&] { return body(**lease); });
      if (result) return result;
      if (result.error().code != ErrorCode::kInvalidArgument &&
          result.error().code != ErrorCode::kNotFound) {
        lease->discard();
      }
      if (!retry || attempt == kMaxAttempts) return result;
    }
  }

  // Runs `body`, which takes a scope and returns a Result of what has an
  // origin, on a current view, within `deadline_ms`.
  template <typename Body>
  auto within_scope(std::int64_t deadline_ms, Body body)
      -> decltype(body(std::declval<const SearchScope&>())) {
    const auto start = std::chrono::steady_clock::now();
    const Deadline deadline = deadline_of(deadline_ms);
    const auto words = current_lexicon();
    const auto queries = saved.current();
    const std::int64_t time = now();
    auto result = with_view([&](IndexView& view) {
      auto answer =
          body(SearchScope{view, *words, *queries, lists, deadline, time});
      if (answer) {
        answer->origin = {milliseconds_since(start), view.info.uuid,
                          view.info.revision, view.info.shards};
      }
      return answer;
    });
    return result;
  }

  // Kept until the index changes. REQUIRES: `scope` is of this.
  std::shared_ptr<const CountedEntities> all_entities(
      const SearchScope& scope) {
    const std::string version =
        scope.view.info.local ? scope.view.info.uuid + "." +
                                    std::to_string(scope.view.info.revision) +
                                    "." + scope.lexicon.version()
                              : std::string();
    {
      const std::lock_guard lock(mutex);
      if (!version.empty() && version == entities_version) return entities;
    }
    auto counted =
        std::make_shared<const CountedEntities>(count_all_entities(scope));
    const std::lock_guard lock(mutex);
    entities_version = version;
    entities = counted;
    return counted;
  }

  SearcherOptions options;
  FileStamps stamps;
  IndexReader reader;
  SavedReader saved;
  VersionReader versions;
  WordLists lists;
  SuggestStore completions;
  mutable std::mutex mutex;
  std::shared_ptr<const Lexicon> lexicon;  // guarded by mutex
  std::optional<IndexStats> summary;       // guarded by mutex
  std::string entities_version;            // guarded by mutex
  std::shared_ptr<const CountedEntities>
      entities;  // guarded by mutex; shared by calls
};

Searcher::Searcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Result<Searcher> Searcher::open(const std::vector<std::string>& indexes,
                                SearcherOptions options) {
  if (indexes.empty()) {
    return Error{ErrorCode::kInvalidArgument, "no index is named"};
  }
  std::vector<IndexAddress> addresses;
  for (const std::string& index : indexes) {
    Result<IndexAddress> address = parse_index_address(index);
    if (!address) return address.error();
    addresses.push_back(std::move(*address));
  }
  auto state =
      std::make_unique<State>(std::move(addresses), std::move(options));
  Searcher searcher(std::move(state));
  if (auto loaded = searcher.reload_lexicon(); !loaded) return loaded.error();
  if (auto revision = searcher.revision(); !revision) return revision.error();
  return searcher;
}

Result<SearchResponse> Searcher::search(const SearchRequest& request,
                                        StageTimes* stages) const {
  const auto start = std::chrono::steady_clock::now();
  const Deadline deadline = deadline_of(request.deadline_ms);
  const auto lexicon = state_->current_lexicon();
  const auto saved = state_->saved.current();
  const std::int64_t now = request.as_of.value_or(state_->now());
  Result<SearchResponse> response = state_->with_view([&](IndexView& view) {
    return run_search(request, view, *lexicon, *saved, state_->lists, deadline,
                      now, {nullptr, false, stages});
  });
  if (response) response->took_ms = milliseconds_since(start);
  return response;
}

Result<SuggestResponse> Searcher::suggest(const SuggestRequest& request) const {
  const auto start = std::chrono::steady_clock::now();
  const Deadline deadline = deadline_of(request.deadline_ms);
  const auto lexicon = state_->current_lexicon();
  const auto saved = state_->saved.current();
  Result<SuggestResponse> response = state_->with_view([&](IndexView& view) {
    const SuggestSources sources =
        state_->completions.of(view, lexicon, deadline);
    return run_suggest(request, view, sources, *lexicon, *saved, deadline,
                       state_->now());
  });
  if (response) response->took_ms = milliseconds_since(start);
  return response;
}

Result<TrendsResponse> Searcher::trends(const TrendsRequest& request) const {
  return state_->within_scope(
      request.deadline_ms,
      [&](const SearchScope& scope) { return find_trends(scope, request); });
}

Result<Comparison> Searcher::compare(const CompareRequest& request) const {
  return state_->within_scope(request.deadline_ms,
                              [&](const SearchScope& scope) {
                                return compare_queries(scope, request);
                              });
}

Result<SignificantTerms> Searcher::significant(
    const SignificantRequest& request) const {
  return state_->within_scope(
      request.deadline_ms, [&](const SearchScope& scope) {
        return find_significant(scope, request, *state_->all_entities(scope));
      });
}

Result<StoredArticleView> Searcher::article(std::string_view key) const {
  const auto lexicon = state_->current_lexicon();
  using Found = Result<StoredArticleView>;
  return state_->with_view([&](IndexView& view) -> Found {
    const Deadline none;
    const Matcher matcher(view, none);
    const MatchedPage page = matcher.article(key);
    if (page.size() == 0) {
      return Error{ErrorCode::kNotFound, "the index has no such article"};
    }
    auto data = DocumentData::open(matcher.document(page, 0).get_data());
    if (!data) return data.error();
    Result<Article> article = data->article();
    if (!article) return article.error();
    Hit told;
    told.key = key;
    told.id = article->id;
    told.source = article->source;
    if (article->published) {
      told.published = format_date(*article->published, TimeZone::utc());
    }
    Result<StoryOfHit> story =
        story_of_hit(view, page.hits[0].id, told, /*matched=*/1);
    if (!story) return story.error();
    return StoredArticleView{std::string(key), std::move(*article),
                             hit_entities(data->entities(), *lexicon),
                             std::move(*story)};
  });
}

Result<StoryAnswer> Searcher::story(std::string_view id,
                                    const StoryRequest& request) const {
  const auto start = std::chrono::steady_clock::now();
  const auto lexicon = state_->current_lexicon();
  Result<StoryAnswer> story = state_->with_view(
      [&](IndexView& view) { return tell_story(id, request, view, *lexicon); });
  if (story) story->took_ms = milliseconds_since(start);
  return story;
}

Result<SimilarResponse> Searcher::similar(std::string_view key,
                                          const SimilarOptions& options) const {
  const auto start = std::chrono::steady_clock::now();
  const Deadline deadline = deadline_of(options.deadline_ms);
  const auto lexicon = state_->current_lexicon();
  const std::int64_t now = state_->now();
  Result<SimilarResponse> response = state_->with_view([&](IndexView& view) {
    return find_similar(key, options, view, *lexicon, deadline, now);
  });
  if (response) response->took_ms = milliseconds_since(start);
  return response;
}

Result<IndexStats> Searcher::stats() const {
  const auto lexicon = state_->current_lexicon();
  return state_->with_view([&](IndexView& view) -> Result<IndexStats> {
    // Remote shards have no revision to know an old summary by.
    const bool keep = view.info.local;
    if (keep) {
      const std::lock_guard lock(state_->mutex);
      const auto& summary = state_->summary;
      if (summary && summary->uuid == view.info.uuid &&
          summary->revision == view.info.revision) {
        return *summary;
      }
    }
    IndexStats stats = summarize_index(view, *lexicon);
    if (keep) {
      const std::lock_guard lock(state_->mutex);
      state_->summary = stats;
    }
    return stats;
  });
}

Result<std::uint64_t> Searcher::revision() const {
  return state_->with_view([](IndexView& view) -> Result<std::uint64_t> {
    return view.info.revision;
  });
}

void Searcher::keep_within(std::uint64_t bytes) const {
  state_->reader.keep_within(bytes);
}

Result<void> Searcher::reload_lexicon() {
  auto loaded = Lexicon::load(state_->lexicon_file());
  if (!loaded) return loaded.error();
  const std::lock_guard lock(state_->mutex);
  state_->lexicon = std::move(*loaded);
  return {};
}

Versions Searcher::versions() const {
  const bool all_local =
      std::ranges::none_of(state_->reader.indexes(), &IndexAddress::remote);
  const auto files = state_->versions.current();
  return {all_local ? files->index : std::string(),
          state_->current_lexicon()->version(), files->saved};
}

std::vector<SavedSearch> Searcher::saved_searches() const {
  std::vector<SavedSearch> searches;
  for (const SavedQuery& saved : state_->saved.current()->queries.all()) {
    searches.push_back({saved.name, saved.query});
  }
  return searches;
}

}  // namespace lede
