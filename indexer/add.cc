// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/add.h"

#include <map>
#include <optional>
#include <utility>

#include "indexer/prune.h"

namespace lede {
namespace {

// Writes batches to the live index.
class LiveTarget final : public BatchTarget {
 public:
  LiveTarget(const std::filesystem::path& index, const AddOptions& options)
      : index_(index), options_(options) {}

  // Takes the lock, unless it is held.
  Result<void> open() {
    if (writer_) return {};
    Result<IndexWriter> writer = IndexWriter::open(index_, options_.writer);
    if (!writer) return writer.error();
    writer_.emplace(std::move(*writer));
    writer_->take_stories(std::exchange(kept_, {}));
    return {};
  }

  Result<std::vector<ArticleOutcome>> write(
      std::vector<Article> batch) override {
    if (auto opened = open(); !opened) return opened.error();
    Result<std::vector<ArticleOutcome>> outcomes =
        writer_->write(std::move(batch));
    if (!outcomes || !options_.stream) return outcomes;
    if (auto settled = writer_->settle(); !settled) return settled.error();
    release();
    return outcomes;
  }

  void release() {
    kept_ = writer_->give_stories();
    writer_.reset();
  }
  IndexWriter& writer() { return *writer_; }

 private:
  const std::filesystem::path& index_;
  const AddOptions& options_;
  std::optional<IndexWriter> writer_;
  IndexWriter::KeptStories kept_;  // while there is no writer
};

// Compares batches with the index and with what was read before.
class DryRunTarget final : public BatchTarget {
 public:
  explicit DryRunTarget(std::size_t jobs) : jobs_(jobs) {}

  Result<void> open(const std::filesystem::path& index) {
    Result<Manifest> manifest = load_manifest(index);
    if (!manifest) {
      if (manifest.error().code == ErrorCode::kMissingIndex) return {};
      return manifest.error();
    }
    if (auto fits = check_compatible(*manifest, index); !fits) return fits;
    Result<SegmentReader> reader = SegmentReader::open(index, *manifest);
    if (!reader) return reader.error();
    reader_.emplace(std::move(*reader));
    for (const Segment& segment : manifest->segments) {
      documents_ += segment.documents;
    }
    stories_ = count_stories(index, *manifest, documents_);
    return {};
  }

  Result<std::vector<ArticleOutcome>> write(
      std::vector<Article> batch) override {
    Result<WritePlan> plan =
        plan_writes(std::move(batch), jobs_,
                    [this](std::string_view key) { return find(key); });
    if (!plan) return plan.error();
    for (const PlannedWrite& write : plan->writes) {
      const PendingArticle& pending = plan->articles[write.article];
      if (!write.replaces) {
        ++documents_;
        ++stories_;
      }
      written_[pending.key] = pending.content_hash;
    }
    return std::move(plan->outcomes);
  }

  [[nodiscard]] std::uint64_t documents() const { return documents_; }
  // Nothing is grouped: each new article counts as a story of its own.
  [[nodiscard]] std::uint64_t stories() const { return stories_; }

 private:
  Result<std::optional<Placed>> find(std::string_view key) const {
    if (const auto it = written_.find(key); it != written_.end()) {
      return std::optional<Placed>(Placed{0, 0, it->second});
    }
    if (!reader_) return std::optional<Placed>();
    return reader_->find(key);
  }

  std::size_t jobs_;
  std::optional<SegmentReader> reader_;
  std::map<std::string, std::string, std::less<>> written_;  // hash by key
  std::uint64_t documents_ = 0;
  std::uint64_t stories_ = 0;
};

AddResult finished(PipelineResult& run, std::uint64_t documents,
                   std::uint64_t stories) {
  AddResult result{std::move(run.report), run.interrupted};
  result.report.documents = documents;
  result.report.stories = stories;
  return result;
}

Result<AddResult> try_adding(const std::filesystem::path& index,
                             const std::vector<std::string>& sources,
                             const AddOptions& options) {
  DryRunTarget target(options.writer.jobs);
  if (auto opened = target.open(index); !opened) return opened.error();
  Result<PipelineResult> run = run_pipeline(sources, options.pipeline, target);
  if (!run) return run.error();
  return finished(*run, target.documents(), target.stories());
}

bool reached_end(const PipelineResult& run, const AddOptions& options) {
  const bool stopped = options.pipeline.strict && run.report.rejected > 0;
  return !run.interrupted && !stopped;
}

}  // namespace

Result<AddResult> add_sources(const std::filesystem::path& index,
                              const std::vector<std::string>& sources,
                              AddOptions options) {
  if (options.dry_run) return try_adding(index, sources, options);
  const auto started = std::chrono::steady_clock::now();
  options.writer.create = true;
  LiveTarget target(index, options);
  if (auto opened = target.open(); !opened) return opened.error();
  if (options.stream) target.release();
  Result<PipelineResult> run = run_pipeline(sources, options.pipeline, target);
  if (!run) return run.error();
  if (auto opened = target.open(); !opened) return opened.error();
  if (options.prune && reached_end(*run, options)) {
    Result<std::uint64_t> removed = prune(target.writer(), sources, *run);
    if (!removed) return removed.error();
    run->report.removed = *removed;
  }
  if (auto settled = target.writer().settle(); !settled) {
    return settled.error();
  }
  run->report.seconds = seconds_since(started);
  return finished(*run, target.writer().documents(), target.writer().stories());
}

}  // namespace lede
