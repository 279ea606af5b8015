// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/pattern_table.h"

#include <algorithm>
#include <string>

#include "common/schema.h"

namespace lede {
namespace {

// A cheap sign of a term: most tokens share theirs with no pattern and are
// passed over without comparing bytes.
std::size_t signature(std::string_view term) {
  const auto first = static_cast<unsigned char>(term.front());
  return (term.size() & 15) << 8 | first;
}

}  // namespace

PatternTable::PatternTable(const MatchPatterns& patterns)
    : patterns_(patterns) {
  for (std::uint32_t i = 0; i < patterns_.size(); ++i) add(i);
  std::ranges::sort(steps_, [](const PatternStep& a, const PatternStep& b) {
    return a.term != b.term ? a.term < b.term : a.step > b.step;
  });
}

void PatternTable::add(std::uint32_t pattern) {
  const std::vector<std::string>& terms = patterns_[pattern].terms;
  if (terms.empty() || std::ranges::any_of(terms, &std::string::empty)) return;
  if (terms.size() == 1 && patterns_[pattern].is_prefix) {
    prefixes_.push_back(pattern);
  } else if (terms.size() == 1 && terms[0].starts_with(prefix::kEntity)) {
    entities_.push_back(pattern);
  } else {
    for (std::uint32_t step = 0; step < terms.size(); ++step) {
      steps_.push_back({terms[step], pattern, step});
      signatures_.set(signature(terms[step]));
    }
  }
}

bool PatternTable::asks_for(std::uint32_t pattern, std::string_view id) const {
  const std::string_view term = patterns_[pattern].terms[0];
  return term.substr(prefix::kEntity.size()) == id;
}

std::span<const PatternStep> PatternTable::steps(std::string_view term) const {
  if (!signatures_.test(signature(term))) return {};
  const auto first =
      std::ranges::lower_bound(steps_, term, {}, &PatternStep::term);
  auto last = first;
  while (last != steps_.end() && last->term == term) ++last;
  return {first, last};
}

}  // namespace lede
