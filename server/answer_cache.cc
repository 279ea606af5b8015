// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/answer_cache.h"

#include <iterator>
#include <utility>

namespace lede {
namespace {

// Of a list's node, a map's, and the shared answer, about.
constexpr std::size_t kEntryBytes = 256;
// The largest answer kept, as a share of all.
constexpr std::size_t kLargestShare = 8;

std::size_t bytes_of(const std::string& name, const HttpResponse& answer) {
  std::size_t bytes = kEntryBytes + name.size() + answer.body.size() +
                      answer.content_type.size();
  for (const auto& [field, value] : answer.headers) {
    bytes += sizeof(HeaderField) + field.size() + value.size();
  }
  return bytes;
}

}  // namespace

std::shared_ptr<const HttpResponse> AnswerCache::find(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

void AnswerCache::put(const std::string& name, HttpResponse answer) {
  const std::size_t bytes = bytes_of(name, answer);
  if (bytes > max_bytes_ / kLargestShare) return;
  Entry entry{name, std::make_shared<const HttpResponse>(std::move(answer)),
              bytes};
  const std::lock_guard lock(mutex_);
  if (const auto known = by_name_.find(name); known != by_name_.end()) {
    drop(known->second);
  }
  entries_.push_front(std::move(entry));
  by_name_.emplace(entries_.front().name, entries_.begin());
  bytes_ += bytes;
  while (bytes_ > max_bytes_) {
    drop(std::prev(entries_.end()));
    ++evictions_;
  }
}

void AnswerCache::drop(Entries::iterator entry) {
  bytes_ -= entry->bytes;
  by_name_.erase(entry->name);
  entries_.erase(entry);
}

AnswerCache::Usage AnswerCache::usage() const {
  const std::lock_guard lock(mutex_);
  return {entries_.size(), bytes_, evictions_};
}

}  // namespace lede
