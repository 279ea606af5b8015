// SPDX-License-Identifier: GPL-3.0-or-later
//
// See timeline_view.h.

#include "server/pages/timeline_view.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "common/join.h"
#include "searcher/timeline.h"
#include "server/pages/drawing.h"
#include "server/pages/rising_view.h"

namespace lede {

namespace {

// Drawing units; the figure is scaled to the column.
constexpr double kWidth = 672;
constexpr double kBarTop = 14;
constexpr double kBarHeight = 46;
constexpr double kMinBarHeight = 2;  // of a bucket that is not empty
constexpr double kHeight = 74;
constexpr std::size_t kFewestBuckets = 2;
constexpr std::size_t kMostLabels = 3;
constexpr std::size_t kStoryCodePoints = 36;  // of the peak's label

// The bucket's date at its own precision, as a person reads it.
std::string bucket_text(std::string_view start, TimelineInterval interval,
                        UiLanguage language) {
  if (interval == TimelineInterval::kYear) start = start.substr(0, 4);
  if (interval == TimelineInterval::kMonth) start = start.substr(0, 7);
  return date_text(language, start);
}

View& add_mark(View& timeline, double x, double y, std::string_view anchor,
               std::string_view text, std::string_view style) {
  return timeline.list("marks")
      .emplace_back()
      .text("x", decimal(x))
      .text("y", decimal(y))
      .text("anchor", anchor)
      .text("text", text)
      .text("class", style);
}

// The dates a burst covers: a bucket's own, or from the first to the last.
std::string burst_dates(const Burst& burst, TimelineInterval interval,
                        UiLanguage language) {
  std::string first = bucket_text(burst.start, interval, language);
  if (last_day_of(burst.start, interval) == burst.end) return first;
  return phrase(language, "range_of_dates", first,
                bucket_text(burst.end, interval, language));
}

bool covers(const Burst& burst, const TimelineBucket& bucket) {
  return burst.start <= bucket.start && bucket.start <= burst.end;
}

// The strongest bursts of which there is a story, in the order of time.
std::vector<Burst> told_bursts(const Timeline& timeline) {
  std::vector<Burst> bursts = timeline.bursts;
  if (bursts.size() > kMostLabels) bursts.resize(kMostLabels);
  std::erase_if(bursts, [](const Burst& burst) { return !burst.story; });
  std::ranges::sort(bursts, {}, &Burst::start);
  return bursts;
}

std::string_view title_of(const TopStory& story, UiLanguage language) {
  return story.title ? std::string_view(*story.title)
                     : word(language, "untitled");
}

// What happened, but for `at_peak`, of which the chart tells where there is
// room.
void add_bursts(View& figure, TimelineInterval interval,
                const std::vector<Burst>& bursts, const Burst* at_peak,
                const SearchLinks& links, const Page& page) {
  for (const Burst& burst : bursts) {
    View& each = figure.list("bursts").emplace_back();
    each.text("dates", burst_dates(burst, interval, page.language()));
    each.text("dates_link", links.with_dates(burst.start, burst.end));
    each.text("story_link", top_story_link(*burst.story, page));
    each.text("story", title_of(*burst.story, page.language()));
    each.flag("labelled", &burst == at_peak);
    add_text_language(each, burst.story->lang);
    each.text("terms", join(burst.terms, " · ", &TellingTerm::text));
  }
  figure.flag("any_bursts", !bursts.empty());
}

bool in_burst(const TimelineBucket& bucket, const Timeline& timeline) {
  return std::ranges::any_of(timeline.bursts, [&](const Burst& burst) {
    return covers(burst, bucket);
  });
}

// A label's, `share` of the width from either end on.
std::string_view anchor_at(double x, double share) {
  if (x < kWidth * share) return "start";
  return x > kWidth * (1 - share) ? "end" : "middle";
}

// The peak by its date and, if `burst` is told there, by its story.
void add_peak_mark(View& view, TimelineInterval interval,
                   const TimelineBucket& peak, const Burst* burst, double x,
                   const Page& page) {
  const std::string_view anchor = anchor_at(x, burst == nullptr ? 0.12 : 0.34);
  const double label_x = anchor == "start" ? 0 : anchor == "end" ? kWidth : x;
  View& mark = add_mark(view, label_x, kBarTop - 5, anchor,
                        bucket_text(peak.start, interval, page.language()) +
                            " · " + number_text(peak.documents),
                        "peak-label");
  if (burst == nullptr) return;
  mark.text("story", shortened(title_of(*burst->story, page.language()),
                               kStoryCodePoints));
  mark.text("story_link", top_story_link(*burst->story, page));
  add_text_language(mark, burst->story->lang);
}

void add_edge_marks(View& view, const Timeline& timeline, const Page& page) {
  const auto add_edge = [&](double x, std::string_view anchor,
                            const TimelineBucket& bucket) {
    add_mark(view, x, kHeight - 4, anchor,
             bucket_text(bucket.start, timeline.interval, page.language()),
             "edge");
  };
  add_edge(0, "start", timeline.buckets.front());
  add_edge(kWidth, "end", timeline.buckets.back());
}

}  // namespace

void add_timeline(View& view, const Timeline& timeline,
                  const SearchLinks& links, const Page& page) {
  const UiLanguage language = page.language();
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
        .flag("burst", i != peak && in_burst(bucket, timeline))
        .text("date", bucket_text(bucket.start, timeline.interval, language))
        .text("count", number_text(bucket.documents))
        .text("label", bucket_text(bucket.start, timeline.interval, language) +
                           ": " + number_text(bucket.documents))
        .text("link",
              links.with_dates(bucket.start,
                               last_day_of(bucket.start, timeline.interval)));
  }
  const std::vector<Burst> told = told_bursts(timeline);
  const auto at_peak = std::ranges::find_if(
      told, [&](const Burst& burst) { return covers(burst, buckets[peak]); });
  const Burst* const burst = at_peak == told.end() ? nullptr : &*at_peak;
  add_peak_mark(figure, timeline.interval, buckets[peak], burst,
                (static_cast<double>(peak) + 0.5) * step, page);
  add_edge_marks(figure, timeline, page);
  add_bursts(figure, timeline.interval, told, burst, links, page);
}

}  // namespace lede
