// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/suggest/suggest_store.h"

#include <chrono>

namespace lede {

SuggestSources SuggestStore::of(const IndexView& view,
                                const std::shared_ptr<const Lexicon>& lexicon,
                                const Deadline& deadline) {
  SuggestSources sources;
  // Both are begun before either is waited for.
  const std::shared_future<Names> names = names_of(lexicon);
  if (view.postings) {
    sources.words = words_.of(view.info.folders, deadline);
  }
  using Clock = Deadline::Clock;
  const Clock::time_point now = Clock::now();
  if (!deadline.at() || names.wait_until(now + (*deadline.at() - now) / 2) ==
                            std::future_status::ready) {
    sources.names = names.get();
  }
  sources.ready =
      sources.names != nullptr &&
      (!view.postings || sources.words.size() == view.postings->size());
  return sources;
}

std::shared_future<SuggestStore::Names> SuggestStore::names_of(
    const std::shared_ptr<const Lexicon>& lexicon) {
  std::shared_future<Names> before;  // its end may wait, which others must not
  const std::lock_guard lock(mutex_);
  if (lexicon_ != lexicon) {
    before = names_;
    lexicon_ = lexicon;
    names_ = std::async(std::launch::async, [lexicon] {
               return std::make_shared<const NameTable>(lexicon);
             }).share();
  }
  return names_;
}

}  // namespace lede
