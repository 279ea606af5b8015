// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random trees of what may be asked of an index, out of the terms it holds.

#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/query/index_query.h"
#include "searcher/ranking.h"

namespace lede::testing {

class RandomQuery {
 public:
  // Reads all terms of the database.
  RandomQuery(const Xapian::Database& database, std::uint32_t seed);

  std::size_t below(std::size_t bound) { return random_() % bound; }
  // What matches. Not in it is what Xapian 1.4.22 weighs wrongly, or throws at:
  // kAndMaybe, and alternatives other than terms within a conjunction.
  IndexQuery match();
  IndexQuery term();
  // What else may weigh.
  RankParts parts();
  IndexQuery freshness();

 private:
  IndexQuery tree(int depth);
  IndexQuery conjunction();
  IndexQuery leaf();
  IndexQuery synonym();
  IndexQuery filter();
  IndexQuery phrase();
  IndexQuery passage();
  std::string word();  // of the exact layer
  DateInterval dates();
  std::vector<IndexQuery> some(std::size_t most, int depth);

  std::mt19937 random_;
  std::vector<std::string> terms_;
  std::vector<std::string> words_;
};

}  // namespace lede::testing
