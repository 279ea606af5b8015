// SPDX-License-Identifier: GPL-3.0-or-later
//
// The JSON body of a POST as the parameters a GET would have had.

#pragma once

#include <string_view>

#include "server/url.h"
#include <lede/result.h>

namespace lede {

// Reads one flat object: texts, numbers and truth values become text, an array
// of them repeats its name, null is left out. kInvalidArgument for what is no
// such JSON.
Result<Parameters> parse_json_parameters(std::string_view body);

}  // namespace lede
