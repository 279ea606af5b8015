// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/stories/article_source.h"

#include <chrono>
#include <utility>

#include "indexer/document_builder.h"
#include "indexer/readers/reader.h"

namespace lede::bench {
namespace {

class Taker : public RecordSink {
 public:
  explicit Taker(const std::function<void(Article)>& take) : take_(take) {}

  bool take(ReadRecord record) override {
    if (!record.article) return true;
    complete_language(record.article->article);
    take_(std::move(record.article->article));
    ++taken_;
    return true;
  }
  void progress(const ReadProgress&) override {}
  [[nodiscard]] std::size_t taken() const { return taken_; }

 private:
  const std::function<void(Article)>& take_;
  std::size_t taken_ = 0;
};

}  // namespace

Result<void> read_articles(const std::vector<std::string>& sources,
                           const std::function<void(Article)>& take) {
  ReadOptions options;
  options.now = std::chrono::duration_cast<std::chrono::seconds>(
                    std::chrono::system_clock::now().time_since_epoch())
                    .count();
  for (const std::string& source : sources) {
    Taker taker(take);
    read_sources({source}, options, taker);
    if (taker.taken() == 0) {
      return Error{ErrorCode::kIo, "no articles in " + source};
    }
  }
  return {};
}

}  // namespace lede::bench
