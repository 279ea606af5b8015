// SPDX-License-Identifier: GPL-3.0-or-later
//
// The interface in the reader's language: its words, numbers and dates.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/pages/render.h"

namespace lede {

enum class UiLanguage : std::uint8_t { kEnglish, kChinese };

// `choice` ("en", "zh") if it is one of ours, else by Accept-Language
// (RFC 9110, section 12.5.4), else English.
UiLanguage ui_language(std::string_view choice,
                       std::string_view accept_language);

std::string_view language_code(UiLanguage language);  // "en", "zh"

// The word or phrase of that name; the name itself if there is none.
std::string_view word(UiLanguage language, std::string_view name);

// As word(), with "{}" replaced.
std::string phrase(UiLanguage language, std::string_view name,
                   std::string_view value);
std::string phrase(UiLanguage language, std::string_view name,
                   std::string_view first, std::string_view second);

// Sets every word as "t_" and its name.
void add_words(UiLanguage language, View& view);

// 12,345
std::string number_text(std::uint64_t number);

// "98 stories", "1 article", "98 篇报道"; `unit` is "story" or "article".
std::string count_text(UiLanguage language, std::uint64_t count,
                       std::string_view unit);

// A date at its own precision ("2025", "2025-09", "2025-09-11",
// "2025-09-11T08:30:00Z") as a person writes it: "11 September 2025",
// "2025年9月11日". What has no such form is returned as it is.
std::string date_text(UiLanguage language, std::string_view date);
// The same without the year and with short months: "11 Sep".
std::string short_date_text(UiLanguage language, std::string_view date);

// What a language (BCP 47) calls itself: "English", "中文"; its code if we do
// not know.
std::string_view language_name(std::string_view lang);

// "rtl" for Arabic, Hebrew, Persian and Urdu, else "ltr".
std::string_view text_direction(std::string_view lang);

}  // namespace lede
