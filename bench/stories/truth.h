// SPDX-License-Identifier: GPL-3.0-or-later
//
// What was judged of articles by hand, as ids and verdicts, and how well
// stories agree.

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <lede/result.h>

namespace lede::bench {

enum class Verdict { kDifferent, kSameEvent, kCopy };

struct JudgedPair {
  std::string set;
  std::string a;
  std::string b;
  Verdict verdict = Verdict::kDifferent;
  double weight = 1.0;  // pairs like it in the set for each that was judged
};

// Lines "set TAB id TAB id TAB verdict TAB weight", the verdict one of copy,
// same-event, different. kInvalidArgument names the line.
Result<std::vector<JudgedPair>> parse_judged_pairs(std::string_view text);

// Id -> number of the event it tells of, all of a window of a set.
using Clusters = std::map<std::string, std::string>;

// Set -> its articles; lines "set TAB id TAB event".
Result<std::map<std::string, Clusters>> parse_clusters(std::string_view text);

struct Agreement {
  double precision = 0;
  double recall = 0;

  [[nodiscard]] double f1() const {
    const double sum = precision + recall;
    return sum > 0 ? 2 * precision * recall / sum : 0;
  }
};

// B-cubed (Bagga and Baldwin 1998) of `found` against `truth`, both id ->
// cluster, over the ids of `truth`.
//
// REQUIRES: `found` has all ids of `truth`.
Agreement b_cubed(const Clusters& truth, const Clusters& found);

// Of weighed decisions: those made, those right, those that should be made.
struct Tally {
  double right = 0;
  double wrong = 0;
  double missed = 0;

  void add(bool is, bool said, double weight);
  [[nodiscard]] Agreement agreement() const;
};

}  // namespace lede::bench
