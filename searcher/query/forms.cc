// SPDX-License-Identifier: GPL-3.0-or-later
//
// Forms as queries of stock operators: OP_PHRASE and OP_NEAR hold nothing but
// terms, since what else they accept they answer wrongly.

#include "searcher/query/forms.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "common/analysis/utf8.h"
#include "searcher/query/query_text.h"

namespace lede::internal {
namespace {

using Op = IndexQuery::Op;

// Up to this many words a prefix is spelled out, so that all weigh together
// over all shards; more are left to the index.
constexpr std::size_t kMaxSpelledWords = 100;
// Of words that stand in the body each is asked for apart.
constexpr std::size_t kMaxBodyWords = 1000;

std::uint32_t capped_sum(std::uint32_t a, std::uint32_t b) {
  return a > std::numeric_limits<std::uint32_t>::max() - b
             ? std::numeric_limits<std::uint32_t>::max()
             : a + b;
}

Form combined(Op op, std::vector<Form> forms) {
  Form out;
  std::vector<IndexQuery> queries;
  const bool conjunction = op == Op::kAnd;
  out.in_passages = std::ranges::any_of(forms, &Form::in_passages);
  if (op == Op::kSynonym && out.in_passages) op = Op::kOr;
  for (Form& form : forms) {
    if (form.query.empty() && !conjunction) continue;
    out.frequency = queries.empty() ? form.frequency
                    : conjunction   ? std::min(out.frequency, form.frequency)
                                    : capped_sum(out.frequency, form.frequency);
    queries.push_back(form.query);
    std::ranges::move(form.patterns, std::back_inserter(out.patterns));
  }
  if (queries.size() == 1) {
    out.query = queries.front();
  } else {
    out.query = IndexQuery::of(op, std::move(queries));
  }
  return out;
}

// True if the term of the exact layer is two code points of CJK.
bool is_bigram(const std::string& term) {
  const CodePoint first = code_point_at(term, 0);
  return is_cjk(first.value) && term.size() > first.bytes;
}

// Terms the index does not hold cost time and say nothing.
std::vector<Form> present(std::vector<Form> forms) {
  if (std::ranges::any_of(forms,
                          [](const Form& f) { return f.frequency > 0; })) {
    std::erase_if(forms, [](const Form& f) { return f.frequency == 0; });
  } else if (forms.size() > 1) {
    forms.resize(1);
  }
  return forms;
}

}  // namespace

Scope::Scope(std::string_view field, const TermStatistics& statistics)
    : statistics_(statistics) {
  for (const TextFieldRow& row : kTextFields) {
    if (!field.empty() && row.query_name == field) row_ = &row;
  }
}

bool Scope::is_body() const {
  return row_ != nullptr && row_->field == TextField::kBody;
}

bool Scope::is_quotation() const {
  return row_ != nullptr && row_->field == TextField::kQuotation;
}

MatchPattern Scope::pattern(std::vector<std::string> terms) const {
  MatchPattern pattern;
  pattern.terms = std::move(terms);
  if (row_ != nullptr) pattern.field = row_->json_name;
  pattern.quoted = is_quotation();
  return pattern;
}

std::string Scope::prefixed(const std::string& term) const {
  return row_ == nullptr ? term : std::string(row_->prefix) + term;
}

std::uint32_t Scope::frequency(const std::string& term) const {
  const std::uint32_t all = statistics_.frequency(prefixed(term));
  if (!is_body()) return all;
  const std::uint32_t elsewhere =
      statistics_.frequency(std::string(prefix::kNotInBody) + term);
  return all > elsewhere ? all - elsewhere : 0;
}

IndexQuery Scope::in_body(const IndexQuery& query,
                          const std::vector<std::string>& marks) const {
  std::vector<std::string> absent;
  for (const std::string& mark : marks) {
    const std::string term = std::string(prefix::kNotInBody) + mark;
    if (statistics_.frequency(term) > 0) absent.push_back(term);
  }
  return IndexQuery::of(Op::kAndNot, query, IndexQuery::of(Op::kOr, absent));
}

OnePassage::Phrase Scope::in_passage(std::vector<std::string> terms) const {
  const bool pair = is_bigram(terms.back());
  for (std::string& term : terms) term = prefixed(term);
  const std::size_t positions = terms.size() + (pair ? 1 : 0);
  return {std::move(terms), positions};
}

// Leaves out what does not stand in a quotation, if the scope is that.
void Scope::quote(Form& form, OnePassage::Phrase phrase) const {
  if (!is_quotation()) return;
  form.query = IndexQuery::of(
      Op::kFilter, form.query,
      IndexQuery::passage({Passage::kQuotation, {std::move(phrase)}}));
  form.in_passages = true;
}

Form Scope::term(const std::string& term) const {
  Form form;
  form.query = IndexQuery::term(prefixed(term));
  if (is_body()) form.query = in_body(form.query, {term});
  quote(form, in_passage({term}));
  form.frequency = frequency(term);
  form.patterns.push_back(pattern({term}));
  return form;
}

Form Scope::phrase(const std::vector<std::string>& terms) const {
  if (terms.size() == 1) return term(terms.front());
  Form form;
  form.frequency = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::string> phrase_terms;
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    phrase_terms.push_back(prefixed(terms[i]));
    form.frequency = std::min(form.frequency, frequency(terms[i]));
    if (i > 0) pairs.push_back(terms[i - 1] + " " + terms[i]);
  }
  form.query = IndexQuery::phrase(phrase_terms);
  if (is_body()) form.query = in_body(form.query, pairs);
  quote(form, in_passage(terms));
  form.patterns = {pattern(terms)};
  return form;
}

Form Scope::prefix(const std::string& stem) const {
  bool cut = false;
  const std::vector<std::string> terms = statistics_.expand(
      prefixed(stem), is_body() ? kMaxBodyWords : kMaxSpelledWords, cut);
  Form form;
  if (cut) {
    form.query = IndexQuery::prefix(prefixed(stem));
    form.frequency = statistics_.documents();
  } else {
    std::vector<Form> forms;
    forms.reserve(terms.size());
    for (const std::string& found : terms) {
      forms.push_back(term(found.substr(prefixed(stem).size() - stem.size())));
    }
    // Asking for the stem alone finds nothing, as it should.
    if (forms.empty()) forms.push_back(term(stem));
    form = any_of(std::move(forms));
  }
  form.patterns = {pattern({stem})};
  form.patterns.front().is_prefix = true;
  return form;
}

bool Scope::matches(const Form& form) const {
  return form.frequency > 0 && !form.query.empty() &&
         statistics_.matches(form.query);
}

// Not OP_MAX: Xapian 1.4.22 reads freed memory when the lists below one end at
// the same document.
Form any_of(std::vector<Form> forms) {
  return combined(Op::kSynonym, present(std::move(forms)));
}

Form all_of(std::vector<Form> forms) {
  return combined(Op::kAnd, std::move(forms));
}

Form sum_of(std::vector<Form> forms) {
  return combined(Op::kOr, std::move(forms));
}

Form scaled(Form form, double weight) {
  form.query = form.query.scaled(weight);
  return form;
}

}  // namespace lede::internal
