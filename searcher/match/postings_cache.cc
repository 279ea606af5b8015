// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/postings_cache.h"

#include <utility>

namespace lede {
namespace {

// Tells views apart that see other documents.
std::string key_of(const std::vector<OpenSegment>& segments) {
  std::string key;
  for (const OpenSegment& segment : segments) {
    key += segment.folder.string() + ' ' + segment.database.get_uuid() + ' ' +
           std::to_string(segment.database.get_revision());
    for (const std::uint32_t id : segment.hidden) {
      key += ' ' + std::to_string(id);
    }
    key += '\n';
  }
  return key;
}

std::shared_ptr<const ViewPostings> open_all(
    const std::vector<OpenSegment>& segments,
    const Xapian::Database& database) {
  std::vector<std::shared_ptr<const SegmentPostings>> postings;
  for (const OpenSegment& segment : segments) {
    postings.push_back(SegmentPostings::open(segment.folder, segment.database,
                                             segment.hidden));
    if (postings.back() == nullptr) return nullptr;
  }
  return std::make_shared<const ViewPostings>(std::move(postings), database);
}

}  // namespace

std::shared_ptr<const ViewPostings> PostingsCache::of(
    const std::vector<OpenSegment>& segments,
    const Xapian::Database& database) {
  std::string key = key_of(segments);
  const std::lock_guard lock(mutex_);
  if (key != key_) {
    postings_ = open_all(segments, database);
    key_ = std::move(key);
  }
  return postings_;
}

void PostingsCache::keep_within(std::uint64_t bytes) {
  std::shared_ptr<const ViewPostings> postings;
  {
    const std::lock_guard lock(mutex_);
    postings = postings_;
  }
  if (postings) postings->keep_within(bytes);
}

}  // namespace lede
