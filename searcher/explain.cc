// SPDX-License-Identifier: GPL-3.0-or-later
//
// A score is a sum: of the words' weights, each by itself, and of what the
// other parts add. Each summand is matched alone, among the documents of the
// page.

#include "searcher/explain.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <string>
#include <vector>

#include "common/analysis/text.h"
#include "common/document_data.h"
#include "common/schema.h"
#include "searcher/explain_text.h"
#include "searcher/match_finder.h"
#include "searcher/stock_query.h"

namespace lede {
namespace {

constexpr std::size_t kMaxFoundAs = 3;
constexpr double kDaySeconds = 86400;

class Explainer {
 public:
  Explainer(IndexView& view, const Lexicon& lexicon, const FoundBy& found_by,
            const Matcher& matcher, const MatchedPage& page,
            std::span<Hit> hits)
      : view_(view),
        lexicon_(lexicon),
        found_by_(found_by),
        matcher_(matcher),
        hits_(hits) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < page.size(); ++i) {
      hits[i].explanation.emplace();
      hit_of_[page.hits[i].id] = i;
      keys.push_back(std::string(prefix::kKey) + hits[i].key);
    }
    among_ = IndexQuery::of(IndexQuery::Op::kOr, keys).scaled(0);
  }

  Result<void> run(const MatchedPage& page) {
    const RankParts& parts = found_by_.parts;
    for (const PlanUnit& unit : found_by_.plan.units) add_word(unit);
    add_weight(parts.headline, &Explanation::headline);
    add_weight(parts.details, &Explanation::details);
    add_weight(parts.closeness, &Explanation::closeness);
    add_weight(parts.freshness, &Explanation::freshness);
    add_terms();
    for (std::size_t i = 0; i < hits_.size(); ++i) {
      const Xapian::Document document = matcher_.document(page, i);
      const Result<DocumentData> data = DocumentData::open(document.get_data());
      if (!data)
        return data.error().with_context("article '" + hits_[i].id + "'");
      add_places(*data, i);
      finish(hits_[i], decode_instant(document.get_value(slot::kPublished)));
    }
    return {};
  }

 private:
  // Calls `take` with the number of each hit and what `part` weighs in it.
  template <typename Take>
  void weigh(const IndexQuery& part, Take take) {
    if (part.empty() || hits_.empty() || !found_by_.weighed) return;
    RankParts parts;
    parts.cjk = found_by_.parts.cjk;
    MatchOrder order;
    order.limit = view_.database.get_doccount();
    order.exact_total = false;
    const MatchedPage found = matcher_.page(
        IndexQuery::of(IndexQuery::Op::kAndMaybe, among_, part), parts, order);
    for (const MatchedDocument& hit : found.hits) {
      const auto at =
          hit_of_.find(hit.id);  // copies in other indexes match, too
      if (at != hit_of_.end()) take(at->second, hit.weight);
    }
  }

  void add_weight(const IndexQuery& part, double Explanation::*weight) {
    weigh(part, [&](std::size_t i, double its) {
      *hits_[i].explanation.*weight = its;
    });
  }

  void add_word(const PlanUnit& unit) {
    for (Hit& hit : hits_) {
      hit.explanation->words.emplace_back().text = unit.label;
    }
    weigh(QueryPlan::query_of(unit, found_by_.mode),
          [&](std::size_t i, double weight) {
            hits_[i].explanation->words.back().weight = weight;
          });
  }

  void add_terms() {
    if (found_by_.parts.words.empty() || hits_.empty()) return;
    Xapian::Enquire enquire(view_.database);
    enquire.set_query(stock_query(IndexQuery::of(IndexQuery::Op::kAndMaybe,
                                                 among_, found_by_.parts.words),
                                  view_.dates()));
    const Xapian::MSet found =
        enquire.get_mset(0, view_.database.get_doccount());
    for (auto hit = found.begin(); hit != found.end(); ++hit) {
      const auto at = hit_of_.find(*hit);
      if (at == hit_of_.end()) continue;
      for (auto term = enquire.get_matching_terms_begin(hit);
           term != enquire.get_matching_terms_end(hit); ++term) {
        if ((*term)[0] == prefix::kKey[0]) continue;
        hits_[at->second].explanation->terms.push_back(*term);
      }
    }
  }

  // Where the words stand: a finder for each, since what one marks another may
  // mark as well.
  void add_places(const DocumentData& data, std::size_t i) {
    std::vector<ExplainedWord>& words = hits_[i].explanation->words;
    for (std::size_t unit = 0; unit < words.size(); ++unit) {
      MatchPatterns patterns;
      for (const MatchPattern& pattern : found_by_.plan.patterns) {
        if (pattern.group == unit) patterns.push_back(pattern);
      }
      MatchFinder finder(patterns, lexicon_, view_.analyzer);
      const auto look = [&](std::string_view text, TextField field) {
        add_place(finder, data.lang(), text, field, words[unit]);
      };
      look(data.title(), TextField::kTitle);
      look(data.summary(), TextField::kSummary);
      for (const std::string_view point : data.key_points()) {
        look(point, TextField::kKeyPoints);
      }
      look(data.text(), TextField::kBody);
    }
  }

  static void add_place(MatchFinder& finder, std::string_view lang,
                        std::string_view text, TextField field,
                        ExplainedWord& word) {
    const std::string name(row_of(field).json_name);
    const std::vector<Span> spans = merge_spans(finder.find(text, lang, name));
    if (spans.empty()) return;
    if (word.fields.empty() || word.fields.back() != name) {
      word.fields.push_back(name);
    }
    for (const Span& span : spans) {
      if (word.found_as.size() == kMaxFoundAs) return;
      const std::string found(text.substr(span.begin, span.end - span.begin));
      const auto alike = [&](const std::string& other) {
        return fold_value(other) == fold_value(found);
      };
      if (!std::ranges::any_of(word.found_as, alike)) {
        word.found_as.push_back(found);
      }
    }
  }

  void finish(Hit& hit, std::optional<std::int64_t> published) const {
    Explanation& explanation = *hit.explanation;
    explanation.text = explanation.headline + explanation.details;
    for (const ExplainedWord& word : explanation.words) {
      explanation.text += word.weight;
    }
    if (published) explanation.age_days = days_since(*published);
    explanation.half_life_days = found_by_.freshness.reading.half_life_days;
    explanation.freshness_most = found_by_.freshness.most;
    explanation.sentence = explain_in_words(hit, published, found_by_.now);
  }

  [[nodiscard]] double days_since(std::int64_t published) const {
    return (static_cast<double>(found_by_.freshness.now) -
            static_cast<double>(published)) /
           kDaySeconds;
  }

  IndexView& view_;
  const Lexicon& lexicon_;
  const FoundBy& found_by_;
  const Matcher& matcher_;
  std::span<Hit> hits_;
  std::map<Xapian::docid, std::size_t> hit_of_;
  IndexQuery among_;  // the documents of the hits, without weight
};

}  // namespace

Result<void> explain_hits(IndexView& view, const Lexicon& lexicon,
                          const FoundBy& found_by, const Matcher& matcher,
                          const MatchedPage& page, std::span<Hit> hits) {
  assert(hits.size() == page.size());
  return Explainer(view, lexicon, found_by, matcher, page, hits).run(page);
}

}  // namespace lede
