// SPDX-License-Identifier: GPL-3.0-or-later
//
// The JSON body of a POST: an object, or the parameters a GET would have had.

#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "server/url.h"
#include <lede/result.h>

namespace lede {

// Reads one object in which objects and arrays open within others at most
// `max_depth` deep; deeper text is refused while it is parsed, since destroying
// it would recurse. kInvalidArgument for other texts.
Result<nlohmann::ordered_json> parse_json_object(std::string_view body,
                                                 int max_depth);

// Reads one flat object: texts, numbers and truth values become text, an array
// of them repeats its name, null is left out. kInvalidArgument for what is no
// such JSON.
Result<Parameters> parse_json_parameters(std::string_view body);

}  // namespace lede
