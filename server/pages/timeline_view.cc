// SPDX-License-Identifier: GPL-3.0-or-later
//
// See timeline_view.h.

#include "server/pages/timeline_view.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "searcher/timeline.h"

namespace lede {

namespace {

// Drawing units; the figure is scaled to the column.
constexpr double kWidth = 672;
constexpr double kBarTop = 14;
constexpr double kBarHeight = 46;
constexpr double kMinBarHeight = 2;  // of a bucket that is not empty
constexpr double kHeight = 74;
constexpr std::size_t kFewestBuckets = 2;

std::string decimal(double number) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.1f", number);
  return text;
}

// The bucket's date at its own precision, as a person reads it.
std::string bucket_text(std::string_view start, TimelineInterval interval,
                        UiLanguage language) {
  if (interval == TimelineInterval::kYear) start = start.substr(0, 4);
  if (interval == TimelineInterval::kMonth) start = start.substr(0, 7);
  return date_text(language, start);
}

void add_mark(View& timeline, double x, double y, std::string_view anchor,
              std::string_view text, std::string_view style) {
  timeline.list("marks")
      .emplace_back()
      .text("x", decimal(x))
      .text("y", decimal(y))
      .text("anchor", anchor)
      .text("text", text)
      .text("class", style);
}

std::string_view anchor_at(double x) {
  if (x < kWidth * 0.12) return "start";
  return x > kWidth * 0.88 ? "end" : "middle";
}

void add_marks(View& view, const Timeline& timeline, std::size_t peak,
               double step, UiLanguage language) {
  const auto& buckets = timeline.buckets;
  const double x = (static_cast<double>(peak) + 0.5) * step;
  const std::string_view anchor = anchor_at(x);
  const double label_x = anchor == "start" ? 0 : anchor == "end" ? kWidth : x;
  add_mark(view, label_x, kBarTop - 5, anchor,
           bucket_text(buckets[peak].start, timeline.interval, language) +
               " · " + number_text(buckets[peak].documents),
           "peak-label");
  add_mark(view, 0, kHeight - 4, "start",
           bucket_text(buckets.front().start, timeline.interval, language), "");
  add_mark(view, kWidth, kHeight - 4, "end",
           bucket_text(buckets.back().start, timeline.interval, language), "");
}

}  // namespace

void add_timeline(View& view, const Timeline& timeline,
                  const SearchLinks& links, UiLanguage language) {
  const auto& buckets = timeline.buckets;
  if (buckets.size() < kFewestBuckets) return;
  const auto peak = static_cast<std::size_t>(
      std::ranges::max_element(buckets, {}, &TimelineBucket::documents) -
      buckets.begin());
  const double most =
      static_cast<double>(std::max<std::uint64_t>(1, buckets[peak].documents));
  const double step = kWidth / static_cast<double>(buckets.size());
  const double gap = std::min(3.0, step * 0.2);
  View& figure = view.section("timeline");
  figure.text("height", decimal(kHeight)).text("step", decimal(step));
  figure.text("width", decimal(step - gap));
  figure.text("radius", step > 8 ? "2" : "0.5");
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    const TimelineBucket& bucket = buckets[i];
    // An empty bucket is a gap in the chart, not a link to nothing.
    if (bucket.documents == 0) continue;
    const double height = std::max(
        kMinBarHeight,
        std::round(static_cast<double>(bucket.documents) / most * kBarHeight));
    figure.list("bars")
        .emplace_back()
        .text("x", decimal(static_cast<double>(i) * step))
        .text("y", decimal(kBarTop + kBarHeight - height))
        .text("bar_height", decimal(height))
        .flag("peak", i == peak)
        .text("label", bucket_text(bucket.start, timeline.interval, language) +
                           ": " + number_text(bucket.documents))
        .text("link",
              links.with_dates(bucket.start,
                               last_day_of(bucket.start, timeline.interval)));
  }
  add_marks(figure, timeline, peak, step, language);
}

}  // namespace lede
