// SPDX-License-Identifier: GPL-3.0-or-later
//
// Opens the indexes of a Searcher as one database, lends it to one call at a
// time, and keeps what it lends up to date with the manifests.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/analysis/analyzer.h"
#include "searcher/date_order.h"
#include "searcher/file_stamps.h"
#include "searcher/hidden_documents.h"
#include "searcher/match/postings_cache.h"
#include "searcher/query/plan.h"
#include "searcher/value_names.h"
#include "searcher/view_stories.h"
#include <lede/response.h>
#include <lede/result.h>

namespace lede {

// One address an index is given by.
struct IndexAddress {
  std::string text;             // as given, for messages
  std::filesystem::path index;  // empty if remote
  std::string host;
  unsigned port = 0;

  [[nodiscard]] bool remote() const { return !host.empty(); }
};

// Reads "xapian://HOST:PORT" or a folder. kInvalidArgument for a bad address.
Result<IndexAddress> parse_index_address(const std::string& text);

// What is known of an open view besides its documents.
struct ViewInfo {
  std::string uuid;  // of several indexes joined by '+'
  std::uint64_t revision = 0;
  std::int64_t updated_at = 0;  // seconds since 1970; 0 if all are remote
  std::uint64_t segments = 0;
  std::vector<std::filesystem::path> folders;  // of the local segments
  std::vector<std::string> stemmers;           // joined
  std::vector<std::string> lexicon_versions;   // of the local indexes
  std::string language;        // see PlanContext::index_language
  ShardCount shards;           // indexes named, and those that answered
  std::vector<Warning> dead;   // one for each that did not
  std::vector<Warning> lacks;  // of what answers do without
  bool local = true;           // no shard is remote: custom sources may be used
  bool newest_first = false;   // ascending ids are newest first, undated last
  std::shared_ptr<const HiddenDocuments> hidden;  // null: none
};

// One view of all indexes. Used by one thread at a time.
struct IndexView {
  Xapian::Database database;  // never without a shard
  // The same, segment by segment, if some are remote; else empty.
  std::vector<Xapian::Database> segments;
  ViewInfo info;
  // Null unless all shards are local and each segment has its postings file.
  std::shared_ptr<const ViewPostings> postings;  // shared by views alike
  // Null unless all shards are local and the runs of their segments known.
  std::unique_ptr<DateOrder> date_order;
  // Null if each article is a story of its own; shared by views alike.
  std::shared_ptr<const ViewStories> stories;
  std::unique_ptr<StoryCounts> story_counts;  // of `stories`, once needed
  ViewNames names;
  Analyzer analyzer;
  std::vector<std::uint64_t> stamps;  // of the manifests it was made from
  // When shards that did not answer are tried again.
  std::chrono::steady_clock::time_point retry_dead_at;

  // Documents that hold the (prefixed) term.
  [[nodiscard]] std::uint32_t frequency(const std::string& term) const {
    return postings ? postings->frequency(term) : database.get_termfreq(term);
  }
  // For stock_query().
  [[nodiscard]] DateOrder* dates() const { return date_order.get(); }
};

// Lends views. Any number of threads may borrow at once.
class IndexReader {
 public:
  // Gives the view back at the end, unless it was discarded.
  class Lease {
   public:
    Lease(IndexReader& reader, std::unique_ptr<IndexView> view)
        : reader_(&reader), view_(std::move(view)) {}
    ~Lease();
    Lease(Lease&& other) noexcept = default;
    Lease& operator=(Lease&&) = delete;

    IndexView& operator*() const { return *view_; }
    IndexView* operator->() const { return view_.get(); }
    // The view failed: the next borrower gets a fresh one.
    void discard() { view_.reset(); }

   private:
    IndexReader* reader_;
    std::unique_ptr<IndexView> view_;
  };

  // `stamps` outlives it.
  IndexReader(std::vector<IndexAddress> indexes, FileStamps& stamps);

  // A view that is as new as the manifests. kMissingIndex, kCorrupt,
  // kVersionMismatch; kUnavailable if no shard answers.
  Result<Lease> borrow();

  [[nodiscard]] const std::vector<IndexAddress>& indexes() const {
    return indexes_;
  }

  // As Searcher::keep_within().
  void keep_within(std::uint64_t bytes) { postings_.keep_within(bytes); }

 private:
  std::unique_ptr<IndexView> take_idle();
  void give_back(std::unique_ptr<IndexView> view);
  [[nodiscard]] bool is_current(IndexView& view);

  std::vector<IndexAddress> indexes_;
  std::vector<std::filesystem::path> manifests_;  // of the local ones
  FileStamps& stamps_;
  PostingsCache postings_;
  StoryTables tables_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<IndexView>> idle_;  // guarded by mutex_
};

}  // namespace lede
