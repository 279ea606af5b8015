// SPDX-License-Identifier: GPL-3.0-or-later
//
// Walks the tree; words side by side are analyzed together, as names may run
// over several.

#include "searcher/spelling/query_corrector.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/query/analyzed_text.h"
#include "searcher/query/parse.h"
#include "searcher/query/query_text.h"
#include "searcher/query/word_units.h"
#include "searcher/spelling/word_corrector.h"

namespace lede {
namespace {

using internal::AnalyzedText;
using internal::AtomRange;
using internal::QueryAtom;

// What makes a run without white space no word: "user@host", "c#", "a_b".
constexpr std::string_view kTechnicalMarks = "0123456789@/_+#&";

// `corrected`, in capitals where `typed` begins with one or is all of them.
std::string with_capitals(std::string corrected, std::string_view typed) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto to_upper = [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  };
  if (typed.empty() || !is_upper(typed.front())) return corrected;
  std::string capitals = corrected;
  capitals[0] = to_upper(capitals[0]);
  if (typed.size() > 1 && std::ranges::all_of(typed, is_upper)) {
    std::ranges::transform(capitals, capitals.begin(), to_upper);
  }
  // A word must not become an operator.
  return internal::is_operator_word(capitals) ? corrected : capitals;
}

bool is_technical(std::string_view run) {
  while (run.ends_with('.')) run.remove_suffix(1);
  return run.find_first_of(kTechnicalMarks) != run.npos ||
         run.find('.') != run.npos;
}

class QueryCorrector {
 public:
  QueryCorrector(bool mixed_case, const PlanContext& context)
      : mixed_case_(mixed_case), context_(context), words_(context) {}

  void correct(QueryNode& node) {
    switch (node.kind) {
      case NodeKind::kWords:
        correct_row(node);
        break;
      case NodeKind::kWord:
      case NodeKind::kPhrase:
        node.text = corrected_text(node.text);
        // Two words stay one thing, where nothing else holds them together.
        if (node.kind == NodeKind::kWord && has_space(node.text)) {
          node.kind = NodeKind::kPhrase;
        }
        break;
      case NodeKind::kAnd:
      case NodeKind::kOr:
      case NodeKind::kMust:
      case NodeKind::kNear:
      case NodeKind::kSentence:
      case NodeKind::kParagraph:
        for (QueryNode& child : node.children) correct(child);
        break;
      default:
        break;
    }
  }

  [[nodiscard]] bool changed() const { return changed_; }

 private:
  static bool has_space(const std::string& text) {
    return text.find(' ') != std::string::npos;
  }

  // Words side by side, and whatever stands between them.
  void correct_row(QueryNode& row) {
    std::vector<QueryNode> corrected;
    for (std::size_t i = 0; i < row.children.size();) {
      const std::size_t run =
          internal::run_length(std::span(row.children).subspan(i));
      if (run == 0) {
        correct(row.children[i]);
        corrected.push_back(std::move(row.children[i++]));
        continue;
      }
      correct_run(std::span(row.children).subspan(i, run), corrected);
      i += run;
    }
    row.children = std::move(corrected);
  }

  void correct_run(std::span<QueryNode> run, std::vector<QueryNode>& out) {
    std::string text;
    for (const QueryNode& word : run) {
      if (!text.empty()) text += ' ';
      text += word.text;
    }
    // The words are parted by spaces again, one node a word.
    const std::string corrected = corrected_text(text);
    if (corrected == text) {
      std::ranges::move(run, std::back_inserter(out));
      return;
    }
    for (std::size_t begin = 0; begin < corrected.size();) {
      const std::size_t end =
          std::min(corrected.find(' ', begin), corrected.size());
      QueryNode node = run.front();
      node.text = corrected.substr(begin, end - begin);
      out.push_back(std::move(node));
      begin = end + 1;
    }
  }

  std::string corrected_text(const std::string& typed) {
    const AnalyzedText text(typed, mixed_case_, context_.analyzer,
                            context_.lexicon);
    const std::vector<QueryAtom>& atoms = text.atoms();
    std::vector<bool> named(atoms.size(), false);
    for (const Mention& mention : text.mentions()) {
      for (std::size_t i = 0; i < mention.positions; ++i) {
        named[mention.first_position + i] = true;
      }
    }
    std::string out;
    std::size_t done = 0;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      if (named[i] || is_technical(run_around(typed, atoms[i].span))) continue;
      const bool pair = i + 1 < atoms.size() && !named[i + 1] &&
                        stand_apart(typed, atoms[i], atoms[i + 1]);
      Span span = atoms[i].span;
      std::optional<std::string> meant;
      if (pair) meant = words_.joined(atoms[i].term, atoms[i + 1].term);
      if (meant) {
        span.end = atoms[++i].span.end;
      } else {
        meant = words_.correct(atoms[i].term);
      }
      if (!meant) continue;
      changed_ = true;
      out += typed.substr(done, span.begin - done);
      out += with_capitals(*meant, std::string_view(typed).substr(
                                       span.begin, span.end - span.begin));
      done = span.end;
    }
    return out + typed.substr(done);
  }

  // The bytes around `span` without white space.
  static std::string_view run_around(std::string_view text, Span span) {
    const std::size_t before = text.rfind(' ', span.begin);
    const std::size_t begin = before == text.npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find(' ', span.begin), text.size());
    return text.substr(begin, end - begin);
  }

  // True if nothing but a space is between the two.
  static bool stand_apart(std::string_view text, const QueryAtom& first,
                          const QueryAtom& second) {
    return text.substr(first.span.end, second.span.begin - first.span.end) ==
           " ";
  }

  bool mixed_case_;
  const PlanContext& context_;
  WordCorrector words_;
  bool changed_ = false;
};

}  // namespace

std::optional<std::string> corrected_query(const ParsedQuery& query,
                                           const PlanContext& context) {
  ParsedQuery corrected = query;
  QueryCorrector corrector(!query.all_capitals, context);
  if (corrected.root.kind == NodeKind::kWord) {
    QueryNode row;
    row.kind = NodeKind::kWords;
    row.children.push_back(std::move(corrected.root));
    corrected.root = std::move(row);
  }
  corrector.correct(corrected.root);
  if (!corrector.changed()) return std::nullopt;
  return print_query(corrected);
}

}  // namespace lede
