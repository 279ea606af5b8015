// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the planner asks, answered by an open index.

#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "searcher/deadline.h"
#include "searcher/query/plan.h"

namespace lede {

// For one request; remembers what it was asked. The database outlives it.
class IndexStatistics final : public TermStatistics {
 public:
  // `deadline` bounds matches(), if all shards are `local`.
  IndexStatistics(const Xapian::Database& database, const Deadline& deadline,
                  bool local)
      : database_(database), deadline_(deadline), local_(local) {}

  std::uint32_t frequency(const std::string& term) const override;
  std::uint32_t documents() const override;
  std::vector<std::string> expand(const std::string& term_prefix,
                                  std::size_t limit, bool& cut) const override;
  bool matches(const Xapian::Query& query) const override;

 private:
  const Xapian::Database& database_;
  const Deadline& deadline_;
  bool local_;
  mutable std::unordered_map<std::string, std::uint32_t> frequencies_;
};

}  // namespace lede
