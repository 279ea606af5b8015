// SPDX-License-Identifier: GPL-3.0-or-later
//
// The last step of every reader: a record is finished, given its origin and
// handed to the sink.

#pragma once

#include <string>
#include <string_view>

#include "common/article_json.h"
#include "indexer/readers/reader.h"

namespace lede::internal {

class RecordEmitter {
 public:
  // REQUIRES: `options` and `sink` outlive the emitter.
  RecordEmitter(const ReadOptions& options, RecordSink& sink)
      : context_{&options.zone, options.now}, sink_(sink) {}

  // Hands on one record, or the error in its place. `fallback_id` as in
  // finish_article(). Returns false once the sink wants no more.
  bool emit(std::string origin, std::string_view fallback_id,
            Result<ParsedArticle> record);
  bool emit_error(std::string origin, Error error);

  [[nodiscard]] bool stopped() const { return stopped_; }
  [[nodiscard]] const ArticleContext& context() const { return context_; }

 private:
  ArticleContext context_;
  RecordSink& sink_;
  bool stopped_ = false;
};

}  // namespace lede::internal
