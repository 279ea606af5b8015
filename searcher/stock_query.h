// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is asked of an index, as Xapian's own matcher takes it.

#pragma once

#include <xapian.h>

#include "searcher/date_order.h"
#include "searcher/query/index_query.h"

namespace lede {

// `query` made of stock operators alone, so that it also runs over Xapian's
// remote engine; but for passages and for freshness that the index does not
// hold as it is weighed here, scaled up or on another scale, which only local
// databases can be asked for, and for dates, if `dates` knows where they stand.
Xapian::Query stock_query(const IndexQuery& query, DateOrder* dates = nullptr);

// The documents published within `interval` as a range of the published slot:
// what every index can answer. The undated are never among them.
Xapian::Query stock_published(const DateInterval& interval);

}  // namespace lede
