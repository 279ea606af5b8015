// SPDX-License-Identifier: GPL-3.0-or-later
//
// An article as the record an InstantSearch client knows.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/pages/article_marks.h"
#include <lede/article.h>
#include <lede/response.h>
#include <lede/searcher.h>

namespace lede {

// One attribute, plain UTF-8. Absent ones are left out of the record.
struct RecordAttribute {
  std::string name;
  std::vector<std::string> texts;        // one, unless a list
  std::vector<std::vector<Span>> marks;  // of each text, or none at all
  bool is_list = false;
};

struct Record {
  std::string object_id;  // the article's key
  std::vector<RecordAttribute> attributes;
  std::int64_t published_ts = 0;  // seconds since 1970
  bool dated = false;

  [[nodiscard]] const RecordAttribute* find(std::string_view name) const;
};

// Article fields make_record() reads of a hit; `with_text`: also its body.
std::vector<std::string> record_fields(bool with_text);

// id, title, summary, key_points, text, url, source, authors, topics, lang,
// published, year, month; company, model, chip, person, publication: names of
// those it mentions. With the marks the hit tells of.
Record make_record(const Hit& hit);
// The same without marks.
Record make_record(const StoredArticleView& stored);

}  // namespace lede
