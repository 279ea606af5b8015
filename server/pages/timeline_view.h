// SPDX-License-Identifier: GPL-3.0-or-later
//
// The timeline above the hits: bars that are links, drawn without a script.

#pragma once

#include "server/pages/render.h"
#include "server/pages/search_links.h"
#include "server/pages/words.h"
#include <lede/response.h>

namespace lede {

// Sets "timeline" with "bars" and "marks"; nothing if there are fewer than two
// buckets to compare.
void add_timeline(View& view, const Timeline& timeline,
                  const SearchLinks& links, UiLanguage language);

}  // namespace lede
