// SPDX-License-Identifier: GPL-3.0-or-later
//
// An answer as tables, for spreadsheets and statistics: what /api/v1/search
// returns for format=csv. CSV as CsvWriter writes it, UTF-8, with a header row.

#pragma once

#include <string>
#include <vector>

#include <lede/response.h>

namespace lede {

// key,id,published,source,lang,title,url,score,story,story_documents: a row a
// hit. What is unknown is empty.
std::string hits_to_csv(const std::vector<Hit>& hits);

// start,documents: a row a bucket, and at the end, if there are any, one
// without a start for undated articles: they sum to those of the answer.
std::string timeline_to_csv(const Timeline& timeline);

}  // namespace lede
