// SPDX-License-Identifier: GPL-3.0-or-later
//
// See http_server.h. A request's way:
//
//   EventLoop (one thread)  whole request, within the limits
//     -> WorkerPool         process_request() of the library on bytes in memory
//       -> HttpHandler
//     <- bytes of the answer
//   EventLoop               sends them
//
// The library never sees a socket, a body, a range or a request of unbounded
// size: its known weaknesses are about these. It parses the head and writes the
// answer.

#include "server/http_server.h"

#include <ctime>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include <httplib.h>

#include "server/compression.h"
#include "server/front/event_loop.h"
#include "server/front/worker_pool.h"
#include "server/problem.h"

namespace lede {

namespace {

// Sent with every answer. Pages run no script but their own file and style
// nothing inline.
constexpr std::pair<const char*, const char*> kSecurityHeaders[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' "
     "data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Accept-Ranges", "none"},
};

std::string http_date(std::time_t now) {
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[64];
  const std::size_t bytes =
      std::strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text, bytes};
}

// A request in memory for the library to read, and its answer.
class MemoryStream : public httplib::Stream {
 public:
  MemoryStream(std::string_view input, std::string client)
      : input_(input), client_(std::move(client)) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* out, size_t bytes) override {
    const std::size_t count = input_.copy(out, bytes);
    input_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* data, size_t bytes) override {
    output_.append(data, bytes);
    return static_cast<ssize_t>(bytes);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip = client_;
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  socket_t socket() const override { return INVALID_SOCKET; }

  std::string take_output() { return std::move(output_); }

 private:
  std::string_view input_;
  std::string client_;
  std::string output_;
};

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

HttpRequest to_request(const httplib::Request& from) {
  HttpRequest request;
  request.method = from.method;
  request.target = from.target;
  request.body = from.body;
  request.client = from.remote_addr;
  for (const auto& [name, value] : from.headers) {
    request.headers.emplace_back(lower_case(name), value);
  }
  return request;
}

void to_response(HttpResponse from, httplib::Response& response) {
  response.status = from.status;
  for (const auto& [name, value] : from.headers) {
    response.set_header(name, value);
  }
  for (const auto& [name, value] : kSecurityHeaders) {
    if (!response.has_header(name)) response.set_header(name, value);
  }
  response.set_header("Date", http_date(std::time(nullptr)));
  if (!from.content_type.empty()) {
    response.set_header("Content-Type", from.content_type);
  }
  response.body = std::move(from.body);
}

// A 204 or 304 carries no Content-Length (RFC 9110, section 8.6); the library
// writes one for every empty body.
void drop_content_length(std::string& answer) {
  constexpr std::string_view kField = "Content-Length: 0\r\n";
  const bool bodiless =
      answer.starts_with("HTTP/1.1 204") || answer.starts_with("HTTP/1.1 304");
  const std::size_t at = bodiless ? answer.find(kField) : std::string::npos;
  if (at != std::string::npos) answer.erase(at, kField.size());
}

// The library's parser and writer, without its sockets and threads.
class Engine : private httplib::Server {
 public:
  using Answerer = std::function<HttpResponse(const HttpRequest&)>;

  explicit Engine(std::chrono::milliseconds idle_timeout) {
    // Only told to the client; the event loop keeps the time.
    set_keep_alive_timeout(
        std::chrono::duration_cast<std::chrono::seconds>(idle_timeout).count());
    set_pre_routing_handler(
        [](const httplib::Request& request, httplib::Response& response) {
          const Call& call = *current_call();
          HttpRequest ours = to_request(request);
          ours.headers.emplace_back("accept-encoding", call.accept_encoding);
          to_response((*call.answerer)(ours), response);
          return HandlerResponse::Handled;
        });
    const auto fail = [](int status, httplib::Response& response) {
      const bool bad = status >= 400 && status < 500;
      to_response(problem_response(bad ? Problem{status, "bad_request",
                                                 "the request is malformed", ""}
                                       : problem_of(Error{})),
                  response);
    };
    // Only what the library itself finds wrong comes here: the answers of
    // handlers have a body.
    set_error_handler(
        Handler([fail](const httplib::Request&, httplib::Response& response) {
          if (response.body.empty()) fail(response.status, response);
        }));
    set_exception_handler(
        [fail](const httplib::Request&, httplib::Response& response,
               const std::exception_ptr&) { fail(500, response); });
  }

  // Returns the bytes of the answer to a request. Thread-safe.
  std::string respond(internal::RawRequest raw, std::string client,
                      const Answerer& answerer) {
    MemoryStream stream(raw.head, std::move(client));
    Call call{&answerer, ""};
    current_call() = &call;
    bool closed = false;
    process_request(
        stream, !raw.keep_alive, closed, [&](httplib::Request& request) {
          request.body = std::move(raw.body);
          // Hidden from the library, which would compress by itself.
          call.accept_encoding = request.get_header_value("Accept-Encoding");
          request.headers.erase("Accept-Encoding");
        });
    current_call() = nullptr;
    std::string answer = stream.take_output();
    drop_content_length(answer);
    return answer;
  }

 private:
  struct Call {
    const Answerer* answerer = nullptr;
    std::string accept_encoding;
  };

  // The library's callbacks have no place for a request's own state.
  static const Call*& current_call() {
    thread_local const Call* call = nullptr;
    return call;
  }
};

}  // namespace

struct HttpServer::State {
  State(HttpHandler the_handler, HttpObserver the_observer,
        std::chrono::milliseconds idle_timeout)
      : handler(std::move(the_handler)),
        observer(std::move(the_observer)),
        engine(idle_timeout) {}

  HttpResponse answer(const HttpRequest& request) const;
  std::string refuse(const internal::Rejection& rejection);
  bool submit(const internal::Peer& peer, internal::RawRequest raw);

  HttpHandler handler;
  HttpObserver observer;
  Engine engine;
  std::unique_ptr<internal::EventLoop> loop;
  // After the loop: its jobs hand their answers to the loop to their end.
  std::unique_ptr<internal::WorkerPool> workers;
  std::thread loop_thread;
};

HttpResponse HttpServer::State::answer(const HttpRequest& request) const {
  const auto begin = std::chrono::steady_clock::now();
  HttpResponse response;
  try {
    response = handler(request);
  } catch (const std::exception&) {
    response = problem_response(problem_of(Error{}));
  }
  compress_body(request.header("accept-encoding"), response);
  observer.answered(request, response,
                    std::chrono::steady_clock::now() - begin);
  return response;
}

std::string HttpServer::State::refuse(const internal::Rejection& rejection) {
  observer.rejected(rejection.code);
  return engine.respond(
      {"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "", false}, "",
      [&rejection](const HttpRequest&) {
        return problem_response(
            {rejection.status, rejection.code, rejection.detail, ""});
      });
}

bool HttpServer::State::submit(const internal::Peer& peer,
                               internal::RawRequest raw) {
  // A std::function has to be copyable; the request is not copied with it.
  auto shared = std::make_shared<internal::RawRequest>(std::move(raw));
  return workers->submit([this, peer, shared] {
    const bool keep_alive = shared->keep_alive;
    loop->complete(
        peer,
        engine.respond(std::move(*shared), peer.address,
                       [this](const HttpRequest& r) { return answer(r); }),
        keep_alive);
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
  loop_options.max_connections = options.max_connections;
  loop_options.head_timeout = options.head_timeout;
  loop_options.request_timeout = options.request_timeout;
  loop_options.idle_timeout = options.idle_timeout;
  loop_options.write_timeout = options.write_timeout;
  auto loop = internal::EventLoop::create(
      std::move(*listener), loop_options,
      {[state = state.get()](const internal::Peer& peer,
                             internal::RawRequest request) {
         return state->submit(peer, std::move(request));
       },
       [state = state.get()](const internal::Rejection& rejection) {
         return state->refuse(rejection);
       }});
  if (!loop) return loop.error();
  state->loop = std::move(*loop);
  state->workers = std::make_unique<internal::WorkerPool>(options.workers,
                                                          options.max_queued);
  state->loop_thread =
      std::thread([loop_to_run = state->loop.get()] { loop_to_run->run(); });
  return HttpServer(std::move(state));
}

void HttpServer::stop() {
  if (!state_ || !state_->loop_thread.joinable()) return;
  state_->loop->stop();
  state_->loop_thread.join();
  state_->workers.reset();
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
