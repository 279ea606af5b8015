// SPDX-License-Identifier: GPL-3.0-or-later
//
// Comparisons as a table.

#include <string>
#include <string_view>

#include "common/json_writer.h"
#include "searcher/over_time_json.h"

namespace lede {
namespace {

void add_text_cell(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

std::string comparison_to_csv(const Comparison& comparison) {
  std::string out = "start,articles";
  for (const std::string_view of : {"articles: ", "share: "}) {
    for (const ComparedQuery& query : comparison.queries) {
      out += ',';
      add_text_cell(out, std::string(of) + query.reading.text);
    }
  }
  out += "\r\n";
  for (const ComparedBucket& bucket : comparison.buckets) {
    out += bucket.start + "," + std::to_string(bucket.documents);
    for (const auto count : bucket.counts) out += "," + std::to_string(count);
    for (const double share : bucket.shares) {
      out += ',';
      append_json_number(out, share);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace lede
