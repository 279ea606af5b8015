// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/answer_csv.h"

#include <string_view>

#include "common/csv_writer.h"

namespace lede {

std::string hits_to_csv(const std::vector<Hit>& hits) {
  std::string out;
  CsvWriter csv(out);
  for (const std::string_view name :
       {"key", "id", "published", "source", "lang", "title", "url", "score",
        "story", "story_documents"}) {
    csv.plain(name);
  }
  csv.end_row();
  for (const Hit& hit : hits) {
    csv.text(hit.key);
    csv.text(hit.id);
    csv.text(hit.published);
    csv.text(hit.source);
    csv.text(hit.lang);
    csv.text(hit.title.value_or(""));
    csv.text(hit.url);
    csv.number(hit.score);
    csv.text(hit.story.id);
    csv.number(static_cast<unsigned long long>(hit.story.documents));
    csv.end_row();
  }
  return out;
}

std::string timeline_to_csv(const Timeline& timeline) {
  std::string out;
  CsvWriter csv(out);
  csv.plain("start");
  csv.plain("documents");
  csv.end_row();
  const auto add_row = [&csv](std::string_view start, std::uint64_t documents) {
    csv.plain(start);
    csv.number(static_cast<unsigned long long>(documents));
    csv.end_row();
  };
  for (const TimelineBucket& bucket : timeline.buckets) {
    add_row(bucket.start, bucket.documents);
  }
  if (timeline.undated > 0) add_row("", timeline.undated);
  return out;
}

}  // namespace lede
