// SPDX-License-Identifier: GPL-3.0-or-later
//
// Comparisons as a table.

#include <string>
#include <string_view>

#include "common/csv_writer.h"
#include "searcher/over_time_json.h"

namespace lede {

std::string comparison_to_csv(const Comparison& comparison) {
  std::string out;
  CsvWriter csv(out);
  csv.plain("start");
  csv.plain("articles");
  for (const std::string_view of : {"articles: ", "share: "}) {
    for (const ComparedQuery& query : comparison.queries) {
      csv.text(std::string(of) + query.reading.text);
    }
  }
  csv.end_row();
  for (const ComparedBucket& bucket : comparison.buckets) {
    csv.plain(bucket.start);
    csv.number(static_cast<unsigned long long>(bucket.documents));
    for (const auto count : bucket.counts) {
      csv.number(static_cast<unsigned long long>(count));
    }
    for (const double share : bucket.shares) csv.number(share);
    csv.end_row();
  }
  return out;
}

}  // namespace lede
