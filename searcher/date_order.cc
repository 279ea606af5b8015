// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/date_order.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "common/schema.h"
#include "searcher/document_walk.h"

namespace lede {
namespace {

// Bisections of one database share their first steps; so many are remembered.
constexpr std::size_t kMaxKnown = std::size_t{1} << 16;

// The documents with ids in [begin, end).
class DocumentRangeSource final : public Xapian::PostingSource {
 public:
  DocumentRangeSource(Xapian::docid begin, Xapian::docid end)
      : begin_(begin), end_(end) {}

  void init(const Xapian::Database& database) override {
    walk_.start(database);
    documents_ = database.get_doccount();
    current_ = 0;
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  // Called frequent, so that the matcher walks the other lists and asks this
  // one, which only compares.
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }

  void next(double) override { move_to(current_ + 1); }
  void skip_to(Xapian::docid id, double) override {
    if (id > current_) move_to(id);
  }
  // The matcher asks for documents that exist only; one before the range sends
  // it to where the range begins.
  bool check(Xapian::docid id, double) override {
    current_ = std::max({id, begin_, current_});
    return true;
  }
  bool at_end() const override { return current_ >= end_ || walk_.at_end(); }
  Xapian::docid get_docid() const override { return current_; }
  DocumentRangeSource* clone() const override {
    return new DocumentRangeSource(begin_, end_);
  }

 private:
  void move_to(Xapian::docid id) {
    walk_.move_to(std::max(id, begin_));
    if (!walk_.at_end()) current_ = walk_.document();
  }

  Xapian::docid begin_;
  Xapian::docid end_;
  DocumentWalk walk_;
  Xapian::doccount documents_ = 0;
  Xapian::docid current_ = 0;
};

}  // namespace

DateOrder::DateOrder(const Xapian::Database& database) : database_(database) {
  const auto first = database_.postlist_begin(std::string());
  if (first == database_.postlist_end(std::string())) return;
  begin_ = *first;
  end_ = database_.get_lastdocid() + 1;
}

Xapian::Query DateOrder::published(const DateInterval& interval) {
  if (interval.end <= interval.begin) return {};
  const Xapian::docid begin = first_before(interval.end);
  const Xapian::docid end = first_before(interval.begin);
  if (begin >= end) return {};
  return Xapian::Query((new DocumentRangeSource(begin, end))->release());
}

Xapian::docid DateOrder::first_before(std::int64_t instant) {
  Xapian::docid begin = begin_;
  Xapian::docid end = end_;
  while (begin < end) {
    const Xapian::docid middle = begin + (end - begin) / 2;
    const std::optional<Dated> dated = dated_from(middle);
    if (dated && dated->instant >= instant) {
      begin = dated->document + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

std::optional<DateOrder::Dated> DateOrder::dated_from(Xapian::docid id) {
  if (const auto known = known_.find(id); known != known_.end()) {
    return known->second;
  }
  std::optional<Dated> dated;
  auto value = database_.valuestream_begin(slot::kPublished);
  if (value != database_.valuestream_end(slot::kPublished)) value.skip_to(id);
  if (value != database_.valuestream_end(slot::kPublished)) {
    if (const auto instant = decode_instant(*value)) {
      dated = Dated{value.get_docid(), *instant};
    }
  }
  if (known_.size() >= kMaxKnown) known_.clear();
  known_.emplace(id, dated);
  return dated;
}

}  // namespace lede
