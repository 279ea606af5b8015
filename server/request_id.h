// SPDX-License-Identifier: GPL-3.0-or-later
//
// The name by which a request is found again: in the log, and in the client's
// report of what went wrong.

#pragma once

#include <string>
#include <string_view>

namespace lede {

// 32 hexadecimal digits, not to be guessed by chance; they are no secret.
// Thread-safe.
std::string make_request_id();

// True for 1 to 128 letters and digits of ASCII and "-_.:+/=": what proxies
// make, and what may stand in a log as it is.
bool is_request_id(std::string_view text);

}  // namespace lede
