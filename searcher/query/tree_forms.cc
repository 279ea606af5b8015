// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nodes of the tree as forms.

#include "searcher/query/tree_forms.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "searcher/query/analyzed_text.h"
#include "searcher/query/fields.h"
#include "searcher/query/phrase_forms.h"
#include "searcher/query/word_forms.h"
#include "searcher/query/word_units.h"
#include "searcher/spelling/word_list.h"

namespace lede::internal {
namespace {

using Op = IndexQuery::Op;

// A phrase whose last word is a prefix is spelled out so many times.
constexpr std::size_t kMaxPhrases = 16;
// A prefix inside quotation marks likewise.
constexpr std::size_t kMaxQuotedWords = 100;
// A fuzzy word stands for so many words at most, within one edit if it is
// short and two if it is longer.
constexpr std::size_t kMaxSimilar = 50;
constexpr std::size_t kLettersOfOneEdit = 5;

// What SENTENCE and PARAGRAPH are taken for where the index cannot tell.
constexpr std::size_t kWordsOfSentence = 25;
constexpr std::size_t kWordsOfParagraph = 80;

Form blank() {
  Form form;
  form.asks = false;
  return form;
}

// What is forbidden taken from what is wanted; everything, if nothing is.
Form without(Form wanted, bool any_wanted, const IndexQuery& forbidden,
             std::uint32_t documents) {
  if (!any_wanted) {
    wanted.asks = !forbidden.empty();
    wanted.query = IndexQuery::all().scaled(0.0);
    wanted.frequency = documents;
  }
  wanted.query = IndexQuery::of(Op::kAndNot, wanted.query, forbidden);
  return wanted;
}

}  // namespace

Form TreeForms::form(const QueryNode& node) {
  switch (node.kind) {
    case NodeKind::kWords:
      return words(node);
    case NodeKind::kAnd:
      return conjunction(node);
    case NodeKind::kOr:
      return alternatives(node);
    case NodeKind::kNot: {
      return without({}, false, forbidden({node}),
                     context_.statistics.documents());
    }
    case NodeKind::kMust:
      return form(node.children.front());
    case NodeKind::kNear:
      return near(node);
    case NodeKind::kSentence:
    case NodeKind::kParagraph:
      return in_one_passage(node);
    case NodeKind::kFilter:
    case NodeKind::kDate:
    case NodeKind::kMentions:
    case NodeKind::kAmount:
      return filter(node);
    case NodeKind::kAll:
      return blank();
    default:
      return leaf(node);
  }
}

IndexQuery TreeForms::forbidden(const std::vector<QueryNode>& nodes) {
  std::vector<IndexQuery> queries;
  for (const QueryNode& node : nodes) {
    if (node.kind != NodeKind::kNot) continue;
    Form unwanted = form(node.children.front());
    if (unwanted.asks) queries.push_back(unwanted.query);
  }
  return IndexQuery::of(Op::kOr, std::move(queries));
}

Form TreeForms::leaf(const QueryNode& node) {
  if (is_quotation(node) && !context_.statistics.reads_positions()) {
    return as_if_quoted(node);
  }
  switch (node.kind) {
    case NodeKind::kExact:
      return scaled(exact_word(node), node.weight);
    case NodeKind::kPrefix:
      return scaled(prefix(node), node.weight);
    case NodeKind::kPhrase:
      return scaled(phrase(node), node.weight);
    case NodeKind::kFuzzy:
      return scaled(fuzzy(node), node.weight);
    default:
      return as_word(node);
  }
}

Form TreeForms::as_word(const QueryNode& node) {
  QueryNode word = node;
  word.kind = NodeKind::kWord;
  return row_of_words({word});
}

// Words side by side inside parentheses: all that carry a topic.
Form TreeForms::row_of_words(const std::vector<QueryNode>& words) {
  std::vector<Form> wanted;
  std::vector<Form> optional;
  for (PlannedUnit& planned : plan_run(words, mixed_case_, context_)) {
    Form form{planned.unit.query, planned.unit.frequency,
              std::move(planned.patterns)};
    (planned.unit.optional ? optional : wanted).push_back(std::move(form));
  }
  if (wanted.empty() && optional.empty()) return blank();
  if (wanted.empty()) return sum_of(std::move(optional));
  Form form = all_of(std::move(wanted));
  if (optional.empty()) return form;
  Form extra = sum_of(std::move(optional));
  form.query = IndexQuery::of(Op::kAndMaybe, form.query, extra.query);
  std::ranges::move(extra.patterns, std::back_inserter(form.patterns));
  return form;
}

Form TreeForms::words(const QueryNode& node) {
  std::vector<Form> wanted;
  for (std::size_t i = 0; i < node.children.size();) {
    const QueryNode& child = node.children[i];
    std::size_t end = i + 1;
    if (child.kind == NodeKind::kNot) {
      i = end;
      continue;
    }
    Form made;
    if (child.kind == NodeKind::kWord) {
      end = i +
            run_length({node.children.begin() + static_cast<std::ptrdiff_t>(i),
                        node.children.end()});
      made = row_of_words(
          {node.children.begin() + static_cast<std::ptrdiff_t>(i),
           node.children.begin() + static_cast<std::ptrdiff_t>(end)});
    } else {
      made = form(child);
    }
    // What holds nothing to look up asks for nothing.
    if (made.asks) wanted.push_back(std::move(made));
    i = end;
  }
  const bool any = !wanted.empty();
  return without(all_of(std::move(wanted)), any, forbidden(node.children),
                 context_.statistics.documents());
}

Form TreeForms::conjunction(const QueryNode& node) {
  std::vector<Form> wanted;
  for (const QueryNode& child : node.children) {
    if (child.kind == NodeKind::kNot) continue;
    Form one = form(child);
    if (one.asks) wanted.push_back(std::move(one));
  }
  const bool any = !wanted.empty();
  return without(all_of(std::move(wanted)), any, forbidden(node.children),
                 context_.statistics.documents());
}

Form TreeForms::alternatives(const QueryNode& node) {
  std::vector<Form> forms;
  for (const QueryNode& child : node.children) {
    Form one = form(child);
    if (one.asks) forms.push_back(std::move(one));
  }
  return forms.empty() ? blank() : sum_of(std::move(forms));
}

Form TreeForms::exact_word(const QueryNode& node) {
  const AnalyzedText text(node.text, false, context_.analyzer,
                          context_.lexicon);
  if (text.atoms().empty()) return blank();
  const Scope scope(node.field, context_.statistics);
  const QueryAtom& first = text.atoms().front();
  if (text.atoms().size() != 2 || first.fused.empty()) {
    return scope.phrase(text.phrase_terms(text.all()));
  }
  // Written together, as typed; the joined term has no weight of its own.
  std::string joined = first.fused;
  joined.replace(0, prefix::kFused.size(), prefix::kJoined);
  Form form = scope.term(first.fused);
  form.query =
      IndexQuery::of(Op::kFilter, form.query, scope.term(joined).query);
  form.frequency = scope.frequency(joined);
  return form;
}

Form TreeForms::phrase(const QueryNode& node) {
  const AnalyzedText text(node.text, mixed_case_, context_.analyzer,
                          context_.lexicon);
  if (text.atoms().empty()) return blank();
  const Scope scope(node.field, context_.statistics);
  return phrase_with_aliases(text, mixed_case_, scope, context_);
}

Form TreeForms::any_word(const QueryNode& phrase) {
  const AnalyzedText text(phrase.text, mixed_case_, context_.analyzer,
                          context_.lexicon);
  if (text.atoms().empty()) return blank();
  const Scope scope(phrase.field, context_.statistics);
  const WordForms forms(text, scope, context_);
  return scaled(forms.any_part(text.all()), phrase.weight);
}

TreeForms::Neighbours TreeForms::neighbours(const QueryNode& node) {
  Neighbours found;
  for (const QueryNode& child : node.children) {
    const AnalyzedText text(child.text, mixed_case_, context_.analyzer,
                            context_.lexicon);
    if (text.atoms().empty()) continue;
    const Scope scope(child.field, context_.statistics);
    std::vector<std::string> terms = text.phrase_terms(text.all());
    found.forms.push_back(scope.phrase(terms));
    found.phrases.push_back(scope.in_passage(std::move(terms)));
  }
  return found;
}

// All of the neighbours, where `filter` lets them.
Form TreeForms::together(const QueryNode& node, std::vector<Form> neighbours,
                         const IndexQuery& filter) {
  Form form = all_of(std::move(neighbours));
  form.query = IndexQuery::of(Op::kFilter, form.query, filter);
  return scaled(std::move(form), node.children.front().weight);
}

// NEAR takes terms alone: words of a phrase are near one by one, and a
// phrase besides.
Form TreeForms::near(const QueryNode& node) {
  Neighbours found = neighbours(node);
  std::vector<std::string> terms;
  for (const OnePassage::Phrase& phrase : found.phrases) {
    terms.insert(terms.end(), phrase.terms.begin(), phrase.terms.end());
  }
  if (terms.empty()) return blank();
  if (terms.size() == 1) return std::move(found.forms.front());
  return together(
      node, std::move(found.forms),
      IndexQuery::near(
          terms, static_cast<std::uint32_t>(node.distance + terms.size() - 1)));
}

Form TreeForms::in_one_passage(const QueryNode& node) {
  if (!context_.statistics.reads_positions()) return nearly_in_one(node);
  Neighbours found = neighbours(node);
  if (found.forms.empty()) return blank();
  const Passage passage = node.kind == NodeKind::kSentence
                              ? Passage::kSentence
                              : Passage::kParagraph;
  Form form =
      together(node, std::move(found.forms),
               IndexQuery::passage({passage, std::move(found.phrases)}));
  form.in_passages = true;
  return form;
}

// As near as words of one passage mostly are.
Form TreeForms::nearly_in_one(const QueryNode& node) {
  const bool sentence = node.kind == NodeKind::kSentence;
  QueryNode like = node;
  like.distance = sentence ? kWordsOfSentence : kWordsOfParagraph;
  warnings_.push_back({std::string(sentence ? "SENTENCE" : "PARAGRAPH") +
                           " is read as NEAR/" + std::to_string(like.distance) +
                           ": an index elsewhere cannot tell",
                       node.source.begin});
  return near(like);
}

// Wherever it stands.
Form TreeForms::as_if_quoted(const QueryNode& node) {
  QueryNode anywhere = node;
  anywhere.field.clear();
  warnings_.push_back(
      {"what is quoted an index elsewhere cannot tell: looked for anywhere",
       node.source.begin});
  return leaf(anywhere);
}

Form TreeForms::prefix(const QueryNode& node) {
  const AnalyzedText text(node.text, false, context_.analyzer,
                          context_.lexicon);
  if (text.atoms().empty()) return blank();
  const Scope scope(node.field, context_.statistics);
  const std::vector<std::string> terms = text.phrase_terms(text.all());
  const std::vector<QueryAtom>& atoms = text.atoms();
  // Whatever follows a run of CJK, the run stands there.
  if (atoms.back().cjk) return scope.phrase(terms);
  const bool quoted = is_quotation(node);
  if (atoms.size() == 1 && !quoted) return scope.prefix(terms.front());
  if (atoms.size() == 2 && !atoms.front().fused.empty() && !quoted) {
    return scope.prefix(atoms.front().fused);
  }
  bool cut = false;
  std::vector<Form> forms;
  for (const std::string& last : context_.statistics.expand(
           terms.back(), quoted ? kMaxQuotedWords : kMaxPhrases, cut)) {
    std::vector<std::string> spelled = terms;
    spelled.back() = last;
    forms.push_back(scope.phrase(spelled));
  }
  if (forms.empty()) forms.push_back(scope.phrase(terms));
  if (cut) {
    exact_ = false;
    warnings_.push_back({"\"" + node.text +
                             "*\" stands for too many words: only the most "
                             "frequent are looked for",
                         node.source.begin});
  }
  return any_of(std::move(forms));
}

Form TreeForms::fuzzy(const QueryNode& node) {
  const AnalyzedText text(node.text, false, context_.analyzer,
                          context_.lexicon);
  if (text.atoms().empty()) return blank();
  const std::string& word = text.atoms().front().term;
  const std::u32string letters = code_points(word);
  const bool spelt = text.atoms().size() == 1 && is_spelt_word(letters);
  const auto similar =
      spelt ? context_.statistics.similar(
                  word, letters.size() <= kLettersOfOneEdit ? 1 : 2)
            : std::nullopt;
  if (!similar) {
    warnings_.push_back({"\"" + node.text + "~\" is read as the word: " +
                             (spelt ? "the index cannot tell similar spellings"
                                    : "only a word of letters has similar "
                                      "spellings"),
                         node.source.begin});
    return as_word(node);
  }
  if (similar->size() > kMaxSimilar) {
    exact_ = false;
    warnings_.push_back({"\"" + node.text +
                             "~\" stands for too many words: only the most "
                             "frequent are looked for",
                         node.source.begin});
  }
  const Scope scope(node.field, context_.statistics);
  std::vector<Form> forms;
  const std::size_t words = std::min(similar->size(), kMaxSimilar);
  for (const SimilarWord& each : std::span(*similar).first(words)) {
    forms.push_back(scope.term(each.text));
  }
  // Asking for the word alone finds nothing, as it should.
  if (forms.empty()) forms.push_back(scope.term(word));
  return any_of(std::move(forms));
}

Form TreeForms::filter(const QueryNode& node) {
  Form form;
  form.query = plan_filter(node, context_, warnings_).scaled(0.0);
  form.frequency = context_.statistics.documents();
  return form;
}

}  // namespace lede::internal
