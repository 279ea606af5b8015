// SPDX-License-Identifier: GPL-3.0-or-later
//
// Talks to a server this test has started.

#pragma once

#include <string>

#include "tests/server/raw_client.h"

namespace lede::testing {

// "127.0.0.1:PORT" with a port nobody listens on now.
std::string free_address();

// A GET request; the connection is closed after it unless `keep_alive`.
std::string request_for(const std::string& target, bool keep_alive = false);

// Connects, trying until something listens there, and asks once.
RawAnswer get(const std::string& address, const std::string& target);

}  // namespace lede::testing
