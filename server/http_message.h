// SPDX-License-Identifier: GPL-3.0-or-later
//
// A request and its answer as the handlers see them: no sockets, no library.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/turn.h"

namespace lede {

// Name in lower case and value.
using HeaderField = std::pair<std::string, std::string>;

// A whole request. `target` and header values are the client's bytes: they may
// be no UTF-8, and are never written to a log.
struct HttpRequest {
  std::string method;  // "GET", "POST", ...
  std::string target;  // path and query as sent, percent-encoded
  std::vector<HeaderField> headers;
  std::string body;
  // Address of the peer, or of whom a trusted proxy asks for; empty on a unix
  // socket.
  std::string client;
  std::string id;  // by which the log and the answer name it

  // Returns the first value of a field (its name in lower case), or "".
  [[nodiscard]] std::string_view header(std::string_view name) const {
    for (const auto& [field, value] : headers) {
      if (field == name) return value;
    }
    return {};
  }
};

struct HttpResponse {
  int status = 200;
  std::string content_type;
  std::vector<HeaderField> headers;
  std::string body;
  std::string route;     // label of the resource for metrics and the log
  std::string key_name;  // of the key the request brought; for the log
  // The same request gets it again, as long as its validator stays the same.
  bool lasting = false;
  // More may be known soon, though nothing that it depends on will change.
  bool provisional = false;
  bool compressed = false;  // by compress_body(), or it had a look
};

// What a handler gives: an answer, or what makes it once its turn has come, for
// answers of which only so many may be made at a time.
struct Reply {
  using Maker = std::function<HttpResponse(Turn)>;

  Reply(HttpResponse made) : response(std::move(made)) {}
  explicit Reply(Maker maker) : later(std::move(maker)) {}

  HttpResponse response;
  Maker later;  // empty: `response` is the answer
};

// Answers a request, which outlives the call of what it gives; called from
// several threads at once. What is thrown is answered with 500, without a word
// of it to the client.
using HttpHandler = std::function<Reply(const HttpRequest&)>;

}  // namespace lede
