// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fields of the query language, and what may stand behind their colons.

#include <algorithm>
#include <array>
#include <utility>

#include "common/analysis/text.h"
#include "common/schema.h"
#include "searcher/suggest/candidate.h"

namespace lede {
namespace {

using internal::FieldKind;

constexpr std::size_t kMinFieldLetters = 3;
// Looked up besides those wanted.
constexpr std::size_t kSpare = 8;

constexpr std::string_view kDateFields[] = {"date", "since", "before", "after"};
constexpr std::string_view kDateWords[] = {
    "last week", "this week", "last month", "this month", "last year",
    "today",     "yesterday", "7d",         "30d",        "last 3 months",
    "今天",      "昨天",      "上周",       "本周",       "上个月",
    "本月",      "去年",      "今年"};

std::vector<std::string_view> field_names() {
  std::vector<std::string_view> names = {"company", "since", "source"};
  for (const FilterFieldRow& row : filter_fields()) names.push_back(row.name);
  names.insert(names.end(), std::begin(kDateFields), std::end(kDateFields));
  for (const TextFieldRow& row : kTextFields) names.push_back(row.query_name);
  names.insert(names.end(), std::begin(kFigureFields), std::end(kFigureFields));
  names.push_back(internal::kSavedField);
  return names;
}

// As it stands behind a colon.
std::string quoted_if_needed(std::string value) {
  const bool bare = std::ranges::all_of(value, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
  if (bare && !value.empty()) return value;
  std::ranges::replace(value, '"', ' ');
  return '"' + value + '"';
}

std::string month_text(int year, int month) {
  return std::to_string(year) + (month < 10 ? "-0" : "-") +
         std::to_string(month);
}

class ValueFinder {
 public:
  ValueFinder(const SuggestContext& context, Candidates& out)
      : context_(context),
        field_(*context.typed.field),
        folded_(fold_value(field_.value)),
        out_(out) {}

  void find() {
    if (field_.name == internal::kSavedField) {
      add_saved();
    } else if (std::ranges::find(kDateFields, field_.name) !=
               std::end(kDateFields)) {
      add_dates();
    } else if (const FilterFieldRow* row = find_filter_field(field_.name)) {
      row->entity ? add_entities(*row) : add_terms(*row);
    }
  }

 private:
  [[nodiscard]] bool is_enough() const { return out_.size() >= context_.limit; }

  // Counted, unless it is known to let nothing pass.
  void add(const std::string& value, std::string label,
           std::optional<HitEntity> entity = {}) {
    Completion shown;
    shown.kind = CompletionKind::kValue;
    const std::string filter = field_.name + ':' + quoted_if_needed(value);
    SearchRequest request;
    request.query = filter;
    shown.documents = context_.counter.documents(request);
    if (*shown.documents == 0) return;
    const bool literal = value.starts_with(field_.value);
    complete(context_.typed, field_.value_begin, quoted_if_needed(value),
             {0, literal ? field_.value.size() : 0}, shown);
    if (shown.text.ends_with('"') && shown.highlights.size() == 1 && literal) {
      shown.highlights.front().end += field_.value.empty() ? 0 : 1;
    }
    shown.completion = std::move(label);
    shown.entity = std::move(entity);
    out_.push_back({std::move(shown), Closeness::kBeginning, 1});
  }

  void add_entities(const FilterFieldRow& row) {
    const Lexicon& lexicon = context_.plan.lexicon;
    if (context_.sources.names == nullptr) return;
    std::vector<const NameKey*> keys;
    context_.sources.names->append_completions(folded_, keys);
    std::vector<std::pair<std::uint32_t, const Entity*>> found;
    for (const NameKey* key : keys) {
      const Entity* entity = key->entity;
      if (kind_name(entity->kind) != row.entity_kind) continue;
      const std::uint32_t documents = context_.view.frequency(bounded_term(
          std::string(row.term_prefix).append(id_slug(entity->id))));
      if (documents > 0) found.emplace_back(documents, entity);
    }
    std::ranges::sort(found, [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first
                                : a.second->id < b.second->id;
    });
    const auto twice = std::ranges::unique(found);
    found.erase(twice.begin(), twice.end());
    for (const auto& [documents, entity] : found) {
      if (is_enough()) return;
      const std::string slug(id_slug(entity->id));
      const bool unique = lexicon.named(entity->kind, slug).size() == 1;
      add(unique ? slug : entity->id, entity->name,
          HitEntity{entity->id, entity->name,
                    std::string(kind_name(entity->kind))});
    }
  }

  void add_terms(const FilterFieldRow& row) {
    std::vector<CountedText> terms;
    const std::string beginning = std::string(row.term_prefix) + folded_;
    for (std::size_t i = 0; i < context_.sources.words.size(); ++i) {
      context_.sources.words[i]->append_terms(
          context_.view.postings->segment(i).file(), beginning,
          context_.limit + kSpare, terms);
    }
    merge_counts(terms);
    for (const CountedText& term : terms) {
      if (is_enough()) return;
      // What was cut cannot be typed.
      if (term.text.size() >= kMaxTermBytes) continue;
      const std::string value = term.text.substr(row.term_prefix.size());
      // Another prefix that begins alike: "XOA...".
      if (value.empty() || (value[0] >= 'A' && value[0] <= 'Z')) continue;
      add(value, value);
    }
  }

  void add_saved() {
    for (const SavedQuery& saved : context_.saved.queries.all()) {
      if (is_enough()) return;
      if (!fold_value(saved.name).starts_with(folded_)) continue;
      Completion shown;
      shown.kind = CompletionKind::kValue;
      complete(context_.typed, field_.value_begin, saved.name, {}, shown);
      out_.push_back({std::move(shown), Closeness::kBeginning, 1});
    }
  }

  void add_dates() {
    for (const std::string_view words : kDateWords) {
      if (is_enough()) return;
      // Chinese is for those who type it.
      const bool chinese = static_cast<unsigned char>(words[0]) >= 0x80;
      if (!words.starts_with(folded_) || (chinese && folded_.empty())) continue;
      add(std::string(words), std::string(words));
    }
    const CivilTime today = context_.zone.to_civil(context_.now);
    const std::string month = month_text(today.year, today.month);
    add_date(month + (today.day < 10 ? "-0" : "-") + std::to_string(today.day));
    // A year of months, back from the newest, then years.
    CivilTime at = newest();
    if (const int year = year_typed(); year > 0) at = {year, 12};
    for (int i = 0; i < 12; ++i) {
      add_date(month_text(at.year, at.month));
      if (--at.month == 0) at = {at.year - 1, 12};
    }
    for (int i = 0; i < 10; ++i) add_date(std::to_string(today.year - i));
  }

  // When the newest article was published, or now.
  [[nodiscard]] CivilTime newest() const {
    MatchOrder order;
    order.sort = SortOrder::kNewest;
    order.limit = 1;
    order.exact_total = false;
    const MatchedPage page =
        context_.matcher.page(IndexQuery::all(), {}, order);
    if (page.size() > 0) {
      const auto published = decode_instant(
          context_.matcher.document(page, 0).get_value(slot::kPublished));
      if (published) return context_.zone.to_civil(*published);
    }
    return context_.zone.to_civil(context_.now);
  }

  // Of "2025" and "2025-0"; 0 if no year was typed.
  [[nodiscard]] int year_typed() const {
    const std::string_view digits = std::string_view(folded_).substr(0, 4);
    if (digits.size() < 4 ||
        digits.find_first_not_of("0123456789") != digits.npos) {
      return 0;
    }
    return std::stoi(std::string(digits));
  }

  void add_date(const std::string& date) {
    if (is_enough() || !date.starts_with(folded_)) return;
    add(date, date);
  }

  const SuggestContext& context_;
  const TypedField& field_;
  const std::string folded_;
  Candidates& out_;
};

}  // namespace

void add_fields(const SuggestContext& context, Candidates& out) {
  const TypedText& typed = context.typed;
  if (typed.field || typed.quoted || typed.between_words) return;
  std::string begun;
  std::size_t begin = 0;
  if (!typed.tails.empty()) {
    const TypedTail& tail = typed.tails.back();
    begun = tail.beginning;
    begin = tail.begin;
    if (begun.size() < kMinFieldLetters || !is_ascii_letters(begun)) return;
  } else if (!typed.blank()) {
    return;
  }
  for (const std::string_view name : field_names()) {
    if (!name.starts_with(begun)) continue;
    Candidate& found = out.emplace_back();
    found.shown.kind = CompletionKind::kField;
    complete(typed, begin, std::string(name) + ':', {0, begun.size()},
             found.shown);
  }
}

void add_values(const SuggestContext& context, Candidates& out) {
  if (!context.typed.field || !internal::narrows(context.typed.field->kind)) {
    return;
  }
  ValueFinder(context, out).find();
}

}  // namespace lede
