// SPDX-License-Identifier: GPL-3.0-or-later
//
//   calling thread: read_sources() -> take() -> batch_
//   writing thread: batch_ -> target -> outcomes -> report
//
// take() waits while a full batch has not been fetched: that bounds memory.

#include "indexer/pipeline.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <unistd.h>

namespace lede {
namespace {

using Clock = std::chrono::steady_clock;

std::size_t bytes_of(const Article& article) {
  std::size_t bytes = sizeof(Article) + article.text.size() +
                      article.summary.size() + article.extra.size() +
                      (article.title ? article.title->size() : 0);
  for (const std::string& point : article.key_points) bytes += point.size();
  return bytes;
}

class Pipeline final : public RecordSink {
 public:
  Pipeline(const PipelineOptions& options, BatchTarget& target)
      : options_(options), target_(target) {}

  Result<PipelineResult> run(const std::vector<std::string>& sources) {
    std::thread writer([this] { write_batches(); });
    try {
      read_sources(sources, options_.read, *this);
    } catch (...) {
      end(writer);
      throw;
    }
    end(writer);
    if (thrown_) std::rethrow_exception(thrown_);
    if (failure_) return *failure_;
    result_.report.seconds = seconds();
    result_.interrupted = stopped();
    return std::move(result_);
  }

  bool take(ReadRecord record) override {
    std::unique_lock lock(mutex_);
    if (failure_ || thrown_ || stopped()) return false;
    ++result_.report.read;
    if (!record.article) {
      reject({std::move(record.origin), record.article.error().message});
      return !options_.strict;
    }
    note(*record.article);
    Article article = std::move(record.article->article);
    article.origin = std::move(record.origin);
    if (batch_.empty()) {
      batch_due_ = Clock::now() + options_.commit_every;
      changed_.notify_all();
    }
    batch_bytes_ += bytes_of(article);
    batch_.push_back(std::move(article));
    if (batch_bytes_ < options_.batch_bytes) return true;
    changed_.notify_all();
    changed_.wait(lock, [this] {
      return batch_bytes_ < options_.batch_bytes || failure_ || thrown_;
    });
    return !failure_ && !thrown_;
  }

  void progress(const ReadProgress& progress) override {
    const std::scoped_lock lock(mutex_);
    read_ = progress;
    result_.report.input_bytes = progress.text_bytes;
    report_progress();
  }

 private:
  [[nodiscard]] bool stopped() const {
    return options_.stop != nullptr && options_.stop->load();
  }
  [[nodiscard]] double seconds() const { return seconds_since(started_); }

  void note(const ParsedArticle& parsed) {
    IndexReport& report = result_.report;
    if (!parsed.article.published) ++report.undated;
    if (parsed.date_dropped) ++report.dates_dropped;
    report.extra_fields.insert(parsed.extra_fields.begin(),
                               parsed.extra_fields.end());
    if (!result_.keys.insert(article_key(parsed.article.id)).second) {
      ++report.same_id;
    }
  }

  void reject(Rejection rejection) {
    ++result_.report.rejected;
    if (options_.on_reject) options_.on_reject(rejection);
    result_.rejected_at.insert(std::move(rejection.where));
  }

  void report_progress() const {
    if (!options_.on_progress) return;
    options_.on_progress(
        {read_, result_.report.read, articles_written_, seconds()});
  }

  void end(std::thread& writer) {
    {
      const std::scoped_lock lock(mutex_);
      ended_ = true;
      changed_.notify_all();
    }
    writer.join();
  }

  void write_batches() {
    try {
      while (true) {
        std::vector<Article> batch = next_batch();
        if (batch.empty()) return;
        Result<std::vector<ArticleOutcome>> outcomes =
            target_.write(std::move(batch));
        const std::scoped_lock lock(mutex_);
        if (!outcomes) {
          failure_ = outcomes.error();
          changed_.notify_all();
          return;
        }
        count(*outcomes);
        report_progress();
      }
    } catch (...) {
      const std::scoped_lock lock(mutex_);
      thrown_ = std::current_exception();
      changed_.notify_all();
    }
  }

  // Waits for a batch that is full or due, or for the end; empty at the end.
  std::vector<Article> next_batch() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ended_ || !batch_.empty(); });
    changed_.wait_until(lock, batch_due_, [this] {
      return ended_ || batch_bytes_ >= options_.batch_bytes;
    });
    std::vector<Article> batch = std::move(batch_);
    batch_.clear();
    batch_bytes_ = 0;
    changed_.notify_all();
    return batch;
  }

  void count(std::vector<ArticleOutcome>& outcomes) {
    IndexReport& report = result_.report;
    articles_written_ += outcomes.size();
    for (ArticleOutcome& outcome : outcomes) {
      switch (outcome.outcome) {
        case WriteOutcome::kAdded:
          ++report.added;
          break;
        case WriteOutcome::kUpdated:
          ++report.updated;
          break;
        case WriteOutcome::kUnchanged:
          ++report.unchanged;
          break;
        case WriteOutcome::kRejected:
          reject({std::move(outcome.where), std::move(outcome.reason)});
          break;
      }
    }
  }

  const PipelineOptions& options_;
  BatchTarget& target_;
  const Clock::time_point started_ = Clock::now();

  std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  PipelineResult result_;
  ReadProgress read_;
  std::uint64_t articles_written_ = 0;
  std::vector<Article> batch_;
  std::size_t batch_bytes_ = 0;
  Clock::time_point batch_due_;
  bool ended_ = false;
  std::optional<Error> failure_;
  std::exception_ptr thrown_;
};

}  // namespace

std::size_t default_batch_bytes() {
  constexpr std::size_t kMegabyte = std::size_t{1} << 20;
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page_bytes = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page_bytes <= 0) return 48 * kMegabyte;
  const auto memory =
      static_cast<std::size_t>(pages) * static_cast<std::size_t>(page_bytes);
  return std::clamp(memory / 128, 32 * kMegabyte, 192 * kMegabyte);
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Result<PipelineResult> run_pipeline(const std::vector<std::string>& sources,
                                    const PipelineOptions& options,
                                    BatchTarget& target) {
  return Pipeline(options, target).run(sources);
}

}  // namespace lede
