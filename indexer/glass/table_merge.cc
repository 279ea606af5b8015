// SPDX-License-Identifier: GPL-3.0-or-later
//
// See database_layout.h for keys and tags.

#include "indexer/glass/table_merge.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/glass/database_layout.h"
#include "indexer/glass/packing.h"

namespace lede::internal {
namespace {

constexpr std::size_t kLongestKey = 255;
constexpr std::size_t kMostSortable = 5;  // bytes of a sortable number

void copy(TableReader& table, TableWriter& out) {
  out.add(table.key(), table.tag(), table.deflated());
  table.next();
}

// Joins chunks of one list, putting small neighbours together.
class ListJoiner {
 public:
  // `other_keys`: what the keys of all chunks but the first begin with.
  ListJoiner(std::string_view first_key, std::string_view other_keys,
             TableWriter& out)
      : first_key_(first_key), other_keys_(other_keys), out_(out) {}

  void count(std::uint64_t documents, std::uint64_t occurrences) {
    documents_ += documents;
    // Xapian counts them in so many bits.
    occurrences_ = static_cast<std::uint32_t>(occurrences_ + occurrences);
  }

  // A chunk whose first document is `first`. False if it does not read, or lies
  // before the one before.
  bool add(std::uint32_t first, std::string_view chunk) {
    std::uint64_t span = 0;
    if (chunk.empty()) return false;
    chunk.remove_prefix(1);
    if (!take_number(chunk, span)) return false;
    if (chunk.empty()) return true;
    if (span > UINT32_MAX - first) return false;
    if (!entries_.empty() && first <= last_) return false;
    if (!entries_.empty() && entries_.size() + chunk.size() < kChunkBytes) {
      put_number(first - last_ - 1, entries_);
    } else {
      if (!entries_.empty()) put_chunk(false);
      first_ = first;
    }
    entries_ += chunk;
    last_ = first + static_cast<std::uint32_t>(span);
    return true;
  }

  void finish() {
    if (!entries_.empty()) put_chunk(true);
  }

 private:
  void put_chunk(bool last) {
    key_ = is_first_ ? first_key_ : other_keys_;
    tag_.clear();
    if (is_first_) {
      put_number(documents_, tag_);
      put_number(occurrences_, tag_);
      put_number(first_ - 1, tag_);
    } else {
      put_sortable_number(first_, key_);
    }
    tag_ += last ? '1' : '0';
    put_number(last_ - first_, tag_);
    tag_ += entries_;
    out_.add(key_, tag_);
    is_first_ = false;
    entries_.clear();
  }

  std::string_view first_key_;
  std::string_view other_keys_;
  TableWriter& out_;
  std::uint64_t documents_ = 0;
  std::uint32_t occurrences_ = 0;
  bool is_first_ = true;
  // The chunk at hand.
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
  std::string entries_;
  std::string key_;
  std::string tag_;
};

class PostlistMerge {
 public:
  PostlistMerge(std::span<TableReader> tables, TableWriter& out)
      : tables_(tables), out_(out) {}

  bool run() {
    while (TableReader* const lowest = lowest_key()) {
      key_ = lowest->key();
      if (key_.starts_with(kValues)) {
        copy(*lowest, out_);
        if (std::ranges::any_of(tables_, [this](const TableReader& table) {
              return has_key(table);
            })) {
          return false;
        }
        continue;
      }
      if (!(key_.starts_with(kValueStatistics) ? join_statistics()
                                               : join_lists())) {
        return false;
      }
    }
    return true;
  }

 private:
  TableReader* lowest_key() {
    TableReader* lowest = nullptr;
    for (TableReader& table : tables_) {
      if (table.done()) continue;
      if (lowest == nullptr || table.key() < lowest->key()) lowest = &table;
    }
    return lowest;
  }
  [[nodiscard]] bool has_key(const TableReader& table) const {
    return !table.done() && table.key() == key_;
  }

  bool join_statistics() {
    std::uint64_t values = 0;
    std::string lowest;
    std::string highest;
    for (TableReader& table : tables_) {
      if (!has_key(table)) continue;
      std::string_view high = table.tag();
      std::uint64_t count = 0;
      std::string_view low;
      if (!take_number(high, count) || !take_text(high, low)) return false;
      if (high.empty()) high = low;
      if (values == 0 || low < lowest) lowest = low;
      if (values == 0 || high > highest) highest = high;
      values += count;
      table.next();
    }
    std::string tag;
    put_number(values, tag);
    put_text(lowest, tag);
    if (highest != lowest) tag += highest;
    out_.add(key_, tag);
    return true;
  }

  bool join_lists() {
    others_ = key_;
    if (key_ != kLengths) others_ += '\0';
    if (others_.size() + kMostSortable > kLongestKey) return false;
    ListJoiner joiner(key_, others_, out_);
    for (const TableReader& table : tables_) {
      std::uint64_t documents = 0;
      std::uint64_t occurrences = 0;
      if (!has_key(table)) continue;
      std::string_view tag = table.tag();
      if (!take_number(tag, documents) || !take_number(tag, occurrences)) {
        return false;
      }
      joiner.count(documents, occurrences);
    }
    for (TableReader& table : tables_) {
      if (has_key(table) && !join_list(table, joiner)) return false;
    }
    joiner.finish();
    return true;
  }

  // All chunks of the list that `table` is at.
  bool join_list(TableReader& table, ListJoiner& joiner) const {
    std::string_view tag = table.tag();
    std::uint64_t number = 0;
    for (int i = 0; i < 3; ++i) {
      if (!take_number(tag, number)) return false;
    }
    if (!joiner.add(static_cast<std::uint32_t>(number) + 1, tag)) return false;
    for (table.next(); !table.done(); table.next()) {
      std::string_view key = table.key();
      if (!key.starts_with(others_)) break;
      key.remove_prefix(others_.size());
      if (key.starts_with('\xff')) break;  // a term with a NUL
      std::uint32_t first = 0;
      if (!take_sortable_number(key, first) || !key.empty() ||
          !joiner.add(first, table.tag())) {
        return false;
      }
    }
    return true;
  }

  std::span<TableReader> tables_;
  TableWriter& out_;
  std::string key_;
  std::string others_;
};

}  // namespace

bool merge_keys(std::span<TableReader> tables, TableWriter& out) {
  std::vector<TableReader*> order;  // by their keys
  for (TableReader& table : tables) {
    if (!table.done()) order.push_back(&table);
  }
  const auto by_key = [](const TableReader* a, const TableReader* b) {
    return a->key() < b->key();
  };
  std::ranges::sort(order, by_key);
  while (!order.empty()) {
    TableReader* const first = order.front();
    if (order.size() > 1 && order[1]->key() == first->key()) return false;
    copy(*first, out);
    if (first->done()) {
      order.erase(order.begin());
      continue;
    }
    // Mostly it stays the first.
    std::size_t at = 0;
    for (; at + 1 < order.size() && order[at + 1]->key() < first->key(); ++at) {
      order[at] = order[at + 1];
    }
    order[at] = first;
  }
  return true;
}

bool merge_postlists(std::span<TableReader> tables, TableWriter& out) {
  return PostlistMerge(tables, out).run();
}

}  // namespace lede::internal
