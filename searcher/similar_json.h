// SPDX-License-Identifier: GPL-3.0-or-later
//
// Similar articles as JSON: what `lede-search --similar` prints and
// /api/v1/articles/KEY/similar returns.

#pragma once

#include <string>

#include <lede/similar.h>

namespace lede {

// {"key","took_ms","terms":[{"text","weight"}],"hits":[...],"same_story":[...]},
// hits as in the answer of a search. Every key is there, arrays are never null.
std::string similar_to_json(const SimilarResponse& response);

}  // namespace lede
