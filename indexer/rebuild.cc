// SPDX-License-Identifier: GPL-3.0-or-later
//
//   sources -> pipeline -> ArticleSpool -> sorted batches -> segments
//           -> one segment -> manifest

#include "indexer/rebuild.h"

#include <map>

#include "common/schema.h"
#include "indexer/article_spool.h"
#include "indexer/batch_builder.h"
#include "indexer/document_builder.h"
#include "indexer/index_names.h"
#include "indexer/segment_merge.h"
#include "indexer/story_keeper.h"
#include "indexer/strays.h"

namespace lede {
namespace {

// Takes batches into the spool, telling apart what is new in this run.
class SpoolTarget final : public BatchTarget {
 public:
  SpoolTarget(ArticleSpool& spool, std::size_t jobs)
      : spool_(spool), jobs_(jobs) {}

  Result<std::vector<ArticleOutcome>> write(
      std::vector<Article> batch) override {
    Result<WritePlan> plan =
        plan_writes(std::move(batch), jobs_,
                    [this](std::string_view key) { return find(key); });
    if (!plan) return plan.error();
    for (const PlannedWrite& write : plan->writes) {
      PendingArticle& pending = plan->articles[write.article];
      hashes_[pending.key] = pending.content_hash;
      if (auto added = spool_.add(std::move(pending)); !added) {
        return added.error();
      }
    }
    return std::move(plan->outcomes);
  }

 private:
  Result<std::optional<Placed>> find(std::string_view key) const {
    const auto it = hashes_.find(key);
    if (it == hashes_.end()) return std::optional<Placed>();
    return std::optional<Placed>(Placed{0, 0, it->second});
  }

  ArticleSpool& spool_;
  std::size_t jobs_;
  std::map<std::string, std::string, std::less<>> hashes_;  // by key
};

// Builds the segments of the new generation out of what the spool gives.
class GenerationBuilder {
 public:
  // `live`: the manifest of the generation to be replaced, as far as it reads.
  GenerationBuilder(const std::filesystem::path& index,
                    const AddOptions& options, std::size_t articles,
                    const Manifest& live)
      : index_(index),
        options_(options),
        indexed_at_(options.writer.clock()),
        next_id_(kHighestDocId - static_cast<std::uint32_t>(articles) + 1),
        builders_(make_builders(options.writer)),
        stories_(index, options.writer.lexicon, options.writer.jobs) {
    // What its stories were called stays resolvable.
    stories_.load(live);
  }

  Result<void> take(PendingArticle pending) {
    pending.article.indexed_at = indexed_at_;
    bytes_ += pending.article.text.size() + sizeof(Article);
    batch_.outcomes.emplace_back();
    batch_.writes.push_back({batch_.articles.size(), std::nullopt});
    batch_.articles.push_back(std::move(pending));
    return bytes_ < options_.pipeline.batch_bytes ? Result<void>() : flush();
  }

  Result<void> flush() {
    if (batch_.writes.empty()) return {};
    Result<BuiltBatch> built = build_batch(index_, batch_, next_id_, builders_);
    if (!built) return built.error();
    next_id_ += static_cast<std::uint32_t>(batch_.writes.size());
    segments_.insert(segments_.end(), built->segments.begin(),
                     built->segments.end());
    stemmers_.merge(built->stemmers);
    for (const SignedDocument& document : built->documents) {
      keys_.insert(document.key);
    }
    stories_.put(std::move(built->documents));
    for (ArticleOutcome& outcome : batch_.outcomes) {
      if (outcome.outcome != WriteOutcome::kRejected) continue;
      rejected_.push_back({outcome.where, outcome.reason});
    }
    batch_ = {};
    bytes_ = 0;
    return {};
  }

  // What the manifest has to say of the new generation.
  Result<void> finish(Manifest& manifest) {
    if (auto flushed = flush(); !flushed) return flushed;
    manifest.segments.clear();
    manifest.pending_deletes.clear();
    manifest.stemmers.assign(stemmers_.begin(), stemmers_.end());
    manifest.story_table.clear();
    manifest.story_state.clear();
    if (segments_.empty()) return {};
    if (auto grouped = group(manifest); !grouped) return grouped;
    manifest.next_id = segments_.front().first_id - 1;
    Result<Segment> merged = merge_segments(
        index_, segments_, new_segment_name(), options_.writer.jobs);
    if (!merged) return merged.error();
    manifest.segments.push_back(std::move(*merged));
    return {};
  }

  [[nodiscard]] const std::vector<Rejection>& rejected() const {
    return rejected_;
  }

 private:
  Result<void> group(Manifest& manifest) {
    if (!options_.writer.group_stories) return {};
    stories_.keep_only(keys_);
    if (auto written = stories_.write_table(manifest); !written) return written;
    const Result<bool> written = stories_.write_state(manifest);
    return written ? Result<void>() : written.error();
  }

  const std::filesystem::path& index_;
  const AddOptions& options_;
  // One time for all, or the articles that are built last, the oldest, would be
  // what was indexed last.
  const std::int64_t indexed_at_;
  std::uint32_t next_id_;
  std::vector<BuildDocument> builders_;
  WritePlan batch_;
  std::size_t bytes_ = 0;
  std::vector<Segment> segments_;
  std::set<std::string, std::less<>> stemmers_;
  std::vector<Rejection> rejected_;
  StoryKeeper stories_;
  ArticleKeys keys_;  // of all that was built
};

// The manifest to go on from: a new one that keeps uuid, revision and stories,
// if the old one tells them.
Manifest next_generation(const std::filesystem::path& index,
                         const Lexicon& lexicon) {
  Manifest manifest = new_manifest(lexicon);
  if (const Result<Manifest> live = load_manifest(index)) {
    manifest.revision = live->revision;
    if (!live->uuid.empty()) manifest.uuid = live->uuid;
    manifest.story_table = live->story_table;
    manifest.story_state = live->story_state;
  }
  return manifest;
}

Result<void> swap_generation(const std::filesystem::path& index,
                             const AddOptions& options, ArticleSpool& spool,
                             IndexReport& report) {
  Manifest manifest = next_generation(index, *options.writer.lexicon);
  GenerationBuilder builder(index, options, spool.size(), manifest);
  Result<void> drained = spool.drain(
      [&](PendingArticle pending) { return builder.take(std::move(pending)); });
  if (!drained) return drained;
  if (auto finished = builder.finish(manifest); !finished) return finished;
  for (const Rejection& rejection : builder.rejected()) {
    if (options.pipeline.on_reject) options.pipeline.on_reject(rejection);
    ++report.rejected;
    --report.added;
  }
  ++manifest.revision;
  manifest.updated_at = options.writer.clock();
  if (auto synced = sync_folder(index / "segments"); !synced) return synced;
  if (auto saved = save_manifest(index, manifest); !saved) return saved;
  remove_strays(index, manifest);
  for (const Segment& segment : manifest.segments) {
    report.documents += segment.documents;
  }
  report.stories = count_stories(index, manifest, report.documents);
  return {};
}

}  // namespace

Result<AddResult> rebuild_index(const std::filesystem::path& index,
                                const std::vector<std::string>& sources,
                                const AddOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  if (auto made = make_folder(index / "segments"); !made) return made.error();
  Result<IndexLock> lock =
      IndexLock::take(lock_path(index), options.writer.wait);
  if (!lock) return lock.error();
  ArticleSpool spool(spool_path(index), options.pipeline.batch_bytes);
  SpoolTarget target(spool, options.writer.jobs);
  Result<PipelineResult> run = run_pipeline(sources, options.pipeline, target);
  if (!run) return run.error();
  const bool stopped = options.pipeline.strict && run->report.rejected > 0;
  const bool whole = !run->interrupted && !stopped;
  if (whole) {
    if (spool.size() == 0) {
      return Error{ErrorCode::kNotFound,
                   "no article could be read; the index stays as it is"};
    }
    Result<void> swapped = swap_generation(index, options, spool, run->report);
    if (!swapped) {
      if (const Result<Manifest> live = load_manifest(index)) {
        remove_strays(index, *live);
      }
      return swapped.error();
    }
  }
  run->report.seconds = seconds_since(started);
  return AddResult{std::move(run->report), run->interrupted, whole};
}

}  // namespace lede
