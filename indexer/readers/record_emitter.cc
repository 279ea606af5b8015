// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is the same for the records of all readers.

#include "indexer/readers/record_emitter.h"

#include <utility>

namespace lede::internal {

bool RecordEmitter::emit(std::string origin, std::string_view fallback_id,
                         Result<ParsedArticle> record) {
  if (stopped_) return false;
  if (record) {
    Article& article = record->article;
    // What an export says of its own reading is not true of this one.
    article.indexed_at = 0;
    article.origin = origin;
    const Result<void> done = finish_article(article, fallback_id, context_);
    if (!done) record = done.error();
  }
  stopped_ = !sink_.take({std::move(origin), std::move(record)});
  return !stopped_;
}

bool RecordEmitter::emit_error(std::string origin, Error error) {
  return emit(std::move(origin), {}, std::move(error));
}

}  // namespace lede::internal
