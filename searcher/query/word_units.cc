// SPDX-License-Identifier: GPL-3.0-or-later
//
//   custom ai chips GPT 4o 阿里巴巴自研芯片
//   |      |  |     |      |       |   split at names where no article holds
//   |      |  |     |      |       |   the run
//   |      |  |     joined: the index knows it written together
//   the words typed, unless the lexicon knows several as one name

#include "searcher/query/word_units.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/join.h"
#include "searcher/query/analyzed_text.h"
#include "searcher/query/parse.h"
#include "searcher/query/word_forms.h"

namespace lede::internal {
namespace {

// Names in the lexicon are shorter.
constexpr std::size_t kMaxNameAtoms = 16;

// Of a stop word's weight. Not 0: "who" and "to be" tell a little.
constexpr double kStopWordWeight = 0.2;

class RunPlanner {
 public:
  RunPlanner(std::span<const QueryNode> words, bool mixed_case,
             const PlanContext& context)
      : nodes_(words),
        text_(join(words, " ", &QueryNode::text), mixed_case, context.analyzer,
              context.lexicon),
        scope_(words.front().field, context.statistics),
        forms_(text_, scope_, context) {
    std::size_t begin = 0;
    for (const QueryNode& node : nodes_) {
      words_.push_back({begin, begin + node.text.size()});
      atoms_.push_back(text_.within(words_.back()));
      begin += node.text.size() + 1;
    }
  }

  std::vector<PlannedUnit> run() {
    for (std::size_t first = 0; first < words_.size();) {
      const std::size_t last = last_word_of_name(first);
      const AtomRange range{atoms_[first].begin, atoms_[last].end};
      if (range.size() > 0) {
        first == last ? add_word(range) : add_words(range);
      }
      first = last + 1;
    }
    return std::move(units_);
  }

 private:
  // The last of the words that are one name with `first`.
  [[nodiscard]] std::size_t last_word_of_name(std::size_t first) const {
    const AtomRange start = atoms_[first];
    if (start.size() == 0) return first;
    std::size_t last = first;
    for (std::size_t i = first + 1; i < words_.size(); ++i) {
      const AtomRange range{start.begin, atoms_[i].end};
      const AtomRange word = atoms_[i];
      if (range.size() > kMaxNameAtoms) break;
      if (word.size() == 0) continue;
      const bool pair = word.begin > 0 && last + 1 == i &&
                        !text_.atoms()[start.begin].cjk &&
                        forms_.is_name({word.begin - 1, word.begin + 1});
      if (pair || forms_.has_entities(range)) last = i;
    }
    return last;
  }

  // Several words that are one name.
  void add_words(AtomRange range) {
    std::vector<Form> own;
    std::vector<Form> any;
    AtomRange rest = range;
    while (rest.size() > 0) {
      const AtomRange part = name_or_atom(rest);
      own.push_back(forms_.whole(part));
      any.push_back(forms_.any_part(part));
      rest.begin = part.end;
    }
    add(range, forms_.with_entities(range, all_of(std::move(own))),
        forms_.with_entities(range, sum_of(std::move(any))));
  }

  // One word as typed: one thing, if articles know it so.
  void add_word(AtomRange range) {
    const std::size_t first_unit = units_.size();
    Form whole = forms_.whole(range);
    const bool one = range.size() == 1 || forms_.is_number_name(range) ||
                     forms_.has_entities(range) || scope_.matches(whole);
    if (one) {
      add(range, forms_.with_entities(range, std::move(whole)),
          forms_.with_entities(range, forms_.any_part(range)));
      return;
    }
    split(range);
    // Under kAny the run counts as a whole, by all its parts.
    Form any = forms_.any_part(range);
    for (std::size_t i = first_unit; i < units_.size(); ++i) {
      units_[i].unit.any_query = i == first_unit ? any.query : IndexQuery();
    }
  }

  // Names within the range, and what lies between them.
  void split(AtomRange range) {
    std::size_t done = range.begin;
    for (const Mention& mention : text_.mentions()) {
      const std::size_t begin = mention.first_position;
      const AtomRange named{begin, begin + mention.positions};
      if (named.begin < done || named.end > range.end ||
          named.size() == range.size()) {
        continue;
      }
      split_unnamed({done, named.begin});
      add_word(named);
      done = named.end;
    }
    if (done == range.begin) {
      split_unnamed(range);
    } else {
      split_unnamed({done, range.end});
    }
  }

  // Atoms between names: words and numbers apart, CJK by what articles hold.
  void split_unnamed(AtomRange range) {
    while (range.size() > 0) {
      const std::size_t begin = range.begin;
      if (text_.atoms()[begin].cjk) {
        while (range.begin < range.end && text_.atoms()[range.begin].cjk) {
          ++range.begin;
        }
        add_cjk({begin, range.begin});
      } else {
        const AtomRange part = name_or_atom(range);
        range.begin = part.end;
        add_part(part);
      }
    }
  }

  // What articles hold of the run, longest first. A lone code point is too
  // little to be wanted; a run of nothing else is kept whole.
  void add_cjk(AtomRange run) {
    std::vector<AtomRange> pieces;
    for (std::size_t at = run.begin; at < run.end; at = pieces.back().end) {
      pieces.push_back(longest_known({at, run.end}));
    }
    if (pieces.size() == run.size()) pieces = {run};
    for (const AtomRange piece : pieces) {
      add_part(piece);
      if (piece.size() == 1) units_.back().unit.optional = true;
    }
  }

  [[nodiscard]] AtomRange longest_known(AtomRange range) const {
    AtomRange piece{range.begin, range.begin + 1};
    const AtomRange pair{range.begin, std::min(range.begin + 2, range.end)};
    if (is_stop(piece) && !is_stop(pair)) return piece;
    while (piece.end < range.end) {
      const AtomRange longer{piece.begin, piece.end + 1};
      if (!scope_.matches(forms_.phrase(longer))) break;
      piece = longer;
    }
    return piece;
  }

  // The first name of letters and digits, or the first atom.
  [[nodiscard]] AtomRange name_or_atom(AtomRange range) const {
    const AtomRange pair{range.begin, range.begin + 2};
    if (range.size() >= 2 && forms_.is_name(pair)) return pair;
    return {range.begin, range.begin + 1};
  }

  void add_part(AtomRange range) {
    Form form = forms_.whole(range);
    add(range, form, form);
  }

  void add(AtomRange range, Form form, Form any) {
    PlannedUnit planned;
    PlanUnit& unit = planned.unit;
    double weight =
        nodes_.front().weight * forms_.weight_beside_cjk(range, text_.all());
    unit.source = typed_span(range);
    unit.label = label(range);
    unit.aliases = forms_.aliases(range);
    unit.frequency = form.frequency;
    unit.optional = form.frequency == 0 || is_stop(range);
    if (is_stop(range)) weight *= kStopWordWeight;
    planned.patterns = std::move(form.patterns);
    if (range.size() == 1 && !unit.optional && nodes_.front().field.empty()) {
      planned.exact_term = text_.phrase_terms(range).front();
    }
    if (nodes_.front().field.empty()) planned.code_points = code_points(range);
    unit.query = scaled(std::move(form), weight).query;
    unit.any_query = scaled(std::move(any), weight).query;
    units_.push_back(std::move(planned));
  }

  [[nodiscard]] std::vector<std::string> code_points(AtomRange range) const {
    std::vector<std::string> terms;
    for (std::size_t i = range.begin; i < range.end && range.size() > 1; ++i) {
      const QueryAtom& atom = text_.atoms()[i];
      if (atom.cjk && !is_stop_word(atom.term)) terms.push_back(atom.term);
    }
    return terms;
  }

  [[nodiscard]] bool is_stop(AtomRange range) const {
    const Span span = text_.span_of(range);
    std::string run;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      run += text_.atoms()[i].term;
    }
    if (range.size() > 1 && !text_.atoms()[range.begin].cjk) return false;
    return span.end > span.begin && is_stop_word(run) &&
           !text_.atoms()[range.begin].united_states;
  }

  // Bytes of the query as typed. Where a word's text is not just what was
  // typed, the whole word stands for its parts.
  [[nodiscard]] Span typed_span(AtomRange range) const {
    const Span span = text_.span_of(range);
    return {typed_offset(span.begin, false), typed_offset(span.end, true)};
  }

  // The word whose text holds byte `at` of the joined text.
  [[nodiscard]] std::size_t word_at(std::size_t at) const {
    const auto after = std::ranges::upper_bound(words_, at, {}, &Span::begin);
    return static_cast<std::size_t>(after - words_.begin()) - 1;
  }

  [[nodiscard]] std::size_t typed_offset(std::size_t at, bool end) const {
    const std::size_t i = word_at(end ? at - 1 : at);
    const Span source = nodes_[i].source;
    const bool as_typed = source.end - source.begin == nodes_[i].text.size();
    // Marks around a word are typed with it.
    const Span inner = text_.span_of(atoms_[i]);
    if (!as_typed || at == (end ? inner.end : inner.begin)) {
      return end ? source.end : source.begin;
    }
    return source.begin + (at - words_[i].begin);
  }

  // Whole words as they print; of a part of one, its text.
  [[nodiscard]] std::string label(AtomRange range) const {
    const Span span = text_.span_of(range);
    std::string out;
    for (std::size_t i = word_at(span.begin); i <= word_at(span.end - 1); ++i) {
      const AtomRange word = atoms_[i];
      if (word.begin < range.begin || word.end > range.end) {
        return text_.text().substr(span.begin, span.end - span.begin);
      }
      if (word.size() == 0) continue;
      if (!out.empty()) out += ' ';
      out += print_node(nodes_[i]);
    }
    return out;
  }

  std::span<const QueryNode> nodes_;
  AnalyzedText text_;
  Scope scope_;
  WordForms forms_;
  std::vector<Span> words_;       // bytes of text_
  std::vector<AtomRange> atoms_;  // of each of the words
  std::vector<PlannedUnit> units_;
};

}  // namespace

std::size_t run_length(std::span<const QueryNode> nodes) {
  std::size_t length = 0;
  while (length < nodes.size() && nodes[length].kind == NodeKind::kWord &&
         nodes[length].field == nodes.front().field &&
         nodes[length].weight == nodes.front().weight) {
    ++length;
  }
  return length;
}

std::vector<PlannedUnit> plan_run(std::span<const QueryNode> words,
                                  bool mixed_case, const PlanContext& context) {
  return RunPlanner(words, mixed_case, context).run();
}

}  // namespace lede::internal
