// SPDX-License-Identifier: GPL-3.0-or-later
//
// UTF-8 by ICU's macros and its repair; kinds of code points.

#include "common/analysis/utf8.h"

#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "common/analysis/text.h"

namespace lede {
namespace internal {

char32_t next_code_point(std::string_view text, std::size_t& pos) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 code_point = 0;
  U8_NEXT_OR_FFFD(bytes, pos, text.size(), code_point);
  return static_cast<char32_t>(code_point);
}

bool is_cjk(char32_t code_point) {
  constexpr char32_t kProlongedSoundMark = 0x30FC;
  const auto c = static_cast<UChar32>(code_point);
  switch (u_getIntPropertyValue(c, UCHAR_SCRIPT)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
      return u_isalnum(c) || u_charType(c) == U_LETTER_NUMBER;
    default:
      return code_point == kProlongedSoundMark;
  }
}

void append_utf8(std::string& out, char32_t code_point) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::size_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, code_point);
  out.append(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace internal

namespace {

// Offset of the first byte of `text` from `pos` on that cannot stay: of an
// invalid sequence or a NUL.
std::size_t first_bad_byte(std::string_view text, std::size_t pos) {
  while (pos < text.size()) {
    if (internal::is_ascii(text[pos])) {
      if (text[pos] == '\0') return pos;
      ++pos;
      continue;
    }
    const std::size_t start = pos;
    // A genuine U+FFFD is three bytes, EF BF BD; any other is a repair.
    if (internal::next_code_point(text, pos) == internal::kReplacement &&
        text.substr(start, pos - start) != "\xEF\xBF\xBD") {
      return start;
    }
  }
  return text.size();
}

}  // namespace

std::string sanitize_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t pos = 0;
  while (pos < text.size()) {
    const std::size_t bad = first_bad_byte(text, pos);
    out.append(text.substr(pos, bad - pos));
    pos = bad;
    if (pos == text.size()) break;
    if (text[pos] == '\0') {
      ++pos;
    } else {
      internal::next_code_point(text, pos);
      internal::append_utf8(out, internal::kReplacement);
    }
  }
  return out;
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size(); ++pos) {
    pos = first_bad_byte(text, pos);
    if (pos < text.size() && text[pos] != '\0') return false;
  }
  return true;
}

std::size_t code_point_floor(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return text.size();
  while (offset > 0 && internal::is_continuation(text[offset])) --offset;
  return offset;
}

}  // namespace lede
