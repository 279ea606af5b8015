// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/date_order.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include "common/schema.h"
#include "searcher/many_documents_source.h"

namespace lede {
namespace {

// Bisections of one run share their first steps; so many are remembered.
constexpr std::size_t kMaxKnown = std::size_t{1} << 16;

using SegmentRanges =
    std::unordered_map<std::string, std::vector<DocumentRange>>;  // by uuid

// The documents of ranges.
class DocumentRangeSource final : public ManyDocumentsSource {
 public:
  explicit DocumentRangeSource(std::shared_ptr<const SegmentRanges> ranges)
      : ranges_(std::move(ranges)) {}

  void init(const Xapian::Database& database) override {
    ManyDocumentsSource::init(database);
    const auto& ranges = ranges_->at(database.get_uuid());
    range_ = ranges.begin();
    end_ = ranges.end();
  }

  // The matcher asks for documents that exist only; one outside sends it to
  // where the next range begins.
  bool check(Xapian::docid id, double) override {
    if (id > current()) pass(id);
    return true;
  }
  bool at_end() const override {
    return range_ == end_ || ManyDocumentsSource::at_end();
  }
  DocumentRangeSource* clone() const override {
    return new DocumentRangeSource(ranges_);
  }

 private:
  // To the first id from `id` on that is in a range.
  void pass(Xapian::docid id) {
    while (range_ != end_ && range_->end <= id) ++range_;
    if (range_ != end_) stand_at(std::max(id, range_->begin));
  }

  void move_to(Xapian::docid id) override {
    for (pass(id); !at_end(); pass(current())) {
      const Xapian::docid wanted = current();
      walk_to(wanted);
      if (current() == wanted) return;
    }
  }

  std::shared_ptr<const SegmentRanges> ranges_;
  std::vector<DocumentRange>::const_iterator range_;
  std::vector<DocumentRange>::const_iterator end_;
};

}  // namespace

SegmentDates::SegmentDates(const Xapian::Database& segment,
                           std::vector<std::uint32_t> runs)
    : segment_(segment) {
  runs.push_back(segment.get_lastdocid() + 1);
  for (std::size_t i = 0; i + 1 < runs.size(); ++i) {
    runs_.push_back({runs[i], runs[i + 1]});
  }
}

std::vector<DocumentRange> SegmentDates::published(
    const DateInterval& interval) {
  std::vector<DocumentRange> ranges;
  for (const DocumentRange& run : runs_) {
    const DocumentRange range{first_before(interval.end, run),
                              first_before(interval.begin, run)};
    if (range.begin < range.end) ranges.push_back(range);
  }
  return ranges;
}

Xapian::docid SegmentDates::first_before(std::int64_t instant,
                                         const DocumentRange& run) {
  Xapian::docid begin = run.begin;
  Xapian::docid end = run.end;
  while (begin < end) {
    const Xapian::docid middle = begin + (end - begin) / 2;
    const std::optional<Dated> dated = dated_from(middle);
    if (dated && dated->document < end && dated->instant >= instant) {
      begin = dated->document + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

std::optional<SegmentDates::Dated> SegmentDates::dated_from(Xapian::docid id) {
  if (const auto known = known_.find(id); known != known_.end()) {
    return known->second;
  }
  std::optional<Dated> dated;
  const auto none = segment_.valuestream_end(slot::kPublished);
  auto value = segment_.valuestream_begin(slot::kPublished);
  if (value != none) value.skip_to(id);
  if (value != none) {
    if (const auto instant = decode_instant(*value)) {
      dated = Dated{value.get_docid(), *instant};
    }
  }
  if (known_.size() >= kMaxKnown) known_.clear();
  known_.emplace(id, dated);
  return dated;
}

void DateOrder::add(const Xapian::Database& segment,
                    const std::vector<std::uint32_t>& runs) {
  segments_.emplace(segment.get_uuid(), SegmentDates(segment, runs));
}

Xapian::Query DateOrder::published(const DateInterval& interval) {
  if (interval.end <= interval.begin) return {};
  auto ranges = std::make_shared<SegmentRanges>();
  bool any = false;
  for (auto& [uuid, dates] : segments_) {
    any = !ranges->emplace(uuid, dates.published(interval))
               .first->second.empty() ||
          any;
  }
  if (!any) return {};
  return Xapian::Query((new DocumentRangeSource(std::move(ranges)))->release());
}

}  // namespace lede
