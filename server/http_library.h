// SPDX-License-Identifier: GPL-3.0-or-later
//
// The only door to the HTTP library: it judges request lines and names
// statuses. It never sees a socket, a field, a body or a line of unbounded
// size: its known weaknesses are about these.

#pragma once

#include <string>

namespace lede {

// The method that a RawRequest's `line` asks by, such as "GET"; empty if the
// library does not take it. Each thread remembers what it was told of the last
// lines, as most are alike. Thread-safe.
std::string request_method(const std::string& line);

// "HTTP/1.1 200 OK", with its CR LF. Lives as long as the thread.
const std::string& status_line(int status);

}  // namespace lede
