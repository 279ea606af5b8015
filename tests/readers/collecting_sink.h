// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sink that keeps what it is given.

#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "indexer/readers/reader.h"

namespace lede::testing {

class CollectingSink final : public RecordSink {
 public:
  explicit CollectingSink(std::size_t most = static_cast<std::size_t>(-1))
      : most_(most) {}

  bool take(ReadRecord record) override {
    records.push_back(std::move(record));
    return records.size() < most_;
  }
  void progress(const ReadProgress& progress) override { last = progress; }

  [[nodiscard]] std::vector<const Article*> articles() const {
    std::vector<const Article*> found;
    for (const ReadRecord& record : records) {
      if (record.article) found.push_back(&record.article->article);
    }
    return found;
  }
  // "origin: message" of each error, in order.
  [[nodiscard]] std::vector<std::string> errors() const {
    std::vector<std::string> found;
    for (const ReadRecord& record : records) {
      if (!record.article) {
        found.push_back(record.origin + ": " + record.article.error().message);
      }
    }
    return found;
  }

  std::vector<ReadRecord> records;
  ReadProgress last;

 private:
  std::size_t most_;
};

}  // namespace lede::testing
