// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why a hit stands where it stands: its score, part by part.

#pragma once

#include <vector>

#include <xapian.h>

#include "searcher/ranking.h"
#include <lede/response.h>

namespace lede {

// Fills the explanation of each of `hits`, found by ranking with `parts`:
// matches the parts one by one among those articles. Costs some queries.
void explain_hits(const Xapian::Database& database, const RankParts& parts,
                  std::vector<Hit>& hits);

}  // namespace lede
