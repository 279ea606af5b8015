// SPDX-License-Identifier: GPL-3.0-or-later
//
// What has been typed, taken apart from its end: what may be the beginning of
// something, and what stands before it.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "searcher/query/fields.h"

namespace lede {

// A word or number, or one code point of CJK.
struct TypedWord {
  std::string term;       // folded, as the exact layer has it
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  bool cjk = false;
};

// The last words of the text, which may be completed together.
struct TypedTail {
  std::size_t begin = 0;  // of its first word
  std::size_t words = 0;  // of TypedText::words, up to the last
  std::string beginning;  // terms with spaces between, none between CJK
  std::string name;       // the same bytes of the text by fold_value()
  bool cjk = false;       // its first word is
  bool alone = false;     // a sign or field before it binds one word
  bool inner = false;     // a code point of CJK stands before it
};

// "company:al", with the text field or filter field it names.
struct TypedField {
  std::string name;  // small letters
  internal::FieldKind kind = internal::FieldKind::kNone;
  std::size_t value_begin = 0;  // behind the colon
  std::string value;            // without the quotation mark before it
};

struct TypedText {
  std::string text;
  std::vector<TypedWord> words;
  // Ends in white space or a joint such as "-": the last word is whole.
  bool between_words = false;
  // Longest first, none from within a word such as "gpt-4"; empty where the end
  // is nothing to be completed.
  std::vector<TypedTail> tails;
  std::optional<TypedField> field;  // the text ends within its value
  bool quoted = false;              // ends within quotation marks

  [[nodiscard]] bool blank() const;  // nothing but white space
};

// REQUIRES: `text` is valid UTF-8.
TypedText read_typed_text(std::string text, Analyzer& analyzer);

}  // namespace lede
