// SPDX-License-Identifier: GPL-3.0-or-later
//
// See rising_view.h.

#include "server/pages/rising_view.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "common/join.h"
#include "server/pages/words.h"

namespace lede {

namespace {

// More are asked for than are shown: several may be of one story.
constexpr std::size_t kAskedForEach = 2;
constexpr std::int64_t kDeadlineMs = 1000;

// Drawing units of the bars.
constexpr double kStep = 8;
constexpr double kHeight = 18;

std::string whole(double number) {
  return std::to_string(static_cast<int>(std::lround(number)));
}

void add_bars(View& line, const Trend& trend) {
  std::uint64_t most = 1;
  for (const DayWindow& window : trend.series) {
    most = std::max(most, window.documents);
  }
  double x = 0;
  for (const DayWindow& window : trend.series) {
    const double height =
        std::max(1.0, std::round(static_cast<double>(window.documents) *
                                 kHeight / static_cast<double>(most)));
    line.list("bars")
        .emplace_back()
        .text("x", whole(x))
        .text("y", whole(kHeight - height))
        .text("height", whole(height))
        .flag("last", &window == &trend.series.back());
    x += kStep;
  }
}

// The search that lists its articles of the week.
std::string trend_link(const Trend& trend, const TrendsResponse& trends,
                       const Page& page) {
  Parameters parameters;
  if (!trend.term.query.empty()) {
    parameters.emplace_back("q", trend.term.query);
  }
  if (!trend.term.filter.empty()) {
    parameters.emplace_back("filter", trend.term.filter);
  }
  parameters.emplace_back("from", trends.window.from);
  parameters.emplace_back("to", trends.window.to);
  return page.link("/search", std::move(parameters));
}

void add_line(View& view, const Trend& trend, const TrendsResponse& trends,
              const Page& page) {
  const UiLanguage language = page.language();
  View& line = view.list("rising").emplace_back();
  line.text("name", trend.term.text)
      .text("link", trend_link(trend, trends, page))
      .text("count", number_text(trend.term.documents))
      .text("counts",
            phrase(language, "rising_counts", number_text(trend.term.documents),
                   number_text(trend.term.elsewhere)));
  line.text("series", phrase(language, "rising_series",
                             join(trend.series, ", ", [](const auto& window) {
                               return number_text(window.documents);
                             })));
  add_bars(line, trend);
  if (!trend.story) return;
  line.text("story", trend.story->title ? std::string_view(*trend.story->title)
                                        : word(language, "untitled"));
  line.text("story_link", top_story_link(*trend.story, page));
  add_text_language(line, trend.story->lang);
}

}  // namespace

TrendsRequest rising_request(const std::string& time_zone, std::size_t lines) {
  TrendsRequest request;
  request.limit = kAskedForEach * lines;
  request.time_zone = time_zone;
  request.deadline_ms = kDeadlineMs;
  return request;
}

std::string top_story_link(const TopStory& story, const Page& page) {
  return story.story_documents > 1 ? page.link("/stories/" + story.story_id)
                                   : page.article_link(story.key, "");
}

void add_rising(View& view, const TrendsResponse& trends, std::size_t lines,
                const Page& page) {
  View list;
  std::set<std::string> told;
  for (const Trend& trend : trends.trends) {
    if (told.size() == lines) break;
    const std::string story = trend.story ? trend.story->story_id : "";
    if (!told.insert(story).second) continue;
    add_line(list, trend, trends, page);
  }
  view.flag("any_rising", !told.empty());
  view.text("rising_list", render("pages/rising.mustache", list));
}

}  // namespace lede
