// SPDX-License-Identifier: GPL-3.0-or-later
//
// See http_server.h. A request's way:
//
//   EventLoop            whole request, within the limits
//     -> Engine          process_request() of the library on bytes in memory
//       -> HttpHandler
//   EventLoop            the answer is sent
//
// all on the thread that read its last bytes.
//
// The library never sees a socket, a body, a range or a request of unbounded
// size: its known weaknesses are about these. It reads the request line and
// names the status.

#include "server/http_server.h"

#include <cassert>
#include <exception>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <httplib.h>

#include "server/answer_head.h"
#include "server/compression.h"
#include "server/front/event_loop.h"
#include "server/problem.h"

namespace lede {

namespace {

// A request line in memory for the library to read. Of the answer that the
// library writes it keeps the status line: fields and body do not go through
// it.
class MemoryStream : public httplib::Stream {
 public:
  explicit MemoryStream(std::string_view input) : input_(input) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* out, size_t bytes) override {
    const std::size_t count = input_.copy(out, bytes);
    input_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* data, size_t bytes) override {
    if (!status_line_.ends_with("\n")) {
      const std::string_view written(data, bytes);
      status_line_.append(written.substr(0, written.find('\n') + 1));
    }
    return static_cast<ssize_t>(bytes);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  socket_t socket() const override { return INVALID_SOCKET; }

  // With its CR LF.
  [[nodiscard]] std::string_view status_line() const { return status_line_; }

 private:
  std::string_view input_;
  std::string status_line_;
};

void add_id(const HttpRequest& request, HttpResponse& response) {
  if (request.id.empty()) return;
  response.headers.emplace_back("X-Request-Id", request.id);
}

// The library's parser, without its sockets and threads.
class Engine : private httplib::Server {
 public:
  using Answerer = std::function<HttpResponse(HttpRequest&)>;

  // The time is only told to the client; the event loop keeps it.
  explicit Engine(std::chrono::milliseconds idle_timeout)
      : idle_timeout_(
            std::chrono::duration_cast<std::chrono::seconds>(idle_timeout)) {
    set_pre_routing_handler(
        [](const httplib::Request& request, httplib::Response& response) {
          Call& call = *current_call();
          call.request.method = request.method;
          answer_with((*call.answerer)(call.request), response);
          return HandlerResponse::Handled;
        });
    const auto fail = [](int status, httplib::Response& response) {
      const bool bad = status >= 400 && status < 500;
      answer_with(problem_response(bad ? Problem{status, "bad_request",
                                                 "the request is malformed", ""}
                                       : problem_of(Error{})),
                  response);
    };
    // What is left to this is what the library itself finds wrong.
    set_error_handler(
        Handler([fail](const httplib::Request&, httplib::Response& response) {
          if (!current_call()->answer) fail(response.status, response);
        }));
    set_exception_handler(
        [fail](const httplib::Request&, httplib::Response& response,
               const std::exception_ptr&) { fail(500, response); });
  }

  // Returns the answer to a request. Thread-safe.
  internal::Answer respond(internal::RawRequest raw, std::string client,
                           const Answerer& answerer) {
    Call call{&answerer,
              {"", std::move(raw.target), std::move(raw.fields),
               std::move(raw.body), std::move(client), ""},
              {}};
    MemoryStream stream(raw.line);
    current_call() = &call;
    bool closed = false;
    // As the last of its connection: what to say of that is said by us.
    process_request(stream, /*close_connection=*/true, closed, {});
    current_call() = nullptr;
    assert(call.answer);
    const bool to_head = raw.line.starts_with("HEAD ");
    internal::Answer answer;
    answer.head = answer_head(stream.status_line(), *call.answer,
                              {raw.keep_alive, idle_timeout_});
    if (!to_head) answer.body = std::move(call.answer->body);
    return answer;
  }

 private:
  struct Call {
    const Answerer* answerer = nullptr;
    HttpRequest request;
    std::optional<HttpResponse> answer;
  };

  // The library's callbacks have no place for a request's own state.
  static Call*& current_call() {
    thread_local Call* call = nullptr;
    return call;
  }

  static void answer_with(HttpResponse ours, httplib::Response& response) {
    response.status = ours.status;
    current_call()->answer = std::move(ours);
  }

  std::chrono::seconds idle_timeout_;
};

}  // namespace

struct HttpServer::State {
  State(HttpHandler the_handler, HttpObserver the_observer,
        std::chrono::milliseconds idle_timeout)
      : handler(std::move(the_handler)),
        observer(std::move(the_observer)),
        engine(idle_timeout) {}

  HttpResponse answer(HttpRequest& request) const;
  internal::Answer refuse(const internal::Rejection& rejection,
                          const std::string& client, bool keep_alive);
  HttpHandler handler;
  HttpObserver observer;
  Engine engine;
  std::unique_ptr<internal::EventLoop> loop;
  std::vector<std::thread> threads;
};

HttpResponse HttpServer::State::answer(HttpRequest& request) const {
  const auto begin = std::chrono::steady_clock::now();
  observer.arrived(request);
  HttpResponse response;
  try {
    response = handler(request);
  } catch (const std::exception&) {
    response = problem_response(problem_of(Error{}));
  }
  compress_body(request.header("accept-encoding"), response);
  add_id(request, response);
  observer.answered(request, response,
                    std::chrono::steady_clock::now() - begin);
  return response;
}

internal::Answer HttpServer::State::refuse(const internal::Rejection& rejection,
                                           const std::string& client,
                                           bool keep_alive) {
  return engine.respond(
      {"GET / HTTP/1.1\r\n\r\n", "/", {}, "", keep_alive}, client,
      [this, &rejection](HttpRequest& request) {
        observer.arrived(request);
        observer.rejected(rejection.code.text(), request);
        HttpResponse response = problem_response(
            {rejection.status, rejection.code, rejection.detail, ""});
        add_id(request, response);
        return response;
      });
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

  auto state = std::make_unique<State>(std::move(handler), std::move(observer),
                                       options.idle_timeout);
  internal::EventLoopOptions loop_options;
  loop_options.request.max_body_bytes = options.max_body_bytes;
  loop_options.workers = options.workers;
  loop_options.max_queued = options.max_queued;
  loop_options.max_connections = options.max_connections;
  loop_options.head_timeout = options.head_timeout;
  loop_options.request_timeout = options.request_timeout;
  loop_options.idle_timeout = options.idle_timeout;
  loop_options.write_timeout = options.write_timeout;
  auto loop = internal::EventLoop::create(
      std::move(*listener), loop_options,
      {[state = state.get()](internal::RawRequest raw,
                             const std::string& client) {
         return state->engine.respond(
             std::move(raw), client,
             [state](HttpRequest& request) { return state->answer(request); });
       },
       [state = state.get()](const internal::Rejection& rejection,
                             const std::string& client, bool keep_alive) {
         return state->refuse(rejection, client, keep_alive);
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
