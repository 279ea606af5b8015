// SPDX-License-Identifier: GPL-3.0-or-later
//
// The timeline above the hits: bars that are links, drawn without a script.

#pragma once

#include "server/pages/page.h"
#include "server/pages/render.h"
#include "server/pages/search_links.h"
#include <lede/response.h>

namespace lede {

// Sets "timeline" with "bars", "marks" and the stories of "bursts"; nothing if
// there are fewer than two buckets to compare.
void add_timeline(View& view, const Timeline& timeline,
                  const SearchLinks& links, const Page& page);

}  // namespace lede
