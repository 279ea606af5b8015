// SPDX-License-Identifier: GPL-3.0-or-later
//
// How sure it is that something is commoner here than there.

#include "searcher/likelihood.h"

#include <cmath>

namespace lede {
namespace {

// Log of the likelihood of `share` if each has it with chance `p`, the number
// of ways apart. 0 log 0 is 0.
double log_chance(const Share& share, double p) {
  const auto some = static_cast<double>(share.some);
  const auto others = static_cast<double>(share.all - share.some);
  return (some > 0 ? some * std::log(p) : 0.0) +
         (others > 0 ? others * std::log1p(-p) : 0.0);
}

double part(const Share& share) {
  return static_cast<double>(share.some) / static_cast<double>(share.all);
}

}  // namespace

double rise_score(const Share& here, const Share& there) {
  if (here.all == 0 || there.all == 0) return 0.0;
  const double p_here = part(here);
  const double p_there = part(there);
  if (p_here <= p_there) return 0.0;
  const double p = part({here.some + there.some, here.all + there.all});
  return 2.0 * (log_chance(here, p_here) + log_chance(there, p_there) -
                log_chance(here, p) - log_chance(there, p));
}

}  // namespace lede
