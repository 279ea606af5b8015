// SPDX-License-Identifier: GPL-3.0-or-later
//
// See compare_view.h. The chart in drawing units, scaled to the column:
//
//   most |  lines, kPlotWidth wide       | labels at their ends
//      0 |_______________________________|
//        first date             last date

#include "server/pages/compare_view.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "searcher/compare.h"
#include "server/pages/drawing.h"
#include "server/pages/words.h"

namespace lede {

namespace {

constexpr double kPlotTop = 14;
constexpr double kPlotWidth = 540;
constexpr double kPlotHeight = 180;
constexpr double kLabelGap = 12;  // between labels one above the other
constexpr std::size_t kLabelCodePoints = 18;

std::uint64_t most_of(const Comparison& comparison) {
  std::uint64_t most = 1;
  for (const ComparedBucket& bucket : comparison.buckets) {
    most = std::max(most, std::ranges::max(bucket.counts));
  }
  return most;
}

double height_of(std::uint64_t count, std::uint64_t most) {
  return kPlotTop + kPlotHeight -
         kPlotHeight * static_cast<double>(count) / static_cast<double>(most);
}

std::string points_of(const Comparison& comparison, std::size_t query,
                      std::uint64_t most) {
  const std::size_t last = comparison.buckets.size() - 1;
  const double step =
      last == 0 ? kPlotWidth : kPlotWidth / static_cast<double>(last);
  std::string points;
  for (std::size_t i = 0; i <= last; ++i) {
    const double y = height_of(comparison.buckets[i].counts[query], most);
    points += decimal(static_cast<double>(i) * step) + "," + decimal(y) + " ";
  }
  // One bucket is a line all the same.
  if (last == 0) {
    points += decimal(kPlotWidth) + "," +
              decimal(height_of(comparison.buckets[0].counts[query], most));
  }
  return points;
}

// Where labels stand: at the ends of their lines, but never over one another.
std::vector<double> label_heights(const Comparison& comparison,
                                  std::uint64_t most) {
  std::vector<std::pair<double, std::size_t>> ends;
  for (std::size_t i = 0; i < comparison.queries.size(); ++i) {
    ends.emplace_back(height_of(comparison.buckets.back().counts[i], most), i);
  }
  std::ranges::sort(ends);
  const auto labels = static_cast<double>(ends.size());
  std::vector<double> heights(ends.size());
  double next = kPlotTop;
  // What is above leaves room for those below.
  double lowest = kPlotTop + kPlotHeight - kLabelGap * (labels - 1);
  for (const auto& [y, query] : ends) {
    heights[query] = std::clamp(y, next, std::max(next, lowest));
    next = heights[query] + kLabelGap;
    lowest += kLabelGap;
  }
  return heights;
}

void add_chart(View& view, const Comparison& comparison, UiLanguage language) {
  const std::uint64_t most = most_of(comparison);
  const std::vector<double> heights = label_heights(comparison, most);
  View& chart = view.section("chart");
  chart.text("most", number_text(most))
      .text("first", date_text(language, comparison.from))
      .text("last", date_text(language, comparison.to));
  for (std::size_t i = 0; i < comparison.queries.size(); ++i) {
    const std::string& text = comparison.queries[i].reading.text;
    chart.list("lines")
        .emplace_back()
        .text("number", std::to_string(i + 1))
        .text("points", points_of(comparison, i, most))
        .text("label_y", decimal(heights[i] + 3))
        .text("short", shortened(text, kLabelCodePoints))
        .text("name", text);
  }
}

std::string percent_text(UiLanguage language, double share) {
  return phrase(language, "share_unit", decimal(share * 100));
}

void add_rows(View& view, const Comparison& comparison, UiLanguage language) {
  for (const ComparedBucket& bucket : comparison.buckets) {
    View& row = view.list("rows").emplace_back();
    std::string_view start = bucket.start;
    if (comparison.interval == TimelineInterval::kYear) {
      start = start.substr(0, 4);
    } else if (comparison.interval == TimelineInterval::kMonth) {
      start = start.substr(0, 7);
    }
    row.text("date", date_text(language, start))
        .text("all", number_text(bucket.documents));
    for (std::size_t i = 0; i < bucket.counts.size(); ++i) {
      row.list("cells")
          .emplace_back()
          .text("count", number_text(bucket.counts[i]))
          .text("share", percent_text(language, bucket.shares[i]));
    }
  }
}

Parameters shared_parameters(const CompareRequest& request) {
  Parameters parameters;
  for (const FieldFilter& filter : request.filters) {
    parameters.emplace_back("filter", filter.field + ":" + filter.value);
  }
  if (!request.from.empty()) parameters.emplace_back("from", request.from);
  if (!request.to.empty()) parameters.emplace_back("to", request.to);
  return parameters;
}

void add_heads(View& view, const Comparison& comparison,
               const CompareRequest& request, const Page& page) {
  for (const ComparedQuery& query : comparison.queries) {
    Parameters parameters = shared_parameters(request);
    parameters.emplace_back("q", query.reading.text);
    View& head = view.list("heads").emplace_back();
    head.text("name", query.reading.text)
        .text("link", page.link("/search", std::move(parameters)))
        .text("total", number_text(query.documents))
        .text("undated", number_text(query.undated));
    for (const Warning& warning : query.reading.warnings) {
      view.list("warnings")
          .emplace_back()
          .text("message", query.reading.text + ": " + warning.message);
    }
  }
  for (const Warning& warning : comparison.warnings) {
    view.list("warnings").emplace_back().text("message", warning.message);
  }
}

}  // namespace

void add_compare_form(View& view, const CompareRequest& request,
                      const Page& page) {
  view.text("compare_action", page.call().settings.path_prefix + "/compare");
  for (const auto& [name, value] : shared_parameters(request)) {
    view.list("shared").emplace_back().text("name", name).text("value", value);
  }
  for (std::size_t i = 0; i < kMostCompared; ++i) {
    const bool given = i < request.queries.size();
    view.list("boxes")
        .emplace_back()
        .text("number", std::to_string(i + 1))
        .text("value", given ? request.queries[i] : std::string())
        .text("label",
              phrase(page.language(), "compare_query", std::to_string(i + 1)));
  }
}

void add_comparison(View& view, const Comparison& comparison,
                    const CompareRequest& request, const Page& page) {
  view.flag("compared", true);
  add_heads(view, comparison, request, page);
  Parameters csv = shared_parameters(request);
  for (const std::string& query : request.queries) csv.emplace_back("q", query);
  csv.emplace_back("format", "csv");
  view.text(
      "csv_link",
      make_link(page.call().settings.path_prefix + "/api/v1/compare", csv));
  view.flag("none", comparison.buckets.empty());
  if (comparison.buckets.empty()) return;
  add_chart(view, comparison, page.language());
  add_rows(view, comparison, page.language());
}

}  // namespace lede
