// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an answer depends on, told in one place: answers are kept under it, and
// its digest is the validator a client sends back.

#pragma once

#include <string>
#include <string_view>

#include "server/handlers/handlers.h"

namespace lede {

// All that an answer out of the index depends on, the method and the encoding
// apart: version of the program, index, lexicon and saved queries, day and
// hour, path and `parameters` (those of the URL and, of a POST, its body), and
// of a page the language. Empty if an answer may change unseen.
//
// Read it before the answer is made: what changes in between is then found in
// an answer that is newer than it is known to be, never in one that is older.
std::string dependencies(const Call& call, const Parameters& parameters,
                         bool is_page);

// A weak entity tag; empty for what depends on the unknown.
std::string validator(std::string_view dependencies);

// True if an If-None-Match field names `etag` (RFC 9110, section 13.1.2: weak
// comparison with a list of tags).
bool names_validator(std::string_view if_none_match, std::string_view etag);

HttpResponse not_modified(std::string_view etag);

}  // namespace lede
