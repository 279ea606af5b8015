// SPDX-License-Identifier: GPL-3.0-or-later
//
// What to ask instead of a request that found nothing.

#include "searcher/alternatives.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "searcher/query/parse.h"
#include "searcher/word_choice.h"

namespace lede {
namespace {

constexpr std::size_t kMaxOffered = 6;
constexpr std::size_t kMaxCounted = 12;

bool is_date(const QueryNode& filter) {
  if (filter.kind == NodeKind::kNot) return is_date(filter.children.front());
  return filter.kind == NodeKind::kDate;
}

bool is_date(const FieldFilter& filter) {
  return filter.field == "year" || filter.field == "month";
}

class AlternativeFinder {
 public:
  AlternativeFinder(const SearchRequest& request, const FoundNothing& nothing,
                    const AnswerCounter& counter)
      : request_(request),
        query_(nothing.query),
        plan_(nothing.plan),
        suggestion_(nothing.suggestion),
        counter_(counter) {}

  std::vector<Alternative> run() {
    add_suggestion();
    without_each_filter();
    without_dates();
    without_quotes();
    without_each_word();
    without_filters();
    return std::move(found_);
  }

 private:
  void add_suggestion() {
    if (!suggestion_ || suggestion_->applied || suggestion_->documents == 0) {
      return;
    }
    Alternative alternative = same(AlternativeKind::kSpelling);
    alternative.query = suggestion_->text;
    alternative.documents = suggestion_->documents;
    found_.push_back(std::move(alternative));
  }

  // The request with nothing left out.
  [[nodiscard]] Alternative same(AlternativeKind kind) const {
    Alternative alternative;
    alternative.kind = kind;
    alternative.query = print_query(query_);
    alternative.filters = request_.filters;
    alternative.from = request_.from;
    alternative.to = request_.to;
    return alternative;
  }

  void offer(Alternative alternative) {
    if (found_.size() == kMaxOffered || counted_ == kMaxCounted) return;
    ++counted_;
    SearchRequest request = request_;
    request.query = alternative.query;
    request.filters = alternative.filters;
    request.from = alternative.from;
    request.to = alternative.to;
    alternative.documents = counter_.documents(request);
    if (alternative.documents > 0) found_.push_back(std::move(alternative));
  }

  // Values of one field are joined by or: leaving one out finds no more.
  void without_each_filter() {
    std::vector<std::string> fields;
    for (const FieldFilter& filter : request_.filters) {
      if (is_date(filter) ||
          std::ranges::find(fields, filter.field) != fields.end()) {
        continue;
      }
      fields.push_back(filter.field);
      Alternative alternative = same(AlternativeKind::kWithoutFilter);
      std::erase_if(alternative.filters, [&](const FieldFilter& each) {
        return each.field == filter.field;
      });
      alternative.left_out = values_of(filter.field);
      filters_tried_ = true;
      offer(std::move(alternative));
    }
    for (std::size_t i = 0; i < query_.filters.size(); ++i) {
      if (is_date(query_.filters[i])) continue;
      ParsedQuery wider = query_;
      wider.filters.erase(wider.filters.begin() +
                          static_cast<std::ptrdiff_t>(i));
      Alternative alternative = same(AlternativeKind::kWithoutFilter);
      alternative.query = print_query(wider);
      alternative.left_out = print_node(query_.filters[i]);
      filters_tried_ = true;
      offer(std::move(alternative));
    }
  }

  // "company:alibaba OR baidu", as the values of the request are joined.
  [[nodiscard]] std::string values_of(const std::string& field) const {
    std::string values;
    for (const FieldFilter& filter : request_.filters) {
      if (filter.field != field) continue;
      values += (values.empty() ? field + ":" : " OR ") + filter.value;
    }
    return values;
  }

  void without_dates() {
    Alternative alternative = same(AlternativeKind::kWithoutDates);
    std::vector<std::string> dates;
    if (!request_.from.empty() || !request_.to.empty()) {
      dates.push_back(request_.from + ".." + request_.to);
    }
    for (const FieldFilter& filter : request_.filters) {
      if (is_date(filter)) dates.push_back(filter.field + ":" + filter.value);
    }
    ParsedQuery wider = query_;
    std::erase_if(wider.filters, [&](const QueryNode& filter) {
      if (is_date(filter)) dates.push_back(print_node(filter));
      return is_date(filter);
    });
    if (dates.empty()) return;
    filters_tried_ = true;
    for (const std::string& date : dates) {
      alternative.left_out += (alternative.left_out.empty() ? "" : " ") + date;
    }
    alternative.query = print_query(wider);
    alternative.from.clear();
    alternative.to.clear();
    std::erase_if(alternative.filters,
                  [](const FieldFilter& filter) { return is_date(filter); });
    offer(std::move(alternative));
  }

  // Quotations as the words they are made of.
  void without_quotes() {
    ParsedQuery wider = query_;
    std::string quoted;
    unquote(wider.root, quoted);
    if (quoted.empty()) return;
    Alternative alternative = same(AlternativeKind::kWithoutQuotes);
    alternative.query = print_query(wider);
    alternative.left_out = quoted;
    offer(std::move(alternative));
  }

  static void unquote(QueryNode& node, std::string& quoted) {
    if (node.kind == NodeKind::kPhrase &&
        node.text.find(' ') != std::string::npos) {
      quoted += (quoted.empty() ? "" : " ") + print_node(node);
      node = words_of(node);
    } else if (node.kind == NodeKind::kWords || node.kind == NodeKind::kMust) {
      for (QueryNode& child : node.children) unquote(child, quoted);
    }
  }

  static QueryNode words_of(const QueryNode& phrase) {
    QueryNode row;
    row.kind = NodeKind::kWords;
    for (std::size_t begin = 0; begin < phrase.text.size();) {
      const std::size_t end =
          std::min(phrase.text.find(' ', begin), phrase.text.size());
      QueryNode word = phrase;
      word.kind = NodeKind::kWord;
      word.text = phrase.text.substr(begin, end - begin);
      row.children.push_back(std::move(word));
      begin = end + 1;
    }
    return row;
  }

  void without_each_word() {
    const NodeKind top = query_.root.kind;
    if (top == NodeKind::kAnd || top == NodeKind::kWords) {
      for (std::size_t i = 0; i < query_.root.children.size(); ++i) {
        const QueryNode& child = query_.root.children[i];
        // Of words side by side, units say which are one thing.
        if (top == NodeKind::kAnd || child.kind == NodeKind::kNot) {
          without_child(i);
        }
      }
    }
    // Something must stay wanted.
    if (plan_.units.size() < 2) return;
    for (std::size_t i = 0; i < plan_.units.size(); ++i) {
      const ParsedQuery wider = without_units(query_, plan_, {i});
      Alternative alternative = same(AlternativeKind::kWithoutWord);
      const std::string whole = std::move(alternative.query);
      alternative.query = print_query(wider);
      if (alternative.query == whole) continue;
      alternative.left_out = plan_.units[i].label;
      offer(std::move(alternative));
    }
  }

  void without_child(std::size_t i) {
    ParsedQuery wider = query_;
    wider.root.children.erase(wider.root.children.begin() +
                              static_cast<std::ptrdiff_t>(i));
    Alternative alternative = same(AlternativeKind::kWithoutWord);
    alternative.query = print_query(wider);
    alternative.left_out = print_node(query_.root.children[i]);
    offer(std::move(alternative));
  }

  // Where none of them alone stands in the way.
  void without_filters() {
    const bool one_helps =
        std::ranges::any_of(found_, [](const Alternative& alternative) {
          return alternative.kind == AlternativeKind::kWithoutFilter ||
                 alternative.kind == AlternativeKind::kWithoutDates;
        });
    if (one_helps || !filters_tried_) return;
    Alternative alternative = same(AlternativeKind::kWithoutFilters);
    ParsedQuery wider = query_;
    wider.filters.clear();
    alternative.query = print_query(wider);
    alternative.filters.clear();
    alternative.from.clear();
    alternative.to.clear();
    offer(std::move(alternative));
  }

  const SearchRequest& request_;
  const ParsedQuery& query_;
  const QueryPlan& plan_;
  const std::optional<Suggestion>& suggestion_;
  const AnswerCounter& counter_;
  std::vector<Alternative> found_;
  std::size_t counted_ = 0;
  bool filters_tried_ = false;
};

}  // namespace

std::vector<Alternative> find_alternatives(const SearchRequest& request,
                                           const FoundNothing& nothing,
                                           const AnswerCounter& counter) {
  return AlternativeFinder(request, nothing, counter).run();
}

}  // namespace lede
