// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run is a file of records, sorted:
//
//   8 bytes serial, then key, hash, origin and document data, each as 4 bytes
//   of size (the machine's own order: a run does not outlive its program) and
//   the bytes.

#include "indexer/article_spool.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <queue>
#include <system_error>

#include "common/document_data.h"
#include "indexer/durable_files.h"
#include "indexer/write_plan.h"

namespace lede {
namespace {

std::size_t bytes_of(const Article& article) {
  std::size_t bytes = sizeof(Article) + article.text.size() +
                      article.summary.size() + article.extra.size() +
                      (article.title ? article.title->size() : 0);
  for (const std::string& point : article.key_points) bytes += point.size();
  return bytes;
}

void put(std::ofstream& out, std::string_view bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  out.write(reinterpret_cast<const char*>(&size), sizeof size);
  out.write(bytes.data(), static_cast<std::streamsize>(size));
}

bool get(std::ifstream& in, std::string& bytes) {
  std::uint32_t size = 0;
  if (!in.read(reinterpret_cast<char*>(&size), sizeof size)) return false;
  bytes.resize(size);
  return static_cast<bool>(in.read(bytes.data(), size));
}

}  // namespace

// A run being read back: the record at its head, and whether there is one.
class SpoolRun {
 public:
  explicit SpoolRun(const std::filesystem::path& path)
      : in_(path, std::ios::binary) {}

  [[nodiscard]] bool at_end() const { return at_end_; }
  ArticleSpool::Spooled& head() { return head_; }

  Result<void> next() {
    if (!in_.read(reinterpret_cast<char*>(&head_.serial),
                  sizeof head_.serial)) {
      at_end_ = true;
      return {};
    }
    std::string origin;
    std::string data;
    if (!get(in_, head_.pending.key) || !get(in_, head_.pending.content_hash) ||
        !get(in_, origin) || !get(in_, data)) {
      return Error{ErrorCode::kIo, "a file of the rebuild is cut off"};
    }
    Result<DocumentData> stored = DocumentData::open(std::move(data));
    if (!stored) return stored.error();
    Result<Article> article = stored->article();
    if (!article) return article.error();
    head_.pending.article = std::move(*article);
    head_.pending.article.origin = std::move(origin);
    return {};
  }

 private:
  std::ifstream in_;
  ArticleSpool::Spooled head_;
  bool at_end_ = false;
};

ArticleSpool::ArticleSpool(std::filesystem::path folder, std::size_t run_bytes)
    : folder_(std::move(folder)), run_bytes_(run_bytes) {}

ArticleSpool::~ArticleSpool() {
  std::error_code ignored;
  if (!runs_.empty()) std::filesystem::remove_all(folder_, ignored);
}

bool ArticleSpool::is_last(const Spooled& spooled) const {
  const auto known = last_of_.find(spooled.pending.key);
  return known != last_of_.end() && known->second == spooled.serial;
}

Result<void> ArticleSpool::add(PendingArticle article) {
  last_of_[article.key] = ++serial_;
  memory_bytes_ += bytes_of(article.article);
  memory_.push_back({std::move(article), serial_});
  return memory_bytes_ < run_bytes_ ? Result<void>() : write_run();
}

void ArticleSpool::sort_memory() {
  std::erase_if(memory_, [this](const auto& it) { return !is_last(it); });
  std::ranges::sort(memory_, [](const Spooled& a, const Spooled& b) {
    return newest_first(a.pending, b.pending);
  });
}

Result<void> ArticleSpool::write_run() {
  sort_memory();
  if (auto made = make_folder(folder_); !made) return made;
  runs_.push_back(folder_ / ("run" + std::to_string(runs_.size())));
  std::ofstream out(runs_.back(), std::ios::binary);
  for (const Spooled& spooled : memory_) {
    out.write(reinterpret_cast<const char*>(&spooled.serial),
              sizeof spooled.serial);
    put(out, spooled.pending.key);
    put(out, spooled.pending.content_hash);
    put(out, spooled.pending.article.origin);
    put(out, encode_document_data({spooled.pending.article, {}}));
  }
  out.close();
  if (!out) {
    return Error{ErrorCode::kIo, "cannot write " + runs_.back().string()};
  }
  memory_.clear();
  memory_bytes_ = 0;
  return {};
}

Result<void> ArticleSpool::drain(
    const std::function<Result<void>(PendingArticle)>& take) {
  if (!runs_.empty()) {
    if (auto written = write_run(); !written) return written;
  }
  sort_memory();
  std::vector<std::unique_ptr<SpoolRun>> runs;
  const auto later = [](SpoolRun* a, SpoolRun* b) {
    return newest_first(b->head().pending, a->head().pending);
  };
  std::priority_queue<SpoolRun*, std::vector<SpoolRun*>, decltype(later)> heads(
      later);
  const auto advance = [&heads](SpoolRun* run) -> Result<void> {
    if (auto read = run->next(); !read) return read;
    if (!run->at_end()) heads.push(run);
    return {};
  };
  for (const auto& path : runs_) {
    runs.push_back(std::make_unique<SpoolRun>(path));
    if (auto read = advance(runs.back().get()); !read) return read;
  }
  while (!heads.empty()) {
    SpoolRun* const run = heads.top();
    heads.pop();
    if (is_last(run->head())) {
      if (auto taken = take(std::move(run->head().pending)); !taken) {
        return taken;
      }
    }
    if (auto read = advance(run); !read) return read;
  }
  for (Spooled& spooled : memory_) {
    if (auto taken = take(std::move(spooled.pending)); !taken) return taken;
  }
  memory_.clear();
  return {};
}

}  // namespace lede
