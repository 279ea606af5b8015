// SPDX-License-Identifier: GPL-3.0-or-later
//
// Completions as JSON: what `lede-search --suggest --format json` prints and
// /api/v1/suggest returns.

#pragma once

#include <string>
#include <string_view>

#include <lede/suggest.h>

namespace lede {

// "entity", "word", ...
std::string_view completion_kind_name(CompletionKind kind);

// Every key is always there; unknown values are null, arrays never are.
std::string suggestions_to_json(const SuggestResponse& response);

}  // namespace lede
