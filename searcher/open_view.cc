// SPDX-License-Identifier: GPL-3.0-or-later
//
// Indexes named by their addresses -> one open view.

#include "searcher/open_view.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "common/index_layout.h"
#include "common/schema.h"
#include "searcher/xapian_seam.h"

namespace lede {
namespace {

constexpr int kOpenAttempts = 10;
constexpr unsigned kConnectTimeoutMs = 2000;
constexpr unsigned kRemoteTimeoutMs = 10000;
constexpr std::chrono::seconds kRetryDeadAfter{2};
// Xapian numbers the documents of n shards up to n times the highest id.
constexpr std::uint64_t kMaxJoinedId = 0xffffffff;
// The share of articles in one language from which on it is the index's.
constexpr double kMainLanguageShare = 0.95;

// Gathers shards into a view.
class ViewBuilder {
 public:
  ViewBuilder(PostingsCache& postings, StoryTables& tables)
      : postings_(postings),
        tables_(tables),
        view_(std::make_unique<IndexView>()) {
    view_->info.shards = {0, 0};
  }

  Result<void> add(const IndexAddress& address) {
    view_->info.shards.total += 1;
    if (address.remote()) return add_remote(address);
    return add_local(address);
  }

  Result<std::unique_ptr<IndexView>> finish() {
    ViewInfo& info = view_->info;
    if (info.shards.answered == 0) {
      return Error{ErrorCode::kUnavailable, info.dead.front().message};
    }
    if (highest_id_ * std::max<std::uint64_t>(info.segments, 1) >
        kMaxJoinedId) {
      return Error{ErrorCode::kCorrupt,
                   std::to_string(info.segments) +
                       " segments are too many to open at once; run "
                       "`lede-index compact`"};
    }
    if (info.segments == 0) {
      view_->database.add_database(
          Xapian::WritableDatabase(std::string(), Xapian::DB_BACKEND_INMEMORY));
    }
    if (info.local) view_->segments.clear();
    info.newest_first = info.segments == 1 && date_ordered_;
    if (info.local && runs_known_) view_->date_order = std::move(date_order_);
    info.stemmers.assign(stemmers_.begin(), stemmers_.end());
    if (info.local && !segments_.empty()) {
      view_->postings = postings_.of(segments_, view_->database);
    }
    if (!hidden_.empty()) {
      info.hidden = std::make_shared<const HiddenDocuments>(std::move(hidden_));
    }
    if (stories_->size() > 0) view_->stories = std::move(stories_);
    find_languages();
    view_->retry_dead_at = std::chrono::steady_clock::now() + kRetryDeadAfter;
    return std::move(view_);
  }

 private:
  Result<void> add_local(const IndexAddress& address) {
    view_->stamps.push_back(manifest_stamp(address.index));
    Result<Manifest> manifest = load_manifest(address.index);
    if (!manifest) return manifest.error();
    if (Result<void> ok = check_compatible(*manifest, address.index); !ok) {
      return ok;
    }
    const auto table = open_table(address, *manifest);
    for (const Segment& segment : manifest->segments) {
      add_segment(address, *manifest, segment);
      if (table) {
        stories_->add_shard(table, segment);
      } else {
        stories_->add_shard();
      }
    }
    ViewInfo& info = view_->info;
    info.revision += manifest->revision;
    info.updated_at = std::max(info.updated_at, manifest->updated_at);
    info.lexicon_versions.push_back(manifest->lexicon_version);
    stemmers_.insert(manifest->stemmers.begin(), manifest->stemmers.end());
    answered(manifest->uuid);
    return {};
  }

  // Null if there is none to be had.
  std::shared_ptr<const StoryTable> open_table(const IndexAddress& address,
                                               const Manifest& manifest) {
    if (manifest.story_table.empty()) return nullptr;
    auto table =
        tables_.open(stories_path(address.index) / manifest.story_table);
    if (table) return std::move(*table);
    view_->info.lacks.push_back({"the stories of " + address.text +
                                     " do not read, so each article stands "
                                     "alone; run `lede-index check --repair`",
                                 std::nullopt});
    return nullptr;
  }

  void add_segment(const IndexAddress& address, const Manifest& manifest,
                   const Segment& segment) {
    const auto folder = segment_path(address.index, segment);
    const Xapian::Database database(folder.string());
    view_->database.add_database(database);
    view_->segments.push_back(database);
    view_->info.folders.push_back(folder);
    view_->info.segments += 1;
    highest_id_ = std::max<std::uint64_t>(highest_id_, segment.last_id);
    date_ordered_ = date_ordered_ && segment.date_ordered();
    runs_known_ = runs_known_ && !segment.runs.empty();
    if (runs_known_) date_order_->add(database, segment.runs);
    std::vector<std::uint32_t> hidden;
    for (const PendingDelete& pending : manifest.pending_deletes) {
      if (pending.segment != segment.name) continue;
      hidden.insert(hidden.end(), pending.document_ids.begin(),
                    pending.document_ids.end());
    }
    std::ranges::sort(hidden);
    if (!hidden.empty()) hidden_[database.get_uuid()] = hidden;
    segments_.push_back({folder, database, std::move(hidden)});
  }

  Result<void> add_remote(const IndexAddress& address) {
    view_->info.local = false;
    date_ordered_ = false;
    try {
      const Xapian::Database database = Xapian::Remote::open(
          address.host, address.port, kRemoteTimeoutMs, kConnectTimeoutMs);
      view_->database.add_database(database);
      view_->segments.push_back(database);
      stories_->add_shard();
      view_->info.segments += 1;
      highest_id_ =
          std::max<std::uint64_t>(highest_id_, database.get_lastdocid());
      answered(database.get_uuid());
    } catch (const Xapian::NetworkError& error) {
      view_->info.dead.push_back(
          {"shard " + address.text + " does not answer: " + error.get_msg(),
           std::nullopt});
    }
    return {};
  }

  void answered(const std::string& uuid) {
    ViewInfo& info = view_->info;
    info.shards.answered += 1;
    if (!info.uuid.empty()) info.uuid += '+';
    info.uuid += uuid;
  }

  // Reads the terms of languages: which one is the index's, and, as remote
  // shards have no manifest to read, which stemmers were used.
  void find_languages() {
    const Xapian::Database& database = view_->database;
    const double enough = kMainLanguageShare * database.get_doccount();
    const std::string language_prefix(prefix::kLanguage);
    for (auto term = database.allterms_begin(language_prefix);
         term != database.allterms_end(language_prefix); ++term) {
      const std::string language = (*term).substr(language_prefix.size());
      if (!view_->info.local) stemmers_.emplace(stemmer_for(language));
      if (term.get_termfreq() >= enough && view_->info.language.empty()) {
        view_->info.language = language;
      }
    }
    view_->info.stemmers.assign(stemmers_.begin(), stemmers_.end());
  }

  PostingsCache& postings_;
  StoryTables& tables_;
  std::unique_ptr<IndexView> view_;
  std::shared_ptr<ViewStories> stories_ = std::make_shared<ViewStories>();
  std::vector<OpenSegment> segments_;  // the local ones
  std::set<std::string> stemmers_;
  HiddenDocuments hidden_;
  std::uint64_t highest_id_ = 0;
  bool date_ordered_ = true;
  bool runs_known_ = true;
  std::unique_ptr<DateOrder> date_order_ = std::make_unique<DateOrder>();
};

Result<std::unique_ptr<IndexView>> open_once(
    const std::vector<IndexAddress>& indexes, PostingsCache& postings,
    StoryTables& tables) {
  ViewBuilder builder(postings, tables);
  for (const IndexAddress& address : indexes) {
    if (Result<void> ok = builder.add(address); !ok) return ok.error();
  }
  return builder.finish();
}

std::vector<std::uint64_t> stamps_of(const std::vector<IndexAddress>& indexes) {
  std::vector<std::uint64_t> stamps;
  for (const IndexAddress& address : indexes) {
    if (!address.remote()) stamps.push_back(manifest_stamp(address.index));
  }
  return stamps;
}

}  // namespace

Result<std::unique_ptr<IndexView>> open_view(
    const std::vector<IndexAddress>& indexes, PostingsCache& postings,
    StoryTables& tables) {
  for (int attempt = 1;; ++attempt) {
    const std::vector<std::uint64_t> before = stamps_of(indexes);
    bool retry = false;
    auto view = at_xapian_seam(
        retry, [&] { return open_once(indexes, postings, tables); });
    const bool unchanged = before == stamps_of(indexes);
    if (view && unchanged) return view;
    // What fails while nothing changes will fail again.
    if (attempt == kOpenAttempts || (!view && unchanged)) return view;
  }
}

}  // namespace lede
