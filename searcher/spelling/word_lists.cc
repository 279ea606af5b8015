// SPDX-License-Identifier: GPL-3.0-or-later
//
// The word lists of the segments that are being searched.

#include "searcher/spelling/word_lists.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace lede {
namespace {

// Null if the segment cannot be read, as when it was merged away meanwhile.
WordLists::List read_list(const std::filesystem::path& folder) {
  try {
    return std::make_shared<const WordList>(
        WordList::read(Xapian::Database(folder.string())));
  } catch (const Xapian::Error&) {
    return nullptr;
  }
}

// A list that is being read is kept: to forget it would be to wait for it.
template <typename Pending>
bool is_ready(const Pending& list) {
  return list.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

std::vector<WordLists::List> WordLists::of(
    const std::vector<std::filesystem::path>& folders,
    const Deadline& deadline) {
  using Clock = Deadline::Clock;
  std::optional<Clock::time_point> patience;
  if (deadline.at()) {
    const Clock::time_point now = Clock::now();
    patience = now + (*deadline.at() - now) / 2;
  }
  std::vector<List> lists;
  for (const Pending& list : pending(folders)) {
    if (patience && list.wait_until(*patience) != std::future_status::ready) {
      return {};
    }
    if (list.get() == nullptr) {
      forget_unreadable();
      return {};
    }
    lists.push_back(list.get());
  }
  return lists;
}

std::vector<WordLists::Pending> WordLists::pending(
    const std::vector<std::filesystem::path>& folders) {
  const std::lock_guard lock(mutex_);
  std::erase_if(lists_, [&](const auto& entry) {
    return is_ready(entry.second) &&
           std::ranges::find(folders, entry.first) == folders.end();
  });
  std::vector<Pending> lists;
  for (const std::filesystem::path& folder : folders) {
    const auto [entry, fresh] = lists_.try_emplace(folder);
    if (fresh) {
      entry->second = std::async(std::launch::async, read_list, folder);
    }
    lists.push_back(entry->second);
  }
  return lists;
}

// So that the next call tries again.
void WordLists::forget_unreadable() {
  const std::lock_guard lock(mutex_);
  std::erase_if(lists_, [](const auto& entry) {
    return is_ready(entry.second) && entry.second.get() == nullptr;
  });
}

}  // namespace lede
