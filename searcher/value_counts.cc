// SPDX-License-Identifier: GPL-3.0-or-later
//
// How often each value of a slot stands in the documents of one match.

#include "searcher/value_counts.h"

#include "common/schema.h"

namespace lede {
namespace {

// Documents mostly stand in order of their dates, so that those alike are
// neighbours.
void count_instants(
    std::span<const std::int64_t> dates, std::uint32_t first, const DocSet& set,
    std::vector<std::pair<std::int64_t, std::uint64_t>>& instants) {
  std::int64_t last = kNoDate;
  set.for_each([&](std::uint16_t low) {
    const std::int64_t date = dates[first + low];
    if (date == kNoDate) return;
    if (date != last) instants.emplace_back(date, 0);
    ++instants.back().second;
    last = date;
  });
}

void count_numbers(std::span<const std::uint32_t> numbers, std::uint32_t first,
                   const DocSet& set, std::vector<std::uint64_t>& counts) {
  set.for_each([&](std::uint16_t low) {
    // A damaged file may hold numbers of no value.
    const std::uint32_t number = numbers[first + low];
    if (number < counts.size()) ++counts[number];
  });
}

}  // namespace

void ValueCounts::attach(Xapian::Enquire& enquire) {
  for (auto& [number, slot] : slots_) enquire.add_matchspy(&slot.spy);
}

void ValueCounts::add(std::size_t segment, const PostingsFile& file,
                      std::uint32_t first, const DocSet& set) {
  for (auto& [number, slot] : slots_) {
    if (number == slot::kPublished) {
      count_instants(file.published(), first, set, slot.instants);
      continue;
    }
    const ValueColumn column = file.column(number);
    if (slot.names != nullptr) {
      slot.names->count(segment, column, first, set, slot.by_name);
      continue;
    }
    std::vector<std::uint64_t>& counts = slot.columns[&file];
    counts.resize(std::size_t{column.values()} + 1);
    count_numbers(column.numbers, first, set, counts);
  }
}

void ValueCounts::for_each(unsigned slot, const Take& take) const {
  std::map<std::string, std::uint64_t> sums;
  for_each_part(slot, [&](std::string_view value, std::uint64_t documents) {
    sums[std::string(value)] += documents;
  });
  for (const auto& [value, documents] : sums) take(value, documents);
}

void ValueCounts::for_each_part(unsigned slot, const TakePart& take) const {
  const Slot& counted = slots_.at(slot);
  for (auto value = counted.spy.values_begin();
       value != counted.spy.values_end(); ++value) {
    take(*value, value.get_termfreq());
  }
  for (const auto& [file, counts] : counted.columns) {
    const ValueColumn column = file->column(slot);
    for (std::uint32_t number = 1; number < counts.size(); ++number) {
      if (counts[number] > 0) take(column.value(number), counts[number]);
    }
  }
  for (const auto& [instant, documents] : counted.instants) {
    take(encode_instant(instant), documents);
  }
}

void ValueCounts::for_each_instant(const TakeInstant& take) const {
  const Slot& counted = slots_.at(slot::kPublished);
  for (auto value = counted.spy.values_begin();
       value != counted.spy.values_end(); ++value) {
    const auto seconds = decode_instant(*value);
    if (seconds) take(*seconds, value.get_termfreq());
  }
  for (const auto& [instant, documents] : counted.instants) {
    take(instant, documents);
  }
}

ValueNames::Counts ValueCounts::name_counts(unsigned slot) const {
  const Slot& counted = slots_.at(slot);
  ValueNames::Counts counts = counted.by_name;
  for (auto value = counted.spy.values_begin();
       value != counted.spy.values_end(); ++value) {
    counted.names->count(*value, value.get_termfreq(), counts);
  }
  return counts;
}

}  // namespace lede
