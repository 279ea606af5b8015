// SPDX-License-Identifier: GPL-3.0-or-later
//
// The word lists of the segments that are being searched: each read once, in
// the background, when somebody first asks for it, and forgotten with its
// segment. As a segment never changes, they are always those of the revision
// asked for.

#pragma once

#include <filesystem>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "searcher/deadline.h"
#include "searcher/spelling/word_list.h"

namespace lede {

// Any number of threads may call one at once. Its end waits for what is being
// read.
class WordLists {
 public:
  using List = std::shared_ptr<const WordList>;  // by all who compare with it

  // The lists of the segments in `folders`. Empty if one of them cannot be
  // read, or is not ready by the middle of what is left until `deadline`: the
  // rest belongs to the search. Lists of other segments are forgotten.
  std::vector<List> of(const std::vector<std::filesystem::path>& folders,
                       const Deadline& deadline);

 private:
  using Pending = std::shared_future<List>;

  std::vector<Pending> pending(
      const std::vector<std::filesystem::path>& folders);
  void forget_unreadable();

  std::mutex mutex_;
  std::map<std::filesystem::path, Pending> lists_;  // guarded by mutex_
};

}  // namespace lede
