// SPDX-License-Identifier: GPL-3.0-or-later
//
// A commit, step by step, and what a crash after each leaves:
//
//   1. new segments are built and synced,   the old index; strays
//      and a new table of stories
//   2. the manifest is swapped: it names    the new index; old versions stand
//      the new segments and the old         beside the new ones until the next
//      versions still to be deleted         writer does step 3
//   3. old versions are deleted, each       the same
//      segment by a commit of its own
//   4. the manifest is swapped again,       the new index
//      nothing pending
//   5. later: small segments are merged     the old index; strays
//      into one, the manifest is swapped,
//      their folders removed; the same for
//      the state of stories

#include "indexer/index_writer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "indexer/batch_builder.h"
#include "indexer/index_names.h"
#include "indexer/segment_deletes.h"
#include "indexer/segment_merge.h"
#include "indexer/strays.h"

namespace lede {
namespace {

// During a long run: from here on, do not wait for its end with merging.
constexpr std::size_t kMaxSegments = 24;

}  // namespace

std::vector<BuildDocument> make_builders(const WriterOptions& options) {
  std::vector<BuildDocument> builders;
  while (builders.size() < std::max(options.jobs, 1U)) {
    if (options.make_builder) {
      builders.push_back(options.make_builder());
      continue;
    }
    auto builder = std::make_shared<DocumentBuilder>(options.lexicon);
    builders.emplace_back(
        [builder](const Article& article, std::string_view hash) {
          return builder->build(article, hash);
        });
  }
  return builders;
}

Result<IndexWriter> IndexWriter::open(const std::filesystem::path& index,
                                      WriterOptions options) {
  const Result<Manifest> present = load_manifest(index);
  if (!present) {
    const bool missing = present.error().code == ErrorCode::kMissingIndex;
    if (!missing || !options.create) return present.error();
    if (auto made = make_folder(index / "segments"); !made) return made.error();
  }
  Result<IndexLock> lock = IndexLock::take(lock_path(index), options.wait);
  if (!lock) return lock.error();
  IndexWriter writer(index, std::move(options), std::move(*lock));
  if (auto loaded = writer.load(); !loaded) return loaded.error();
  return writer;
}

Result<void> IndexWriter::load() {
  Result<Manifest> manifest = load_manifest(index_);
  if (!manifest) {
    if (manifest.error().code != ErrorCode::kMissingIndex) {
      return manifest.error();
    }
    return save(new_manifest(*options_.lexicon));
  }
  if (auto compatible = check_compatible(*manifest, index_); !compatible) {
    return compatible;
  }
  manifest_ = std::move(*manifest);
  remove_strays(index_, manifest_);
  return finish_deletes();
}

std::uint64_t IndexWriter::documents() const {
  std::uint64_t documents = 0;
  for (const Segment& segment : manifest_.segments) {
    documents += segment.documents;
  }
  return documents;
}

Result<std::vector<ArticleOutcome>> IndexWriter::write(
    std::vector<Article> articles) {
  Result<SegmentReader> stored = reader();
  if (!stored) return stored.error();
  Result<WritePlan> plan =
      plan_writes(std::move(articles), options_.jobs,
                  [&](std::string_view key) { return stored->find(key); });
  if (!plan) return plan.error();
  if (plan->writes.empty()) return std::move(plan->outcomes);

  Manifest next = manifest_;
  if (auto built = build(*plan, next); !built) {
    remove_strays(index_, manifest_);
    return built.error();
  }
  if (next.segments == manifest_.segments) {  // all of it was rejected
    remove_strays(index_, manifest_);
    return std::move(plan->outcomes);
  }
  if (auto done = commit(std::move(next)); !done) return done.error();
  if (manifest_.segments.size() > kMaxSegments) {
    if (auto settled = settle(); !settled) return settled.error();
  }
  return std::move(plan->outcomes);
}

Result<void> IndexWriter::build(WritePlan& plan, Manifest& next) {
  if (next.next_id < plan.writes.size()) {
    return Error{ErrorCode::kInvalidArgument,
                 "the index has used up its document ids: rebuild it"};
  }
  for (PendingArticle& pending : plan.articles) {
    pending.article.indexed_at = options_.clock();
  }
  if (builders_.empty()) builders_ = make_builders(options_);
  // The newest article gets the lowest id, so that ids ascend from new to old.
  next.next_id -= static_cast<std::uint32_t>(plan.writes.size());
  Result<BuiltBatch> batch =
      build_batch(index_, plan, next.next_id + 1, builders_);
  if (!batch) return batch.error();
  if (!batch->documents.empty()) {
    if (auto grouped = regroup({}, std::move(batch->documents), next);
        !grouped) {
      return grouped;
    }
  }

  std::vector<Placed> replaced;
  for (const PlannedWrite& write : plan.writes) {
    const bool written =
        plan.outcomes[write.article].outcome != WriteOutcome::kRejected;
    if (written && write.replaces) replaced.push_back(*write.replaces);
  }
  note_deletes(next, manifest_.segments, replaced);
  next.segments.insert(next.segments.begin(), batch->segments.begin(),
                       batch->segments.end());
  for (const Segment& segment : batch->segments) fresh_.insert(segment.name);
  for (const std::string& stemmer : next.stemmers) {
    batch->stemmers.insert(stemmer);
  }
  next.stemmers.assign(batch->stemmers.begin(), batch->stemmers.end());
  // An index stays marked as made with the older lexicon until it is rebuilt.
  if (documents() == 0) {
    next.lexicon_version = options_.lexicon->built_in_version();
  }
  return {};
}

Result<std::vector<bool>> IndexWriter::remove(
    const std::vector<std::string>& keys) {
  Result<SegmentReader> stored = reader();
  if (!stored) return stored.error();
  std::vector<bool> removed(keys.size(), false);
  std::vector<Placed> placed;
  std::vector<std::string> gone;
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Result<std::optional<Placed>> found = stored->find(keys[i]);
    if (!found) return found.error();
    removed[i] = found->has_value();
    if (!*found || !seen.insert(keys[i]).second) continue;
    placed.push_back(**found);
    gone.push_back(keys[i]);
  }
  if (placed.empty()) return removed;
  Manifest next = manifest_;
  note_deletes(next, manifest_.segments, placed);
  if (auto grouped = regroup(gone, {}, next); !grouped) {
    return grouped.error();
  }
  if (auto done = commit(std::move(next)); !done) return done.error();
  return removed;
}

IndexWriter::KeptStories IndexWriter::give_stories() {
  return {std::exchange(stories_, std::nullopt), manifest_.uuid,
          manifest_.revision};
}

void IndexWriter::take_stories(KeptStories kept) {
  if (kept.uuid == manifest_.uuid && kept.revision == manifest_.revision) {
    stories_ = std::move(kept.keeper);
  }
}

Result<StoryKeeper*> IndexWriter::stories_now() {
  if (!stories_) {
    stories_.emplace(index_, options_.lexicon, options_.jobs);
    stories_->load(manifest_);
    if (auto caught_up = stories_->catch_up(manifest_); !caught_up) {
      stories_.reset();
      return caught_up.error();
    }
  }
  return &*stories_;
}

Result<void> IndexWriter::regroup(const std::vector<std::string>& removed,
                                  std::vector<SignedDocument> written,
                                  Manifest& next) {
  if (!options_.group_stories) {
    next.story_table.clear();
    return {};
  }
  Result<StoryKeeper*> stories = stories_now();
  if (!stories) return stories.error();
  for (const std::string& key : removed) (*stories)->remove(key);
  (*stories)->put(std::move(written));
  return (*stories)->write_table(next);
}

Result<void> IndexWriter::settle_stories() {
  const bool ungrouped = manifest_.story_table.empty() && documents() > 0;
  if (!options_.group_stories || (!stories_ && !ungrouped)) return {};
  Manifest next = manifest_;
  if (ungrouped) {
    if (auto grouped = regroup({}, {}, next); !grouped) return grouped;
  }
  Result<bool> written = stories_->write_state(next);
  if (!written) return written.error();
  if (!*written && !ungrouped) return {};
  if (auto saved = save(std::move(next)); !saved) return saved;
  remove_strays(index_, manifest_);
  return {};
}

Result<void> IndexWriter::commit(Manifest next) {
  if (auto saved = save(std::move(next)); !saved) return saved;
  remove_strays(index_, manifest_);
  return finish_deletes();
}

Result<void> IndexWriter::save(Manifest next) {
  if (auto synced = sync_folder(index_ / "segments"); !synced) return synced;
  ++next.revision;
  next.updated_at = options_.clock();
  if (auto saved = save_manifest(index_, next); !saved) return saved;
  manifest_ = std::move(next);
  return {};
}

Result<void> IndexWriter::finish_deletes() {
  if (manifest_.pending_deletes.empty()) return {};
  Manifest next = manifest_;
  for (const PendingDelete& pending : manifest_.pending_deletes) {
    const auto segment =
        std::ranges::find(next.segments, pending.segment, &Segment::name);
    if (segment == next.segments.end()) continue;
    Result<std::uint64_t> left =
        delete_documents(segment_path(index_, *segment), pending.document_ids);
    if (!left) return left.error();
    segment->documents = *left;
  }
  next.pending_deletes.clear();
  std::erase_if(next.segments,
                [](const Segment& segment) { return segment.documents == 0; });
  if (auto saved = save(std::move(next)); !saved) return saved;
  remove_strays(index_, manifest_);
  return {};
}

Result<void> IndexWriter::settle() {
  if (auto settled = settle_stories(); !settled) return settled;
  std::size_t fresh = 0;
  for (std::size_t i = 0; i < manifest_.segments.size(); ++i) {
    if (fresh_.contains(manifest_.segments[i].name)) fresh = i + 1;
  }
  const std::size_t count = segments_to_merge(manifest_.segments, fresh);
  // A new segment is compact as it is.
  return count > 1 ? merge_newest(count) : Result<void>();
}

Result<void> IndexWriter::compact() {
  if (auto settled = settle_stories(); !settled) return settled;
  return merge_newest(manifest_.segments.size());
}

Result<void> IndexWriter::merge_newest(std::size_t count) {
  if (count == 0) return {};
  const auto end = manifest_.segments.begin() + static_cast<long>(count);
  const std::vector<Segment> merging(manifest_.segments.begin(), end);
  Result<Segment> merged =
      merge_segments(index_, merging, new_segment_name(), options_.jobs);
  if (!merged) {
    remove_strays(index_, manifest_);
    return merged.error();
  }
  Manifest next = manifest_;
  next.segments.erase(next.segments.begin(),
                      next.segments.begin() + static_cast<long>(count));
  next.segments.insert(next.segments.begin(), std::move(*merged));
  if (auto saved = save(std::move(next)); !saved) return saved;
  fresh_.clear();
  remove_strays(index_, manifest_);
  return {};
}

}  // namespace lede
