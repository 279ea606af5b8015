// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scripts are counted first: they tell most languages by themselves, also in a
// headline that is too short for statistics. CLD2 tells apart those that share
// Latin, Cyrillic, Arabic or Devanagari letters.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>  // the header of CLD2 uses FILE
#include <utility>

#include <cld2/public/compact_lang_det.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "common/analysis/han_fold.h"
#include "common/analysis/text.h"
#include "common/analysis/utf8.h"

namespace lede {
namespace {

constexpr std::size_t kMaxBytes = 8192;

// Scripts written by one language in all but a few texts.
constexpr std::pair<UScriptCode, std::string_view> kScriptLanguages[] = {
    {USCRIPT_THAI, "th"},     {USCRIPT_LAO, "lo"},
    {USCRIPT_KHMER, "km"},    {USCRIPT_MYANMAR, "my"},
    {USCRIPT_GREEK, "el"},    {USCRIPT_HEBREW, "he"},
    {USCRIPT_ARMENIAN, "hy"}, {USCRIPT_GEORGIAN, "ka"},
    {USCRIPT_TAMIL, "ta"},    {USCRIPT_TELUGU, "te"},
    {USCRIPT_KANNADA, "kn"},  {USCRIPT_GUJARATI, "gu"},
    {USCRIPT_BENGALI, "bn"},  {USCRIPT_MALAYALAM, "ml"},
    {USCRIPT_SINHALA, "si"},  {USCRIPT_GURMUKHI, "pa"}};

struct LetterCounts {
  std::size_t ascii = 0;
  std::size_t other = 0;  // of any script that is not counted by itself
  std::size_t han = 0;
  std::size_t kana = 0;
  std::size_t hangul = 0;
  std::size_t traditional_only = 0;
  std::size_t simplified_only = 0;
  std::array<std::size_t, std::size(kScriptLanguages)> single{};
};

void count_han(char32_t code_point, LetterCounts& counts) {
  ++counts.han;
  const internal::HanScript script = internal::han_script(code_point);
  counts.traditional_only += script == internal::HanScript::kTraditionalOnly;
  counts.simplified_only += script == internal::HanScript::kSimplifiedOnly;
}

void count_letter(char32_t code_point, LetterCounts& counts) {
  const auto script = static_cast<UScriptCode>(
      u_getIntPropertyValue(static_cast<UChar32>(code_point), UCHAR_SCRIPT));
  switch (script) {
    case USCRIPT_HAN:
      return count_han(code_point, counts);
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      ++counts.kana;
      return;
    case USCRIPT_HANGUL:
      ++counts.hangul;
      return;
    default:
      break;
  }
  for (std::size_t i = 0; i < std::size(kScriptLanguages); ++i) {
    if (kScriptLanguages[i].first == script) {
      ++counts.single[i];
      return;
    }
  }
  ++counts.other;
}

LetterCounts count_letters(std::string_view text) {
  LetterCounts counts;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = internal::next_code_point(text, pos);
    if (c < 0x80) {
      counts.ascii += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    } else if (u_isalpha(static_cast<UChar32>(c))) {
      count_letter(c, counts);
    }
  }
  return counts;
}

// The language if CJK or another script of its own makes up the text.
std::string_view language_by_script(const LetterCounts& counts) {
  // An ideograph or syllable says as much as some three letters.
  constexpr std::size_t kLettersPerIdeograph = 3;
  const std::size_t cjk = counts.han + counts.kana + counts.hangul;
  const std::size_t letters = counts.ascii + counts.other;
  if (cjk > 0 && cjk * kLettersPerIdeograph >= letters) {
    if (counts.hangul > counts.han + counts.kana) return "ko";
    // Chinese articles quote a kana name now and then; Japanese prose has
    // kana in every clause.
    constexpr std::size_t kHanPerKana = 12;
    if (counts.kana > 0 && counts.kana * kHanPerKana >= counts.han) return "ja";
    return counts.traditional_only > counts.simplified_only ? "zh-Hant"
                                                            : "zh-Hans";
  }
  const auto most = std::ranges::max_element(counts.single);
  if (*most > 0 && *most >= letters) {
    return kScriptLanguages[most - counts.single.begin()].second;
  }
  return {};
}

// CLD2's answer if it trusts it, as BCP 47; else empty.
std::string ask_cld2(std::string_view text) {
  bool reliable = false;
  const CLD2::Language language = CLD2::DetectLanguage(
      text.data(), static_cast<int>(text.size()), true, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
  const std::string code = CLD2::LanguageCode(language);
  return code == "iw" ? "he" : code;  // the code of before 1989
}

std::string language_by_statistics(std::string_view text,
                                   const LetterCounts& counts) {
  // The opening tells almost always, at a quarter of the cost.
  constexpr std::size_t kOpeningBytes = 1024;
  for (const std::size_t bytes : {kOpeningBytes, kMaxBytes}) {
    std::string language =
        ask_cld2(text.substr(0, code_point_floor(text, bytes)));
    if (!language.empty()) return language;
    if (bytes >= text.size()) break;
  }
  constexpr std::size_t kAsciiPerOther = 20;
  const bool mostly_ascii =
      counts.ascii > 0 && counts.ascii >= counts.other * kAsciiPerOther;
  return mostly_ascii ? "en" : "";
}

}  // namespace

std::string detect_language(std::string_view title, std::string_view text) {
  std::string sample(title.substr(0, code_point_floor(title, kMaxBytes / 2)));
  sample += '\n';
  sample += text.substr(0, code_point_floor(text, kMaxBytes - sample.size()));
  const LetterCounts counts = count_letters(sample);
  const std::string_view by_script = language_by_script(counts);
  if (!by_script.empty()) return std::string(by_script);
  if (counts.ascii + counts.other == 0) return {};
  return language_by_statistics(sample, counts);
}

}  // namespace lede
