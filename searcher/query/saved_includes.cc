// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lexemes are replaced, not nodes: so signs, fields, weights and brackets
// around a name do what they do around the same text in parentheses.
//
//   chips -query:mine^2 export      "mine" is saved as: h20 OR company:nvidia
//   chips -( h20 OR company:nvidia )^2 export
//         ^ here the name begins      ^ this and what follows is shifted

#include "searcher/query/saved_includes.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "common/analysis/text.h"
#include "searcher/query/nearest_value.h"
#include "searcher/query/parse.h"
#include "searcher/query/query_text.h"
#include "searcher/query/suffixes.h"

namespace lede {
namespace internal {
namespace {

using Lexemes = std::vector<Lexeme>;

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

Lexeme bracket(Lexeme::Kind kind, std::size_t at) {
  Lexeme lexeme;
  lexeme.kind = kind;
  lexeme.node.source = {at, at};
  return lexeme;
}

// In capitals throughout, "US" is no more than "us"; among other words it would
// be more.
void lower_capitals(LexedQuery& lexed) {
  if (!lexed.all_capitals) return;
  for (Lexeme& lexeme : lexed.lexemes) {
    if (lexeme.operator_word) continue;
    lexeme.node.text = ascii_lower(lexeme.node.text);
  }
}

int nesting(const Lexemes& lexemes) {
  int open = 0;
  int deepest = 0;
  for (const Lexeme& lexeme : lexemes) {
    if (lexeme.kind == Lexeme::Kind::kOpen) deepest = std::max(deepest, ++open);
    if (lexeme.kind == Lexeme::Kind::kClose) --open;
  }
  return deepest;
}

class SavedIncluder {
 public:
  SavedIncluder(std::size_t typed_bytes, const SavedQueries& saved,
                const ReadLexemes& read)
      : saved_(saved), read_(read), bytes_(typed_bytes) {}

  // Replaces the names in a text read.
  void run(LexedQuery& lexed) {
    Lexemes typed = std::exchange(lexed.lexemes, {});
    std::size_t growth = 0;    // modulo 2^64: it may be less than nothing
    std::vector<bool> groups;  // one an open bracket; true: it holds names
    for (Lexeme& lexeme : typed) {
      const Span source = lexeme.node.source;
      lexeme.node.source = {source.begin + growth, source.end + growth};
      if (lexeme.kind == Lexeme::Kind::kClose) groups.pop_back();
      const bool named = is_name(lexeme, !groups.empty() && groups.back());
      if (lexeme.kind == Lexeme::Kind::kOpen) {
        groups.push_back(named);
        if (named) lexeme.node.field.clear();
      } else if (named) {
        const std::size_t begin = lexeme.node.source.begin;
        include(lexeme, source, groups.size(), lexed);
        const std::size_t end = lexed.lexemes.back().node.source.end;
        growth = end - source.end;
        if (open_.empty()) included_.push_back({{begin, end}, source});
        continue;
      }
      lexed.lexemes.push_back(std::move(lexeme));
    }
  }

  std::vector<IncludedText> take_included() { return std::move(included_); }

 private:
  // True for a name and for a bracket around names. In query:(a OR b) they
  // stand alone.
  static bool is_name(const Lexeme& lexeme, bool in_names) {
    if (lexeme.operator_word || lexeme.kind == Lexeme::Kind::kClose) {
      return false;
    }
    return lexeme.node.field == kSavedField ||
           (in_names && lexeme.node.field.empty());
  }

  // Appends what the name stands for; if there is nothing, its words.
  void include(const Lexeme& name, Span typed, std::size_t depth,
               LexedQuery& out) {
    const QueryNode word = word_of(name.node);
    const std::string shown =
        word.kind == NodeKind::kPrefix ? word.text + "*" : word.text;
    const SavedQuery* saved = saved_.find(shown);
    std::string fault = fault_of(saved, shown, typed);
    LexedQuery inner;
    const std::size_t bytes = bytes_;
    if (fault.empty()) {
      bytes_ += saved->query.size() - (typed.end - typed.begin);
      inner = read(*saved);
      fault = fault_of(inner, *saved, depth);
    }
    if (!fault.empty()) {
      bytes_ = bytes;
      out.warnings.push_back({fault + ": read as words", typed.begin});
      append_words(name, out.lexemes);
      return;
    }
    for (Warning& warning : inner.warnings) {
      out.warnings.push_back({"in the saved query " + in_quotes(saved->name) +
                                  ": " + warning.message,
                              typed.begin});
    }
    append_group(name, inner, word.weight, out.lexemes);
  }

  // The name as the word it is, with the weight in it (query:mine^2) and that
  // behind its quotes (query:"mine"^2).
  static QueryNode word_of(const QueryNode& name) {
    if (name.kind != NodeKind::kFilter) return name;
    QueryNode word = read_word(name.text, false);
    word.weight = bounded_weight(word.weight * name.weight);
    return word;
  }

  // Why the query cannot stand here, as far as that is known before it is read.
  [[nodiscard]] std::string fault_of(const SavedQuery* saved,
                                     const std::string& name,
                                     Span typed) const {
    if (saved == nullptr) return unknown(name);
    const std::string shown = "the saved query " + in_quotes(saved->name);
    if (std::ranges::find(open_, saved) != open_.end()) {
      return shown + " contains itself";
    }
    if (open_.size() >= kMaxQueryDepth) return shown + " is nested too deeply";
    if (bytes_ + saved->query.size() - (typed.end - typed.begin) >
        kMaxQueryBytes) {
      return shown + " makes the query longer than " +
             std::to_string(kMaxQueryBytes) + " bytes";
    }
    return {};
  }

  [[nodiscard]] static std::string fault_of(const LexedQuery& inner,
                                            const SavedQuery& saved,
                                            std::size_t depth) {
    const std::string shown = "the saved query " + in_quotes(saved.name);
    if (inner.lexemes.empty()) return shown + " asks for nothing";
    const auto levels = static_cast<std::size_t>(nesting(inner.lexemes));
    if (depth + levels + 1 > kMaxQueryDepth) {
      return shown + " is nested too deeply";
    }
    return {};
  }

  [[nodiscard]] std::string unknown(const std::string& name) const {
    std::string message = "there is no saved query " + in_quotes(name);
    const std::size_t nearest =
        nearest_value(fold_value(name), saved_.folded_names());
    if (nearest < saved_.all().size()) {
      message += "; the nearest is " + in_quotes(saved_.all()[nearest].name);
    }
    return message;
  }

  LexedQuery read(const SavedQuery& saved) {
    LexedQuery inner = read_(saved.query);
    lower_capitals(inner);
    open_.push_back(&saved);
    run(inner);
    open_.pop_back();
    return inner;
  }

  static void append_group(const Lexeme& name, LexedQuery& inner, double weight,
                           Lexemes& out) {
    const std::size_t begin = name.node.source.begin;
    out.push_back(bracket(Lexeme::Kind::kOpen, begin));
    out.back().sign = name.sign;
    std::size_t end = begin;
    for (Lexeme& lexeme : inner.lexemes) {
      Span& source = lexeme.node.source;
      source = {source.begin + begin, source.end + begin};
      end = source.end;
      out.push_back(std::move(lexeme));
    }
    out.push_back(bracket(Lexeme::Kind::kClose, end));
    out.back().node.weight = weight;
  }

  // "query:nobody" as the two words it is made of.
  static void append_words(const Lexeme& name, Lexemes& out) {
    const Span source = name.node.source;
    if (name.node.kind != NodeKind::kFilter) {
      out.push_back(name);
      return;
    }
    out.push_back(bracket(Lexeme::Kind::kOpen, source.begin));
    out.back().sign = name.sign;
    Lexeme word;
    word.node.kind = NodeKind::kWord;
    word.node.text = kSavedField;
    word.node.source = {source.begin, source.begin + kSavedField.size()};
    out.push_back(word);
    word.node = word_of(name.node);
    // What could not be a name may not read as one word either: -x, =x, a:b.
    if (!is_saved_name(word.node.text) || is_operator_word(word.node.text)) {
      word.node = QueryNode();
      word.node.kind = NodeKind::kPhrase;
      word.node.text = name.node.text;
      word.node.weight = name.node.weight;
    }
    word.node.source = {source.begin + kSavedField.size(), source.end};
    out.push_back(std::move(word));
    out.push_back(bracket(Lexeme::Kind::kClose, source.end));
  }

  const SavedQueries& saved_;
  const ReadLexemes& read_;
  std::size_t bytes_;  // of the query with what it includes so far
  std::vector<const SavedQuery*> open_;  // those being read, outermost first
  std::vector<IncludedText> included_;
};

}  // namespace

std::vector<IncludedText> include_saved(LexedQuery& lexed,
                                        std::size_t typed_bytes,
                                        const SavedQueries& saved,
                                        const ReadLexemes& read) {
  SavedIncluder includer(typed_bytes, saved, read);
  includer.run(lexed);
  return includer.take_included();
}

}  // namespace internal

std::size_t typed_position(const ParsedQuery& query, std::size_t position) {
  std::size_t growth = 0;  // modulo 2^64, as above
  for (const IncludedText& included : query.included) {
    if (position < included.span.begin) break;
    if (position < included.span.end) return included.typed.begin;
    growth = included.span.end - included.typed.end;
  }
  return position - growth;
}

}  // namespace lede
