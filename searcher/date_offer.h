// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words of a query that say a date. They stay words; as a filter they are
// offered.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/date.h"
#include "searcher/answer_counter.h"
#include "searcher/query/tree.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

struct DateAmongWords {
  std::string text;   // the words: "last week"
  ParsedQuery query;  // with a filter in place of them
};

// The first words side by side at the top of `query` that are unmistakably a
// date begun by `now`; of several readings the longest. A "since", "before" or
// "after" in front of them becomes the filter's field, an "in" or "on" goes.
std::optional<DateAmongWords> date_among_words(const ParsedQuery& query,
                                               const TimeZone& zone,
                                               std::int64_t now);

// What `request`, whose query reads as `query`, would find if such words were a
// filter; nullopt if there are none, or they would find nothing.
std::optional<DateOffer> date_offer(const SearchRequest& request,
                                    const ParsedQuery& query,
                                    const AnswerCounter& counter,
                                    const TimeZone& zone, std::int64_t now);

}  // namespace lede
