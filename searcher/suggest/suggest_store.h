// SPDX-License-Identifier: GPL-3.0-or-later
//
// What completing keeps from call to call: the words of the segments and the
// names of the lexicon, each made in the background when first asked for.

#pragma once

#include <future>
#include <memory>
#include <mutex>
#include <vector>

#include "common/lexicon/lexicon.h"
#include "searcher/deadline.h"
#include "searcher/index_reader.h"
#include "searcher/segment_parts.h"
#include "searcher/suggest/name_table.h"
#include "searcher/suggest/segment_words.h"

namespace lede {

// What is at hand for one call. Shared by the calls under way.
struct SuggestSources {
  std::shared_ptr<const NameTable> names;  // null: not ready
  // By segment of IndexView::postings; empty: not ready, or the view has none.
  std::vector<std::shared_ptr<const SegmentWords>> words;
  bool ready = false;
};

// Any number of threads may call one at once. Its end waits for what is being
// made.
class SuggestStore {
 public:
  SuggestStore() : words_(SegmentWords::read) {}

  // Waits for what is being made until about the middle of what is left until
  // `deadline`, or as long as it takes.
  SuggestSources of(const IndexView& view,
                    const std::shared_ptr<const Lexicon>& lexicon,
                    const Deadline& deadline);

 private:
  using Names = std::shared_ptr<const NameTable>;

  std::shared_future<Names> names_of(
      const std::shared_ptr<const Lexicon>& lexicon);

  SegmentParts<SegmentWords> words_;
  std::mutex mutex_;
  std::shared_ptr<const Lexicon> lexicon_;  // guarded by mutex_, as is
  std::shared_future<Names> names_;         // its names
};

}  // namespace lede
