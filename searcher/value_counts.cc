// SPDX-License-Identifier: GPL-3.0-or-later
//
// How often each value of a slot stands in the documents of one match.

#include "searcher/value_counts.h"

#include "common/schema.h"

namespace lede {
namespace {

// Documents mostly stand in order of their dates: of several alike the sum is
// looked up once.
void count_instants(std::span<const std::int64_t> dates, std::uint32_t first,
                    const DocSet& set,
                    std::unordered_map<std::int64_t, std::uint64_t>& instants) {
  std::int64_t last = kNoDate;
  std::uint64_t alike = 0;
  set.for_each([&](std::uint16_t low) {
    const std::int64_t date = dates[first + low];
    if (date != last) {
      if (last != kNoDate) instants[last] += alike;
      last = date;
      alike = 0;
    }
    ++alike;
  });
  if (last != kNoDate) instants[last] += alike;
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

void ValueCounts::add(const PostingsFile& file, std::uint32_t first,
                      const DocSet& set) {
  for (auto& [number, slot] : slots_) {
    if (number == slot::kPublished) {
      count_instants(file.published(), first, set, slot.instants);
      continue;
    }
    const ValueColumn column = file.column(number);
    std::vector<std::uint64_t>& counts = slot.columns[&file];
    counts.resize(std::size_t{column.values()} + 1);
    count_numbers(column.numbers, first, set, counts);
  }
}

void ValueCounts::for_each(unsigned slot, const Take& take) const {
  const Slot& counted = slots_.at(slot);
  std::map<std::string, std::uint64_t> sums;
  for (auto value = counted.spy.values_begin();
       value != counted.spy.values_end(); ++value) {
    sums[*value] += value.get_termfreq();
  }
  for (const auto& [file, counts] : counted.columns) {
    const ValueColumn column = file->column(slot);
    for (std::uint32_t number = 1; number < counts.size(); ++number) {
      if (counts[number] == 0) continue;
      sums[std::string(column.value(number))] += counts[number];
    }
  }
  for (const auto& [instant, documents] : counted.instants) {
    sums[encode_instant(instant)] += documents;
  }
  for (const auto& [value, documents] : sums) take(value, documents);
}

void split_values(std::string_view joined,
                  const std::function<void(std::string_view)>& take) {
  while (!joined.empty()) {
    const std::size_t end = joined.find(kValueSeparator);
    if (end != 0) take(joined.substr(0, end));
    if (end == std::string_view::npos) return;
    joined.remove_prefix(end + 1);
  }
}

}  // namespace lede
