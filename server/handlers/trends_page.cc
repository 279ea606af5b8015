// SPDX-License-Identifier: GPL-3.0-or-later
//
// /trends

#include <algorithm>
#include <array>

#include "server/handlers/handlers.h"
#include "server/pages/page.h"
#include "server/pages/rising_view.h"

namespace lede {

namespace {

constexpr std::size_t kLines = 25;

// The windows the page offers, the first unless another is asked for.
struct WindowRow {
  std::string_view value;
  std::string_view word;
};
constexpr std::array<WindowRow, 3> kWindows = {
    WindowRow{"7d", "window_week"}, WindowRow{"30d", "window_month"},
    WindowRow{"90d", "window_quarter"}};

std::string_view window_of(const Call& call) {
  for (const auto& [name, value] : call.target.parameters) {
    const auto* row = std::ranges::find(kWindows, value, &WindowRow::value);
    if (name == "window" && row != kWindows.end()) return row->value;
  }
  return kWindows.front().value;
}

std::string dates_text(UiLanguage language, const DayWindow& window) {
  return phrase(language, "range_of_dates", date_text(language, window.from),
                date_text(language, window.to));
}

}  // namespace

HttpResponse handle_trends_page(const Call& call) {
  const Page page(call);
  const UiLanguage language = page.language();
  TrendsRequest request = rising_request(call.settings.time_zone, kLines);
  request.window = window_of(call);
  request.deadline_ms = TrendsRequest{}.deadline_ms;
  const Result<TrendsResponse> trends = call.backend.trends(request);
  if (!trends) return error_page(page, trends.error());
  View view;
  for (const WindowRow& row : kWindows) {
    view.list("windows")
        .emplace_back()
        .text("label", word(language, row.word))
        .text("link",
              page.link("/trends", {{"window", std::string(row.value)}}))
        .flag("current", row.value == request.window);
  }
  add_rising(view, *trends, kLines, page);
  view.text("rising_title", dates_text(language, trends->window))
      .text("compared", phrase(language, "compared_with",
                               dates_text(language, trends->before)));
  HttpResponse shown = page.respond("pages/trends.mustache",
                                    word(language, "trends"), std::move(view));
  shown.lasting = is_whole(trends->origin.shards);
  return shown;
}

}  // namespace lede
