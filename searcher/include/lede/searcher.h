// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede's library: open one index or several, ask, get ranked hits with
// snippets. It only searches; lede-index writes.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <lede/article.h>
#include <lede/over_time.h>
#include <lede/request.h>
#include <lede/response.h>
#include <lede/result.h>
#include <lede/saved.h>
#include <lede/significance.h>
#include <lede/similar.h>
#include <lede/stages.h>
#include <lede/stats.h>
#include <lede/story.h>
#include <lede/suggest.h>

namespace lede {

struct SearcherOptions {
  // The user's lexicon; empty: lexicon.json in the first index folder.
  std::string lexicon_path;
  // Seconds since 1970: what "now" is for freshness and relative dates.
  // Empty: the system's clock.
  std::function<std::int64_t()> clock;
  // Has the system tell of changes, rather than look at the disk in each call:
  // some 10 us less. What it does not tell of, such as another machine's
  // writing on a network file system, is seen 50 ms later. For programs that
  // stay.
  bool watch_files = false;
};

// What answers depend on besides their requests; each another text whenever it
// has changed.
struct Versions {
  // Alike wherever the same index lies; empty if an index is remote, as that
  // changes unseen, or does not read.
  std::string index;
  std::string lexicon;
  std::string saved;  // the saved queries
};

// An article as the index holds it.
struct StoredArticleView {
  std::string key;
  Article article;
  std::vector<HitEntity> entities;
  StoryOfHit story;
};

// Answers queries over one logical index. It follows the index by itself:
// commits and swapped generations are seen by the next call. No exception
// leaves it. Any number of threads may call one Searcher at once; each call
// borrows a database handle of its own. Movable; moving while others call is
// not allowed.
class Searcher {
 public:
  // `indexes`: folders, or "xapian://HOST:PORT" for a remote segment server;
  // several are searched as one. kMissingIndex, kCorrupt, kVersionMismatch,
  // kUnavailable; kInvalidArgument for an empty list or a bad address.
  static Result<Searcher> open(const std::vector<std::string>& indexes,
                               SearcherOptions options);
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  // kInvalidArgument for a bad date, time zone, filter field or facet in the
  // request (the query text itself is never an error), kDeadlineExceeded,
  // kUnavailable, kCorrupt. Sets `stages`, if given, to where the time went.
  [[nodiscard]] Result<SearchResponse> search(
      const SearchRequest& request, StageTimes* stages = nullptr) const;

  // Completes what is being typed. kInvalidArgument for a bad time zone or
  // limit, otherwise as above. The first call for a segment, and the first of
  // all, begin to read what words are completed from; until that is done, or if
  // it is not by half the deadline, answers know less and say so.
  [[nodiscard]] Result<SuggestResponse> suggest(
      const SuggestRequest& request) const;

  // What rises in a window of days, what two to five queries find over time,
  // and what the answer to a query has that others have not. As search() fails.
  [[nodiscard]] Result<TrendsResponse> trends(
      const TrendsRequest& request) const;
  [[nodiscard]] Result<Comparison> compare(const CompareRequest& request) const;
  [[nodiscard]] Result<SignificantTerms> significant(
      const SignificantRequest& request) const;

  // kNotFound if the index has no article of that key (see article_key()).
  [[nodiscard]] Result<StoredArticleView> article(std::string_view key) const;

  // The story named `id`: by the key of any of its articles, or by an id it had
  // before. kInvalidArgument for a limit or offset out of bounds, kNotFound.
  // Reads every article up to the last one asked for.
  [[nodiscard]] Result<StoryAnswer> story(
      std::string_view id, const StoryRequest& request = {}) const;

  // Articles about what that one is about. kNotFound as article();
  // kInvalidArgument for a bad filter or time zone, kDeadlineExceeded,
  // kUnavailable, kCorrupt. Some milliseconds.
  [[nodiscard]] Result<SimilarResponse> similar(
      std::string_view key, const SimilarOptions& options) const;

  [[nodiscard]] Result<IndexStats> stats() const;

  // Revision the next call will answer from; opens a newer one if there is.
  [[nodiscard]] Result<std::uint64_t> revision() const;

  // As of now: what was changed before is in it. Some microseconds.
  [[nodiscard]] Versions versions() const;

  // Rereads the user's lexicon. On failure the old one stays.
  Result<void> reload_lexicon();

  // Searching reads the index through memory. If what is mapped of files takes
  // more than `bytes` of this process's memory, gives it back to the system,
  // the postings first: answers stay the same, the next ones take a little
  // longer. Some microseconds if there is nothing to do; may be called at any
  // time, every second or so.
  void keep_within(std::uint64_t bytes) const;

  // The saved queries ("query:NAME") as they are now, in the order they were
  // saved; of several indexes, the first with a name counts.
  [[nodiscard]] std::vector<SavedSearch> saved_searches() const;

 private:
  struct State;
  explicit Searcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace lede
