// SPDX-License-Identifier: GPL-3.0-or-later
//
// The server's log on stderr: a JSON object a line. The door to the log
// library.

#pragma once

#include <chrono>
#include <string_view>

#include "server/http_message.h"

namespace lede {

// Thread-safe. Of a request it writes method, route, status, cost, who asked
// and the name of the key, never a query, a header or a path: these are the
// client's, and may hold keys.
class AccessLog {
 public:
  // `quiet`: errors alone.
  explicit AccessLog(bool quiet);

  void answered(const HttpRequest& request, const HttpResponse& response,
                std::chrono::nanoseconds duration) const;
  void rejected(std::string_view code, const HttpRequest& request) const;
  void note(std::string_view message) const;
  void failure(std::string_view message) const;

 private:
  bool tells_requests_;
};

}  // namespace lede
