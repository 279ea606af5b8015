// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table comes from ICU's Hant-Hans transliterator.

#include "common/analysis/han_fold.h"

#include <array>
#include <bitset>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>

#include <unicode/translit.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

namespace lede::internal {
namespace {

// Extension A and the unified block; the rest has no simplified forms in use.
constexpr char16_t kFirst = 0x3400;
constexpr char16_t kLast = 0x9FFF;
constexpr std::size_t kCount = kLast - kFirst + 1;

struct HanTable {
  std::array<char16_t, kCount> simplified;
  std::bitset<kCount> is_simplified_form;  // of another code point
};

// The code points of the table that `fold` may change: an eighth of all, so
// that asking first saves most of the time.
icu::UnicodeString changed_by(const icu::Transliterator& fold) {
  icu::UnicodeSet set;
  fold.getSourceSet(set);
  set.retain(kFirst, kLast);
  icu::UnicodeString changed;
  for (std::int32_t i = 0; i < set.getRangeCount(); ++i) {
    for (UChar32 c = set.getRangeStart(i); c <= set.getRangeEnd(i); ++c) {
      changed.append(c);
    }
  }
  return changed;
}

std::unique_ptr<const HanTable> make_table() {
  auto table = std::make_unique<HanTable>();
  std::iota(table->simplified.begin(), table->simplified.end(), kFirst);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> fold(
      icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !fold) return table;
  const icu::UnicodeString before = changed_by(*fold);
  icu::UnicodeString after = before;
  fold->transliterate(after);
  // Its rules map one code point to one, none looking at its neighbours.
  assert(after.length() == before.length());
  for (std::int32_t i = 0; i < before.length(); ++i) {
    const char16_t form = after.charAt(i);
    if (form == before.charAt(i) || form < kFirst || form > kLast) continue;
    table->simplified[before.charAt(i) - kFirst] = form;
    table->is_simplified_form[form - kFirst] = true;
  }
  return table;
}

const HanTable& table() {
  static const std::unique_ptr<const HanTable> instance = make_table();
  return *instance;
}

}  // namespace

char32_t simplified(char32_t code_point) {
  if (code_point < kFirst || code_point > kLast) return code_point;
  return table().simplified[code_point - kFirst];
}

HanScript han_script(char32_t code_point) {
  if (code_point < kFirst || code_point > kLast) return HanScript::kBoth;
  if (simplified(code_point) != code_point) return HanScript::kTraditionalOnly;
  return table().is_simplified_form[code_point - kFirst]
             ? HanScript::kSimplifiedOnly
             : HanScript::kBoth;
}

}  // namespace lede::internal
