// SPDX-License-Identifier: GPL-3.0-or-later
//
// Articles on their way through an external merge sort: any number of them come
// out in document order, with bounded memory.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/segment_builder.h"
#include <lede/result.h>

namespace lede {

// Keeps `run_bytes` of articles in memory; beyond that, sorted runs go to files
// in a folder of its own, removed with the spool. One thread at a time.
class ArticleSpool {
 public:
  // `folder` is made when first needed.
  ArticleSpool(std::filesystem::path folder, std::size_t run_bytes);
  ~ArticleSpool();
  ArticleSpool(const ArticleSpool&) = delete;
  ArticleSpool& operator=(const ArticleSpool&) = delete;

  // Of several articles with one key the last added counts. kIo.
  Result<void> add(PendingArticle article);

  // Articles that drain() will give.
  [[nodiscard]] std::size_t size() const { return last_of_.size(); }

  // Gives the articles in the order of newest_first(), once; returning an error
  // stops, and is returned. kIo, kCorrupt if a run cannot be read back.
  Result<void> drain(const std::function<Result<void>(PendingArticle)>& take);

 private:
  struct Spooled {
    PendingArticle pending;
    std::uint64_t serial = 0;
  };

  Result<void> write_run();
  void sort_memory();
  [[nodiscard]] bool is_last(const Spooled& spooled) const;

  std::filesystem::path folder_;
  std::size_t run_bytes_;
  std::vector<Spooled> memory_;
  std::size_t memory_bytes_ = 0;
  std::vector<std::filesystem::path> runs_;
  std::uint64_t serial_ = 0;
  std::unordered_map<std::string, std::uint64_t> last_of_;  // serial by key

  friend class SpoolRun;
};

}  // namespace lede
