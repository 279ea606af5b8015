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

#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace lede::internal {
namespace {

// Extension A and the unified block; the rest has no simplified forms in use.
constexpr char32_t kFirst = 0x3400;
constexpr char32_t kLast = 0x9FFF;
constexpr std::size_t kCount = kLast - kFirst + 1;

struct HanTable {
  std::array<char16_t, kCount> simplified;
  std::bitset<kCount> is_simplified_form;  // of another code point
};

std::unique_ptr<const HanTable> make_table() {
  auto table = std::make_unique<HanTable>();
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> fold(
      icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  icu::UnicodeString all;
  for (char32_t c = kFirst; c <= kLast; ++c) {
    all.append(static_cast<UChar32>(c));
    table->simplified[c - kFirst] = static_cast<char16_t>(c);
  }
  if (U_FAILURE(status) || !fold) return table;
  fold->transliterate(all);
  // Its rules map one code point to one, none looking at its neighbours.
  assert(all.length() == static_cast<std::int32_t>(kCount));
  for (std::size_t i = 0; i < kCount; ++i) {
    const char16_t form = all.charAt(static_cast<std::int32_t>(i));
    const std::size_t form_index = form - kFirst;
    if (form_index >= kCount || form_index == i) continue;
    table->simplified[i] = form;
    table->is_simplified_form[form_index] = true;
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
