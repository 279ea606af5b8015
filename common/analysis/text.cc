// SPDX-License-Identifier: GPL-3.0-or-later
//
// The form in which values are compared, and where text may be cut.

#include "common/analysis/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "common/analysis/diacritics.h"
#include "common/analysis/han_fold.h"
#include "common/analysis/utf8.h"

namespace lede {
namespace {

constexpr char32_t kZeroWidthJoiner = 0x200D;

// True if a cut between the two code points parts what is seen as one. The
// cheap part of UAX #29's extended grapheme clusters; a pair of flag letters
// may be parted.
bool belong_together(char32_t before, char32_t after) {
  const auto next = static_cast<UChar32>(after);
  return before == kZeroWidthJoiner || after == kZeroWidthJoiner ||
         (before == '\r' && after == '\n') ||
         u_hasBinaryProperty(next, UCHAR_GRAPHEME_EXTEND) ||
         u_hasBinaryProperty(next, UCHAR_EMOJI_MODIFIER) ||
         u_charType(next) == U_COMBINING_SPACING_MARK;
}

}  // namespace

std::size_t grapheme_floor(std::string_view text, std::size_t offset) {
  std::size_t cut = code_point_floor(text, offset);
  while (cut > 0 && cut < text.size()) {
    const std::size_t before = code_point_floor(text, cut - 1);
    std::size_t pos = before;
    const char32_t last = internal::next_code_point(text, pos);
    if (!belong_together(last, internal::next_code_point(text, pos))) break;
    cut = before;
  }
  return cut;
}

std::string fold_value(std::string_view value) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2& folder =
      *icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string folded;
  folder
      .normalize(icu::UnicodeString::fromUTF8(
                     {value.data(), static_cast<std::int32_t>(value.size())}),
                 status)
      .toUTF8String(folded);
  folded = internal::without_diacritics(folded);
  std::string out;
  out.reserve(folded.size());
  bool space = false;
  for (std::size_t pos = 0; pos < folded.size();) {
    const char32_t c = internal::next_code_point(folded, pos);
    if (u_isUWhiteSpace(static_cast<UChar32>(c))) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    internal::append_utf8(out, internal::simplified(c));
  }
  return out;
}

}  // namespace lede
