// SPDX-License-Identifier: GPL-3.0-or-later
//
// The form in which values are compared.

#include "common/analysis/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "common/analysis/diacritics.h"
#include "common/analysis/han_fold.h"
#include "common/analysis/utf8.h"

namespace lede {

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
