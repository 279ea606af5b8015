// SPDX-License-Identifier: GPL-3.0-or-later
//
// Decomposition, and a table for the letters Unicode does not decompose.

#include "common/analysis/diacritics.h"

#include <algorithm>
#include <utility>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "common/analysis/utf8.h"

namespace lede::internal {
namespace {

constexpr std::pair<char32_t, std::string_view> kPlainLetters[] = {
    {U'æ', "ae"}, {U'ð', "d"}, {U'ø', "o"}, {U'þ', "th"}, {U'đ', "d"},
    {U'ħ', "h"},  {U'ı', "i"}, {U'ł', "l"}, {U'ŋ', "n"},  {U'œ', "oe"},
    {U'ŧ', "t"},  {U'ə', "e"}, {U'ɛ', "e"}, {U'ɔ', "o"},  {U'ƀ', "b"},
    {U'ɨ', "i"},  {U'ȷ', "j"}, {U'ё', "е"},
};

bool drops_marks(UChar32 letter) {
  switch (u_getIntPropertyValue(letter, UCHAR_SCRIPT)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC:
      return true;
    default:
      return false;
  }
}

// Appends the folded letters of one decomposed string, without marks.
void append_plain(const icu::UnicodeString& decomposed, std::string& out) {
  bool drop = false;
  for (std::int32_t i = 0; i < decomposed.length();
       i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) {
      if (drop) continue;
    } else {
      drop = drops_marks(c);
    }
    append_utf8(out, static_cast<char32_t>(c));
  }
}

}  // namespace

std::string without_diacritics(std::string_view text) {
  if (std::ranges::all_of(text, is_ascii)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2& nfd = *icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2& nfc = *icu::Normalizer2::getNFCInstance(status);
  std::string plain;
  append_plain(
      nfd.normalize(icu::UnicodeString::fromUTF8(
                        {text.data(), static_cast<std::int32_t>(text.size())}),
                    status),
      plain);
  // What kept its marks (й, が) is composed again; ё is looked up whole.
  std::string composed;
  nfc.normalize(icu::UnicodeString::fromUTF8(plain), status)
      .toUTF8String(composed);
  std::string out;
  for (std::size_t pos = 0; pos < composed.size();) {
    const char32_t c = next_code_point(composed, pos);
    const auto* row = std::ranges::find(
        kPlainLetters, c, &std::pair<char32_t, std::string_view>::first);
    if (row == std::end(kPlainLetters)) {
      append_utf8(out, c);
    } else {
      out += row->second;
    }
  }
  return out;
}

}  // namespace lede::internal
