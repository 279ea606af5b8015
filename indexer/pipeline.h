// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sources -> batches of articles -> whatever takes them, reading ahead by one
// batch while the one before is written.

#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/index_report.h"
#include "indexer/readers/reader.h"
#include "indexer/write_plan.h"
#include <lede/article.h>
#include <lede/result.h>

namespace lede {

// Where batches go.
class BatchTarget {
 public:
  virtual ~BatchTarget() = default;
  // Takes a batch and says what became of each article. After an error it is
  // not called again.
  virtual Result<std::vector<ArticleOutcome>> write(
      std::vector<Article> batch) = 0;
};

struct PipelineProgress {
  ReadProgress read;
  std::uint64_t articles_read = 0;
  std::uint64_t articles_written = 0;  // committed, unchanged or rejected
  double seconds = 0;
};

// A share of the machine's memory, within bounds. A term's postings are cut
// where batches were, and merging does not join them: larger batches make
// conjunctions and phrases quicker, and take more memory to write.
std::size_t default_batch_bytes();

struct PipelineOptions {
  ReadOptions read;
  // A batch is written once it holds so much text, or its first article is so
  // old; about two batches are in memory at a time.
  std::size_t batch_bytes = default_batch_bytes();
  std::chrono::milliseconds commit_every{5'000};
  bool strict = false;                      // stop at the first rejection
  const std::atomic<bool>* stop = nullptr;  // set: write what is whole, end
  // Called from the pipeline's threads, never by two at once.
  std::function<void(const Rejection&)> on_reject;
  std::function<void(const PipelineProgress&)> on_progress;
};

struct PipelineResult {
  IndexReport report;  // without `removed`, `documents`, `stories`
  std::unordered_set<std::string> keys;  // of all articles read
  std::set<std::string> rejected_at;     // origins of what was rejected
  bool interrupted = false;              // by the stop flag
};

double seconds_since(std::chrono::steady_clock::time_point start);

// Reads the sources to their end, to the stop flag, or to the first rejection
// if `strict`, and writes all that was read until then. Fails as the target
// fails; what it had taken before stays.
Result<PipelineResult> run_pipeline(const std::vector<std::string>& sources,
                                    const PipelineOptions& options,
                                    BatchTarget& target);

}  // namespace lede
