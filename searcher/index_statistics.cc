// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the planner asks, answered by an open index.

#include "searcher/index_statistics.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "searcher/match/array_matcher.h"
#include "searcher/stock_query.h"

namespace lede {

std::uint32_t IndexStatistics::frequency(const std::string& term) const {
  const auto [known, fresh] = frequencies_.try_emplace(term, 0);
  if (fresh) known->second = view_.frequency(term);
  return known->second;
}

std::uint32_t IndexStatistics::documents() const {
  return database_.get_doccount();
}

std::vector<std::string> IndexStatistics::expand(const std::string& term_prefix,
                                                 std::size_t limit,
                                                 bool& cut) const {
  Expansion found = view_.postings ? terms_of_postings(term_prefix)
                                   : terms_of_database(term_prefix);
  cut = found.size() > limit;
  const auto kept = found.begin() +
                    static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
  std::partial_sort(
      found.begin(), kept, found.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
      });
  std::vector<std::string> terms;
  for (auto term = found.begin(); term != kept; ++term) {
    terms.push_back(std::move(term->second));
  }
  return terms;
}

IndexStatistics::Expansion IndexStatistics::terms_of_database(
    const std::string& term_prefix) const {
  Expansion found;
  for (auto term = database_.allterms_begin(term_prefix);
       term != database_.allterms_end(term_prefix); ++term) {
    found.emplace_back(term.get_termfreq(), *term);
    if (found.size() % 1024 == 0) deadline_.check();
  }
  return found;
}

IndexStatistics::Expansion IndexStatistics::terms_of_postings(
    const std::string& term_prefix) const {
  const ViewPostings& postings = *view_.postings;
  std::map<std::string_view, std::uint32_t> frequencies;
  for (std::size_t i = 0; i < postings.size(); ++i) {
    const SegmentPostings& segment = postings.segment(i);
    const TermRange range = segment.file().starting_with(term_prefix);
    for (std::uint32_t term = range.begin; term < range.end; ++term) {
      const std::uint32_t its = segment.frequency(segment.file().list(term));
      if (its > 0) frequencies[segment.file().term(term)] += its;
      if (term % 1024 == 0) deadline_.check();
    }
  }
  Expansion found;
  found.reserve(frequencies.size());
  for (const auto& [term, its] : frequencies) found.emplace_back(its, term);
  return found;
}

bool IndexStatistics::matches(const IndexQuery& query) const {
  if (query.empty()) return false;
  if (view_.postings) {
    return ArrayMatcher(*view_.postings, deadline_).any(query);
  }
  const Xapian::Query stock = stock_query(query, view_.dates());
  deadline_.check();
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(deadline_.is_set() && info_.local
                        ? Xapian::Query(Xapian::Query::OP_FILTER, stock,
                                        deadline_query(deadline_))
                        : stock);
  return !enquire.get_mset(0, 1).empty();
}

bool IndexStatistics::reads_positions() const { return info_.local; }

std::optional<std::vector<SimilarWord>> IndexStatistics::similar(
    const std::string& word, std::size_t edits) const {
  if (lists_ == nullptr || !info_.local) return std::nullopt;
  const auto lists = lists_->of(info_.folders, deadline_);
  if (lists.size() < info_.folders.size()) return std::nullopt;
  EditDistance distance(code_points(word));
  std::vector<SimilarWord> words;
  for (const WordLists::List& list : lists) {
    list->append_similar(distance, edits, words);
  }
  std::ranges::sort(words, {}, &SimilarWord::text);
  std::vector<SimilarWord> merged;
  for (SimilarWord& found : words) {
    if (merged.empty() || merged.back().text != found.text) {
      merged.push_back(std::move(found));
    } else {
      merged.back().frequency += found.frequency;
    }
  }
  std::ranges::stable_sort(merged, std::ranges::greater{},
                           &SimilarWord::frequency);
  return merged;
}

PlanContext plan_context(IndexView& view, const Lexicon& lexicon,
                         const TermStatistics& statistics) {
  const bool current =
      std::ranges::all_of(view.info.lexicon_versions, [&](const auto& version) {
        return version == lexicon.built_in_version();
      });
  return {view.analyzer,      lexicon, statistics,
          view.info.stemmers, current, view.info.language};
}

}  // namespace lede
