// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the planner asks, answered by an open index.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <xapian.h>

#include "searcher/deadline.h"
#include "searcher/index_reader.h"
#include "searcher/query/plan.h"
#include "searcher/spelling/word_lists.h"

namespace lede {

// For one request; remembers what it was asked. Its arguments outlive it.
class IndexStatistics final : public TermStatistics {
 public:
  // `deadline` bounds matches(), if all shards are local. What is remote, or
  // has no `lists`, knows of no similar words.
  IndexStatistics(const IndexView& view, const Deadline& deadline,
                  WordLists* lists)
      : view_(view),
        database_(view.database),
        info_(view.info),
        deadline_(deadline),
        lists_(lists) {}

  std::uint32_t frequency(const std::string& term) const override;
  std::uint32_t documents() const override;
  std::vector<std::string> expand(const std::string& term_prefix,
                                  std::size_t limit, bool& cut) const override;
  bool matches(const IndexQuery& query) const override;
  bool reads_positions() const override;
  std::optional<std::vector<SimilarWord>> similar(
      const std::string& word, std::size_t edits) const override;

 private:
  // Terms with the documents that hold them.
  using Expansion = std::vector<std::pair<std::uint32_t, std::string>>;

  [[nodiscard]] Expansion terms_of_database(
      const std::string& term_prefix) const;
  [[nodiscard]] Expansion terms_of_postings(
      const std::string& term_prefix) const;

  const IndexView& view_;
  const Xapian::Database& database_;
  const ViewInfo& info_;
  const Deadline& deadline_;
  WordLists* lists_;
  mutable std::unordered_map<std::string, std::uint32_t> frequencies_;
};

// What queries on `view` are planned with. The arguments outlive it.
PlanContext plan_context(IndexView& view, const Lexicon& lexicon,
                         const TermStatistics& statistics);

}  // namespace lede
