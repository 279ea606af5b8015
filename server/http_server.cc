// SPDX-License-Identifier: GPL-3.0-or-later
//
// See http_server.h. A request's way:
//
//   EventLoop            whole request, within the limits
//     -> HttpHandler     if the HTTP library takes its first line
//     -> Reply::later    if the answer has to wait for its turn
//   EventLoop            the answer is sent
//
// all on the thread that read its last bytes, but what waited on the thread
// that had made the answer before.

#include "server/http_server.h"

#include <exception>
#include <thread>
#include <utility>
#include <vector>

#include "server/answer_head.h"
#include "server/compression.h"
#include "server/front/event_loop.h"
#include "server/http_library.h"
#include "server/problem.h"

namespace lede {

namespace {

void add_id(const HttpRequest& request, HttpResponse& response) {
  if (request.id.empty()) return;
  response.headers.emplace_back("X-Request-Id", request.id);
}

// What `make` returns; if it throws, the answer that says so.
template <typename Made, typename Make>
Made unless_thrown(Make make) {
  try {
    return make();
  } catch (const std::exception&) {
    return problem_response(problem_of(Error{}));
  }
}

// A request until its answer is ready to be sent.
struct Underway {
  HttpRequest request;
  bool keep_alive = false;
  bool head_only = false;
  std::chrono::steady_clock::time_point begin =
      std::chrono::steady_clock::now();
};

}  // namespace

struct HttpServer::State {
  [[nodiscard]] internal::Work respond(internal::RawRequest raw,
                                       std::string client) const;
  [[nodiscard]] internal::Answer refuse(const internal::Rejection& rejection,
                                        HttpRequest request,
                                        bool keep_alive) const;
  [[nodiscard]] internal::Answer answer_of(const Underway& underway,
                                           HttpResponse response) const;
  [[nodiscard]] internal::Answer as_sent(HttpResponse response,
                                         bool keep_alive) const;

  HttpHandler handler;
  HttpObserver observer;
  // Only told to the client; the event loop keeps it.
  std::chrono::seconds idle_timeout;
  std::unique_ptr<internal::EventLoop> loop;
  std::vector<std::thread> threads;
};

internal::Work HttpServer::State::respond(internal::RawRequest raw,
                                          std::string client) const {
  const auto underway = std::make_shared<Underway>(Underway{
      {request_method(raw.line), std::move(raw.target), std::move(raw.fields),
       std::move(raw.body), std::move(client), ""},
      raw.keep_alive,
      raw.line.starts_with("HEAD ")});
  HttpRequest& request = underway->request;
  if (request.method.empty()) {
    internal::Answer sent =
        refuse({400, "bad_request", "the request line is malformed"},
               std::move(request), raw.keep_alive);
    if (underway->head_only) sent.body.clear();
    return {std::move(sent), {}};
  }
  observer.arrived(request);
  Reply reply = unless_thrown<Reply>([&] { return handler(request); });
  if (!reply.later) {
    return {answer_of(*underway, std::move(reply.response)), {}};
  }
  return {{}, [this, underway, later = std::move(reply.later)](Turn turn) {
            return answer_of(*underway, unless_thrown<HttpResponse>(
                                            [&] { return later(turn); }));
          }};
}

internal::Answer HttpServer::State::answer_of(const Underway& underway,
                                              HttpResponse response) const {
  const HttpRequest& request = underway.request;
  response = unless_thrown<HttpResponse>([&] {
    compress_body(request.header("accept-encoding"), response);
    return std::move(response);
  });
  add_id(request, response);
  observer.answered(request, response,
                    std::chrono::steady_clock::now() - underway.begin);
  internal::Answer sent = as_sent(std::move(response), underway.keep_alive);
  if (underway.head_only) sent.body.clear();
  return sent;
}

internal::Answer HttpServer::State::refuse(const internal::Rejection& rejection,
                                           HttpRequest request,
                                           bool keep_alive) const {
  observer.arrived(request);
  observer.rejected(rejection.code.text(), request);
  HttpResponse response = problem_response(
      {rejection.status, rejection.code, rejection.detail, ""});
  add_id(request, response);
  return as_sent(std::move(response), keep_alive);
}

internal::Answer HttpServer::State::as_sent(HttpResponse response,
                                            bool keep_alive) const {
  std::string head = answer_head(status_line(response.status), response,
                                 {keep_alive, idle_timeout});
  return {std::move(head), std::move(response.body)};
}

HttpServer::HttpServer(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer& HttpServer::operator=(HttpServer&&) noexcept = default;
HttpServer::~HttpServer() { stop(); }

Result<HttpServer> HttpServer::start(const HttpServerOptions& options,
                                     HttpHandler handler,
                                     HttpObserver observer) {
  auto address = internal::parse_listen_address(options.listen);
  if (!address) return address.error();
  auto listener = internal::Listener::open(std::move(*address));
  if (!listener) return listener.error();

  auto state = std::make_unique<State>();
  state->handler = std::move(handler);
  state->observer = std::move(observer);
  state->idle_timeout =
      std::chrono::duration_cast<std::chrono::seconds>(options.idle_timeout);
  internal::EventLoopOptions loop_options;
  loop_options.request.max_body_bytes = options.max_body_bytes;
  loop_options.work = {options.workers, options.turns, options.max_queued};
  loop_options.max_connections = options.max_connections;
  loop_options.head_timeout = options.head_timeout;
  loop_options.request_timeout = options.request_timeout;
  loop_options.turn_timeout = options.turn_timeout;
  loop_options.idle_timeout = options.idle_timeout;
  loop_options.write_timeout = options.write_timeout;
  auto loop = internal::EventLoop::create(
      std::move(*listener), loop_options,
      {[state = state.get()](internal::RawRequest raw,
                             const std::string& client) {
         return state->respond(std::move(raw), client);
       },
       [state = state.get()](const internal::Rejection& rejection,
                             const std::string& client, bool keep_alive) {
         HttpRequest request;
         request.client = client;
         return state->refuse(rejection, std::move(request), keep_alive);
       }});
  if (!loop) return loop.error();
  state->loop = std::move(*loop);
  for (std::size_t i = 0; i <= options.workers; ++i) {
    state->threads.emplace_back(
        [loop_to_run = state->loop.get()] { loop_to_run->run(); });
  }
  return HttpServer(std::move(state));
}

void HttpServer::stop() {
  if (!state_) return;
  state_->loop->stop();
  for (std::thread& thread : state_->threads) thread.join();
  state_->threads.clear();
}

std::string HttpServer::address() const {
  return state_->loop->address().text();
}

Result<bool> is_local_address(std::string_view listen) {
  const auto address = internal::parse_listen_address(listen);
  if (!address) return address.error();
  return address->is_local();
}

}  // namespace lede
