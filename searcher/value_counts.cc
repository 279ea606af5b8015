// SPDX-License-Identifier: GPL-3.0-or-later
//
// How often each value of a slot stands in the documents of one match.

#include "searcher/value_counts.h"

#include "common/schema.h"

namespace lede {

void ValueCounts::attach(Xapian::Enquire& enquire) {
  for (auto& [slot, spy] : spies_) enquire.add_matchspy(&spy);
}

void ValueCounts::for_each(unsigned slot, const Take& take) const {
  const Xapian::ValueCountMatchSpy& spy = spies_.at(slot);
  for (auto value = spy.values_begin(); value != spy.values_end(); ++value) {
    take(*value, value.get_termfreq());
  }
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
