// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page that compares queries: the form, a chart of lines, the numbers.

#pragma once

#include "server/pages/page.h"
#include "server/pages/render.h"
#include <lede/over_time.h>

namespace lede {

// The form: five boxes, the first holding the queries of `request`.
void add_compare_form(View& view, const CompareRequest& request,
                      const Page& page);

// "chart", with a line of each query told apart by colour, dashes and the label
// at its end, and the table of the same numbers.
void add_comparison(View& view, const Comparison& comparison,
                    const CompareRequest& request, const Page& page);

}  // namespace lede
