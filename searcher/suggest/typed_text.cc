// SPDX-License-Identifier: GPL-3.0-or-later
//
//   +title:"custom ai chi
//    ^ field            ^ words: custom, ai, chi
//          ^ barrier: no tail reaches over it

#include "searcher/suggest/typed_text.h"

#include <algorithm>
#include <utility>

#include "common/analysis/text.h"
#include "searcher/query/query_text.h"

namespace lede {
namespace {

using internal::code_point_at;
using internal::CodePoint;

constexpr std::size_t kMaxTailWords = 6;
// May stand behind a word of which more is to come: "gpt-", "at&".
constexpr std::string_view kJoints = "-.&'_/";

bool is_structure(char32_t c) {
  return internal::is_double_quote(c) || internal::is_open_paren(c) ||
         internal::is_close_paren(c) || internal::is_colon(c);
}

bool is_field_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Walks over the text once, to know where the end stands.
class StructureReader {
 public:
  explicit StructureReader(TypedText& typed)
      : typed_(typed), text_(typed.text) {}

  // Returns the barrier: the first byte a tail may begin at.
  std::size_t read() {
    for (std::size_t at = 0; at < text_.size();) {
      if (at_item_ && !typed_.quoted) read_field(at);
      if (at >= text_.size()) break;
      const CodePoint c = code_point_at(text_, at);
      at += c.bytes;
      step(c.value, at);
    }
    return barrier_;
  }

 private:
  void step(char32_t c, std::size_t behind) {
    if (is_structure(c)) barrier_ = behind;
    if (internal::is_double_quote(c)) {
      typed_.quoted = !typed_.quoted;
      // The value of a field ends with its quotation marks.
      const bool opens = typed_.field && behind_colon_;
      if (!opens && !typed_.quoted) typed_.field.reset();
    } else if (!typed_.quoted &&
               (internal::is_space(c) || internal::is_close_paren(c))) {
      typed_.field.reset();
    }
    behind_colon_ = false;
    at_item_ = !typed_.quoted &&
               (internal::is_space(c) || internal::is_open_paren(c) ||
                internal::is_dash(c) || c == U'+' || c == U'=');
  }

  // Passes over "field:" at `at`, if it stands there.
  void read_field(std::size_t& at) {
    std::size_t end = at;
    while (end < text_.size() && is_field_letter(text_[end])) ++end;
    const CodePoint colon = code_point_at(text_, end);
    if (end == at || end >= text_.size() || !internal::is_colon(colon.value)) {
      return;
    }
    TypedField field;
    field.name = internal::ascii_lower(text_.substr(at, end - at));
    field.kind = internal::field_kind(field.name);
    if (field.kind == internal::FieldKind::kNone) return;
    field.value_begin = end + colon.bytes;
    at = barrier_ = field.value_begin;
    typed_.field = std::move(field);
    at_item_ = false;
    behind_colon_ = true;
  }

  TypedText& typed_;
  std::string_view text_;
  std::size_t barrier_ = 0;
  bool at_item_ = true;
  bool behind_colon_ = false;
};

void read_words(TypedText& typed, Analyzer& analyzer) {
  TokenStream stream;
  analyzer.analyze(typed.text, {}, stream);
  for (const Token& token : stream.tokens()) {
    if (token.layer != Layer::kExact && token.layer != Layer::kUnigram) {
      continue;
    }
    typed.words.push_back({std::string(stream.term(token)), token.span.begin,
                           token.span.end, token.layer == Layer::kUnigram});
  }
}

// True if what stands behind the last word lets that be completed.
bool end_is_open(TypedText& typed) {
  for (std::size_t at = typed.words.back().end; at < typed.text.size();) {
    const CodePoint c = code_point_at(typed.text, at);
    const bool joint = c.value < 0x80 &&
                       kJoints.find(static_cast<char>(c.value)) != kJoints.npos;
    if (!joint && !internal::is_space(c.value)) return false;
    typed.between_words = true;
    at += c.bytes;
  }
  return true;
}

// True if the word goes on with what stands before it: "4" of "gpt-4", but no
// code point of CJK.
bool continues_run(const TypedText& typed, std::size_t index) {
  if (index == 0) return false;
  const TypedWord& word = typed.words[index];
  const TypedWord& before = typed.words[index - 1];
  if (word.cjk || before.cjk) return false;
  for (std::size_t at = before.end; at < word.begin;) {
    const CodePoint c = code_point_at(typed.text, at);
    if (internal::is_space(c.value) || internal::is_separator(c.value) ||
        is_structure(c.value)) {
      return false;
    }
    at += c.bytes;
  }
  return true;
}

TypedTail tail_from(const TypedText& typed, std::size_t first) {
  TypedTail tail;
  tail.begin = typed.words[first].begin;
  tail.words = typed.words.size() - first;
  tail.cjk = typed.words[first].cjk;
  tail.inner = first > 0 && typed.words[first - 1].cjk && tail.cjk &&
               typed.words[first - 1].end == tail.begin;
  const char32_t before =
      internal::code_point_before(typed.text, tail.begin).value;
  tail.alone = !typed.quoted && (typed.field || internal::is_dash(before) ||
                                 before == U'+' || before == U'=');
  for (std::size_t i = first; i < typed.words.size(); ++i) {
    const TypedWord& word = typed.words[i];
    const bool joins = word.cjk && i > first && typed.words[i - 1].cjk;
    if (i > first && !joins) tail.beginning += ' ';
    tail.beginning += word.term;
  }
  const std::string_view bytes =
      std::string_view(typed.text).substr(tail.begin);
  tail.name = fold_value(bytes);
  if (typed.between_words) {
    tail.beginning += ' ';
    if (bytes.ends_with(' ')) tail.name += ' ';
  }
  return tail;
}

}  // namespace

bool TypedText::blank() const {
  return words.empty() && internal::squeeze(text).empty();
}

TypedText read_typed_text(std::string text, Analyzer& analyzer) {
  TypedText typed;
  typed.text = std::move(text);
  const std::size_t barrier = StructureReader(typed).read();
  if (typed.field) {
    typed.field->value = typed.text.substr(typed.field->value_begin);
    const CodePoint mark = code_point_at(typed.field->value, 0);
    if (mark.bytes > 0 && internal::is_double_quote(mark.value)) {
      typed.field->value.erase(0, mark.bytes);
    }
  }
  read_words(typed, analyzer);
  if (typed.words.empty() || !end_is_open(typed)) return typed;
  const std::size_t count = typed.words.size();
  for (std::size_t n = std::min(count, kMaxTailWords); n > 0; --n) {
    if (typed.words[count - n].begin < barrier ||
        continues_run(typed, count - n)) {
      continue;
    }
    typed.tails.push_back(tail_from(typed, count - n));
  }
  return typed;
}

}  // namespace lede
