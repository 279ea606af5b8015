// SPDX-License-Identifier: GPL-3.0-or-later
//
// An HTTP/1.1 server for one handler: limits, threads, answers, shutdown.

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/http_message.h"
#include <lede/result.h>

namespace lede {

struct HttpServerOptions {
  std::string listen = "127.0.0.1:8080";  // or "unix:PATH"; port 0: any free
  std::size_t workers = 4;
  std::size_t turns = 2;  // answers made at a time of those that take turns
  std::size_t max_queued = 256;  // requests waiting for a worker or their turn
  std::size_t max_connections = 4096;
  std::size_t max_body_bytes = std::size_t{64} * 1024;
  std::chrono::milliseconds head_timeout{5000};      // from its first byte
  std::chrono::milliseconds request_timeout{10000};  // with its body
  std::chrono::milliseconds turn_timeout{1000};      // of a wait for its turn
  std::chrono::milliseconds idle_timeout{30000};     // between two requests
  std::chrono::milliseconds write_timeout{30000};    // of one answer
};

// What an operator wants to know of, and to say first; called on several
// threads at once.
struct HttpObserver {
  // Before anybody else sees a request: gives it its id, and the client its
  // address.
  std::function<void(HttpRequest&)> arrived = [](auto&) {};

  // A request was answered by the handler.
  std::function<void(const HttpRequest&, const HttpResponse&,
                     std::chrono::nanoseconds)>
      answered = [](const auto&, const auto&, auto) {};
  // A request never reached the handler; `code` is the problem's. Of the
  // request there is nothing but the peer's address and an id.
  std::function<void(std::string_view code, const HttpRequest&)> rejected =
      [](auto, const auto&) {};
};

// Serves until it is destroyed. A client that is silent, slow or sends too
// much costs a socket and a bounded buffer, never a thread.
class HttpServer {
 public:
  // kInvalidArgument for a bad address, kIo if it cannot be listened on.
  static Result<HttpServer> start(const HttpServerOptions& options,
                                  HttpHandler handler, HttpObserver observer);
  // As stop().
  ~HttpServer();
  HttpServer(HttpServer&&) noexcept;
  HttpServer& operator=(HttpServer&&) noexcept;

  // Lets what is running finish, closes idle connections, returns when all
  // threads have ended. A second call does nothing.
  void stop();

  // "127.0.0.1:8080", with the port chosen if any free one was asked for.
  [[nodiscard]] std::string address() const;

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// True if `listen` can be reached from this machine alone. kInvalidArgument if
// it is no address.
Result<bool> is_local_address(std::string_view listen);

}  // namespace lede
