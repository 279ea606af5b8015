// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/stories/truth.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <optional>
#include <utility>

#include "bench/text_lines.h"

namespace lede::bench {
namespace {

std::optional<Verdict> verdict_named(std::string_view name) {
  if (name == "copy") return Verdict::kCopy;
  if (name == "same-event") return Verdict::kSameEvent;
  if (name == "different") return Verdict::kDifferent;
  return std::nullopt;
}

// Calls take(columns) for each line that is not empty; false: it is wrong.
Result<void> for_each_line(
    std::string_view text,
    const std::function<bool(std::vector<std::string_view>)>& take) {
  std::size_t number = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    ++number;
    if (line.empty() || take(split(line, '\t'))) continue;
    return Error{ErrorCode::kInvalidArgument,
                 "line " + std::to_string(number) + " does not read"};
  }
  return {};
}

}  // namespace

Result<std::vector<JudgedPair>> parse_judged_pairs(std::string_view text) {
  std::vector<JudgedPair> pairs;
  auto read =
      for_each_line(text, [&](const std::vector<std::string_view>& columns) {
        if (columns.size() != 5) return false;
        const auto verdict = verdict_named(columns[3]);
        const double weight =
            std::strtod(std::string(columns[4]).c_str(), nullptr);
        if (!verdict || weight <= 0) return false;
        pairs.push_back({std::string(columns[0]), std::string(columns[1]),
                         std::string(columns[2]), *verdict, weight});
        return true;
      });
  if (!read) return read.error();
  return pairs;
}

Result<std::map<std::string, Clusters>> parse_clusters(std::string_view text) {
  std::map<std::string, Clusters> sets;
  auto read =
      for_each_line(text, [&](const std::vector<std::string_view>& columns) {
        if (columns.size() != 3) return false;
        sets[std::string(columns[0])][std::string(columns[1])] = columns[2];
        return true;
      });
  if (!read) return read.error();
  return sets;
}

Agreement b_cubed(const Clusters& truth, const Clusters& found) {
  Agreement sum;
  for (const auto& [id, event] : truth) {
    double together = 0;
    double of_event = 0;
    double of_found = 0;
    for (const auto& [other, other_event] : truth) {
      const bool is = event == other_event;
      const bool said = found.at(id) == found.at(other);
      if (is) ++of_event;
      if (said) ++of_found;
      if (is && said) ++together;
    }
    sum.precision += together / of_found;
    sum.recall += together / of_event;
  }
  const auto count = static_cast<double>(truth.size());
  if (count > 0) {
    sum.precision /= count;
    sum.recall /= count;
  }
  return sum;
}

void Tally::add(bool is, bool said, double weight) {
  if (is && said) right += weight;
  if (!is && said) wrong += weight;
  if (is && !said) missed += weight;
}

Agreement Tally::agreement() const {
  return {right + wrong > 0 ? right / (right + wrong) : 1.0,
          right + missed > 0 ? right / (right + missed) : 1.0};
}

}  // namespace lede::bench
