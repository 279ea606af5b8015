// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compressed answers, by our own hand: the HTTP library would compress every
// text of any size, with Brotli at its slowest. The door to zlib.

#pragma once

#include <string>
#include <string_view>

#include "server/http_message.h"

namespace lede {

// True if an Accept-Encoding field allows gzip (RFC 9110, section 12.5.3).
bool accepts_gzip(std::string_view accept_encoding);

// Replaces a text body of more than some 1,000 bytes by its gzip form, if the
// client accepts it, and sets Content-Encoding and Vary. About 10 ms a MB; once
// is enough: it leaves what it has seen alone.
void compress_body(std::string_view accept_encoding, HttpResponse& response);

}  // namespace lede
