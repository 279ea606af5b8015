// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each condition is matched against the one article.

#include "searcher/why_not.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/analysis/text.h"
#include "common/document_data.h"
#include "common/schema.h"
#include "searcher/explain_text.h"
#include "searcher/query/parse.h"

namespace lede {
namespace {

using Kind = WhyNotReason::Kind;

class WhyNotFinder {
 public:
  WhyNotFinder(const Answered& answered, const Matcher& matcher,
               const PlanContext& context)
      : answered_(answered), matcher_(matcher), context_(context) {}

  WhyNot run(const std::string& id) {
    why_not_.id = id;
    if (!find_article(article_key(id)) && !find_article(id)) {
      add(Kind::kUnknownId, id);
    } else if (!find_among_hits()) {
      add_words();
      add_filters();
      if (why_not_.reasons.empty()) add_rank();
    }
    why_not_.sentence = explain_in_words(why_not_);
    return std::move(why_not_);
  }

 private:
  void add(Kind kind, std::string text) {
    why_not_.reasons.push_back({kind, std::move(text)});
  }

  bool find_article(const std::string& key) {
    article_ = article_query(key);
    const MatchedPage page = matcher_.article(key);
    if (page.size() == 0) return false;
    docid_ = page.hits[0].id;
    const Xapian::Document document = matcher_.document(page, 0);
    why_not_.id = document.get_value(slot::kId);
    dated_ = !document.get_value(slot::kPublished).empty();
    const Result<DocumentData> data = DocumentData::open(document.get_data());
    if (data && data->has_title()) why_not_.title = std::string(data->title());
    return true;
  }

  bool find_among_hits() {
    const auto& hits = answered_.response.hits;
    const auto hit = std::ranges::find(hits, why_not_.id, &Hit::id);
    if (hit == hits.end()) return false;
    add(Kind::kListed, std::to_string(hit - hits.begin() + 1));
    return true;
  }

  // True if the article matches; nothing does if `query` is empty.
  [[nodiscard]] bool matches(const IndexQuery& query) const {
    return matcher_.count(
               IndexQuery::of(IndexQuery::Op::kFilter, article_, query)) > 0;
  }

  void add_words() {
    if (matches(answered_.words)) return;
    const std::vector<PlanUnit>& units = answered_.plan.units;
    const auto add_lacking = [&](bool wanted) {
      for (const PlanUnit& unit : units) {
        if (QueryPlan::is_wanted(unit, answered_.mode) != wanted) continue;
        if (!matches(unit.query)) add(Kind::kLacksWord, unit.label);
      }
    };
    add_lacking(true);
    add_forbidden(answered_.query.root);
    // None is wanted by itself, but one of them has to be there.
    if (why_not_.reasons.empty()) add_lacking(false);
  }

  void add_forbidden(const QueryNode& node) {
    if (node.kind == NodeKind::kWords) {
      for (const QueryNode& child : node.children) add_forbidden(child);
    }
    if (node.kind != NodeKind::kNot) return;
    ParsedQuery held;
    held.root = node.children.front();
    held.all_capitals = answered_.query.all_capitals;
    const QueryPlan plan = plan_words(held, context_);
    if (!plan.everything && matches(plan.words(MatchMode::kAll, {}))) {
      add(Kind::kForbidden, print_node(node));
    }
  }

  void add_filters() {
    for (const FilterPart& part : answered_.filters.parts()) {
      if (matches(part.query)) continue;
      const Kind dates = dated_ ? Kind::kDate : Kind::kUndated;
      add(part.dated ? dates : Kind::kFilter, part.label);
    }
  }

  void add_rank() {
    const IndexQuery match = answered_.filters.all(answered_.words);
    MatchOrder order;
    order.sort = answered_.sort;
    order.limit = answered_.response.documents;
    const MatchedPage page = matcher_.page(match, answered_.parts, order);
    std::unordered_map<std::uint32_t, std::uint64_t> shown;  // rank by story
    std::vector<std::size_t> shown_at;                       // by rank
    for (std::size_t i = 0; i < page.size(); ++i) {
      const std::uint32_t story = story_of(page.hits[i].id);
      std::uint64_t rank = shown_at.size() + 1;
      if (story != ViewStories::kAlone) {
        rank = shown.emplace(story, rank).first->second;
      }
      if (rank > shown_at.size()) shown_at.push_back(i);
      if (page.hits[i].id != docid_) continue;
      why_not_.rank = rank;
      why_not_.score = page.hits[i].weight;
      if (shown_at[rank - 1] == i) {
        add(Kind::kRankedLower, std::to_string(hits()));
      } else {
        add(Kind::kFolded, matcher_.article_id(page, shown_at[rank - 1]));
      }
      return;
    }
  }

  [[nodiscard]] std::uint32_t story_of(Xapian::docid id) const {
    return answered_.folded == nullptr ? ViewStories::kAlone
                                       : answered_.folded->story_of(id);
  }
  [[nodiscard]] std::uint64_t hits() const {
    return answered_.folded == nullptr ? answered_.response.documents
                                       : answered_.response.stories;
  }

  const Answered& answered_;
  const Matcher& matcher_;
  const PlanContext& context_;
  WhyNot why_not_;
  IndexQuery article_;
  Xapian::docid docid_ = 0;
  bool dated_ = false;
};

}  // namespace

WhyNot find_why_not(const std::string& id, const Answered& answered,
                    const Matcher& matcher, const PlanContext& context) {
  return WhyNotFinder(answered, matcher, context).run(id);
}

}  // namespace lede
