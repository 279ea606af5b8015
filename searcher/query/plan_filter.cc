// SPDX-License-Identifier: GPL-3.0-or-later
//
// Filters: values as terms, entities by any of their names, dates as a range of
// the published slot, dates spoken of as the calendar's units, amounts
// as branches of a tree.

#include <algorithm>
#include <optional>
#include <utility>

#include "common/amount_terms.h"
#include "common/analysis/text.h"
#include "common/calendar_terms.h"
#include "common/schema.h"
#include "searcher/query/forms.h"
#include "searcher/query/nearest_value.h"
#include "searcher/query/plan.h"
#include "searcher/query/word_forms.h"

namespace lede {
namespace {

using Op = IndexQuery::Op;

// Of so many values the nearest is looked for.
constexpr std::size_t kMaxCandidates = 5000;

struct Candidates {
  std::vector<std::string> folded;  // what is compared
  std::vector<std::string> terms;
  std::vector<std::string> shown;
};

// The term by which `field` finds the entity.
std::string entity_term(const FilterFieldRow& field, const Entity& entity) {
  return bounded_term(
      std::string(field.term_prefix).append(id_slug(entity.id)));
}

// True if the terms of the field are those of mentions.
bool finds_mentions(const FilterFieldRow& field) {
  return field.term_prefix.starts_with(prefix::kEntity);
}

class FilterPlanner {
 public:
  FilterPlanner(const PlanContext& context, std::vector<Warning>& warnings)
      : context_(context), warnings_(warnings) {}

  IndexQuery plan(const QueryNode& node) {
    if (node.kind == NodeKind::kNot) {
      return IndexQuery::of(Op::kAndNot, IndexQuery::all(),
                            plan(node.children.front()));
    }
    if (node.kind == NodeKind::kDate) {
      return IndexQuery::published(node.interval);
    }
    if (node.kind == NodeKind::kMentions) return mentions(node.interval);
    if (node.kind == NodeKind::kAmount) return amount(node.text);
    if (node.children.empty()) return value(node);
    std::vector<IndexQuery> alternatives;
    for (const QueryNode& child : node.children) {
      alternatives.push_back(plan(child));
    }
    return IndexQuery::of(Op::kOr, std::move(alternatives));
  }

 private:
  static IndexQuery mentions(const DateInterval& interval) {
    return IndexQuery::of(Op::kOr, date_cover(interval));
  }

  static IndexQuery amount(const std::string& text) {
    const Result<AmountRange> range = read_amount_range(text);
    if (!range) return {};
    return IndexQuery::of(Op::kOr, amount_cover(*range));
  }

  IndexQuery value(const QueryNode& node) {
    const FilterFieldRow* field = find_filter_field(node.field);
    if (field == nullptr) return {};
    std::vector<internal::Form> forms = field->entity
                                            ? entity_forms(*field, node.text)
                                            : value_forms(*field, node.text);
    std::erase_if(forms,
                  [](const internal::Form& f) { return f.frequency == 0; });
    if (forms.empty()) warn_unknown(node, *field);
    return internal::sum_of(std::move(forms)).query;
  }

  std::vector<internal::Form> value_forms(const FilterFieldRow& field,
                                          const std::string& text) {
    const internal::Scope scope({}, context_.statistics);
    const std::string folded = fold_value(text);
    std::vector<internal::Form> forms;
    if (folded.empty()) return forms;
    forms.push_back(
        scope.term(bounded_term(std::string(field.term_prefix) + folded)));
    if (field.term_prefix == prefix::kSource) {
      forms.push_back(
          scope.term(bounded_term(std::string(prefix::kHost) + folded)));
    }
    return forms;
  }

  std::vector<internal::Form> entity_forms(const FilterFieldRow& field,
                                           const std::string& text) {
    const internal::Scope scope({}, context_.statistics);
    std::vector<internal::Form> forms;
    for (const Entity* entity : named(field, text)) {
      for (const Entity* version : context_.lexicon.family_of(*entity)) {
        forms.push_back(finds_mentions(field)
                            ? internal::entity_form(*version, scope, context_)
                            : scope.term(entity_term(field, *version)));
      }
    }
    // An index made with another lexicon may know what this one does not.
    const std::string folded = fold_value(text);
    forms.push_back(
        scope.term(bounded_term(std::string(field.term_prefix) + folded)));
    return forms;
  }

  std::vector<const Entity*> named(const FilterFieldRow& field,
                                   const std::string& text) {
    const std::optional<EntityKind> kind = kind_named(field.entity_kind);
    if (!kind) return {};
    return context_.lexicon.named(*kind, text);
  }

  void warn_unknown(const QueryNode& node, const FilterFieldRow& field) {
    std::string message =
        "no article has " + std::string(field.name) + " \"" + node.text + "\"";
    const Candidates known =
        field.entity ? entity_candidates(field) : value_candidates(field);
    const std::size_t nearest =
        internal::nearest_value(fold_value(node.text), known.folded);
    if (nearest < known.folded.size()) {
      message +=
          "; the nearest is \"" + known.shown[nearest] + "\" (" +
          std::to_string(context_.statistics.frequency(known.terms[nearest])) +
          ")";
    }
    warnings_.push_back({std::move(message), node.source.begin});
  }

  Candidates value_candidates(const FilterFieldRow& field) {
    Candidates known;
    bool cut = false;
    const std::string prefix(field.term_prefix);
    known.terms = context_.statistics.expand(prefix, kMaxCandidates, cut);
    for (const std::string& term : known.terms) {
      known.folded.push_back(term.substr(prefix.size()));
    }
    known.shown = known.folded;
    return known;
  }

  Candidates entity_candidates(const FilterFieldRow& field) {
    Candidates known;
    for (const Entity& entity : context_.lexicon.entities()) {
      if (kind_name(entity.kind) != field.entity_kind) continue;
      const std::string term = entity_term(field, entity);
      if (context_.statistics.frequency(term) == 0) continue;
      for (const Alias& alias : entity.aliases) {
        known.folded.push_back(fold_value(alias.text));
        known.terms.push_back(term);
        known.shown.push_back(alias.text);
      }
    }
    return known;
  }

  const PlanContext& context_;
  std::vector<Warning>& warnings_;
};

}  // namespace

IndexQuery plan_filter(const QueryNode& filter, const PlanContext& context,
                       std::vector<Warning>& warnings) {
  return FilterPlanner(context, warnings).plan(filter);
}

}  // namespace lede
