// SPDX-License-Identifier: GPL-3.0-or-later
//
// A hit as InstantSearch clients want it: a record, its highlights and its
// snippets.

#pragma once

#include "common/json_writer.h"
#include "server/instantsearch/query.h"
#include <lede/response.h>

namespace lede {

void write_hit(JsonWriter& json, const InstantQuery& query,
               const SearchResponse& response, const Hit& hit);

}  // namespace lede
