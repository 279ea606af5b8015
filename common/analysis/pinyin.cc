// SPDX-License-Identifier: GPL-3.0-or-later
//
// Readings are asked for one code point at a time and kept: there are some
// thousands in use, and a text asks for the same ones again and again.

#include "common/analysis/pinyin.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <unordered_map>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "common/analysis/diacritics.h"
#include "common/analysis/utf8.h"

namespace lede {
namespace {

constexpr char32_t kFirstHan = 0x3400;
constexpr char32_t kLastHan = 0x9FFF;

class Readings {
 public:
  // Empty if the code point has none.
  const std::string& of(char32_t code_point) {
    const auto [known, fresh] = known_.try_emplace(code_point);
    if (fresh && code_point >= kFirstHan && code_point <= kLastHan) {
      known->second = read(code_point);
    }
    return known->second;
  }

 private:
  std::string read(char32_t code_point) const {
    if (!latin_) return {};
    icu::UnicodeString text(static_cast<UChar32>(code_point));
    latin_->transliterate(text);
    std::string reading;
    text.trim().toUTF8String(reading);
    reading = internal::without_diacritics(reading);
    const bool plain = std::ranges::all_of(
        reading, [](char c) { return c >= 'a' && c <= 'z'; });
    return plain ? reading : std::string();
  }

  static std::unique_ptr<const icu::Transliterator> make_latin() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> latin(
        icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD,
                                            status));
    if (U_FAILURE(status)) return nullptr;
    return latin;
  }

  std::unique_ptr<const icu::Transliterator> latin_ = make_latin();
  std::unordered_map<char32_t, std::string> known_;
};

}  // namespace

Pinyin pinyin_of(std::string_view text) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  static Readings readings;
  Pinyin pinyin;
  for (std::size_t at = 0; at < text.size();) {
    const std::string& reading =
        readings.of(internal::next_code_point(text, at));
    if (reading.empty()) return {};
    pinyin.syllables += reading;
    pinyin.initials += reading.front();
  }
  return pinyin;
}

}  // namespace lede
