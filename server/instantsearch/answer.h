// SPDX-License-Identifier: GPL-3.0-or-later
//
// A query of an InstantSearch client -> a search -> what the client wants back.

#pragma once

#include <string>

#include "common/json_writer.h"
#include "server/instantsearch/query.h"
#include "server/instantsearch/record.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

// The search for `query`. Any name is the index, by relevance; with
// "_date_desc" or "_date_asc" behind it, by date. Pages that begin beyond
// kMaxOffset hold nothing.
SearchRequest instant_request(const InstantQuery& query);

// Writes the answer to one query, or to a search for values of a facet.
void write_instant_answer(JsonWriter& json, const InstantQuery& query,
                          const SearchRequest& request,
                          const SearchResponse& response);

// Writes a record alone, all of it.
void write_record(JsonWriter& json, const Record& record);

}  // namespace lede
