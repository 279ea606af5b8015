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
// size: its known weaknesses are about these. It parses the head and writes the
// answer.

#include "server/http_server.h"

#include <algorithm>
#include <ctime>
#include <exception>
#include <thread>
#include <utility>
#include <vector>

#include <httplib.h>

#include "server/compression.h"
#include "server/front/event_loop.h"
#include "server/problem.h"

namespace lede {

namespace {

// Sent with every answer. Pages run no script but their own file and style
// nothing inline.
constexpr std::pair<const char*, const char*> kSecurityHeaders[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; script-src 'self'; connect-src "
     "'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Accept-Ranges", "none"},
};

// The same text for a second long.
const std::string& http_date(std::time_t now) {
  thread_local std::time_t second = 0;
  thread_local std::string text;
  if (text.empty() || now != second) {
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    char letters[64];
    const std::size_t bytes = std::strftime(
        letters, sizeof(letters), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    text.assign(letters, bytes);
    second = now;
  }
  return text;
}

// Appends a header field; one that would end its line early is left out.
void append_field(std::string& out, std::string_view name,
                  std::string_view value) {
  constexpr std::string_view kLineEnds("\r\n\0", 3);
  if (name.find_first_of(kLineEnds) != std::string_view::npos ||
      value.find_first_of(kLineEnds) != std::string_view::npos) {
    return;
  }
  out.append(name).append(": ").append(value).append("\r\n");
}

// The header fields of an answer, but for those about its body.
std::string fields_of(const HttpResponse& response) {
  std::string fields;
  fields.reserve(1024);
  for (const auto& [name, value] : response.headers) {
    append_field(fields, name, value);
  }
  for (const auto& [name, value] : kSecurityHeaders) {
    const bool given =
        std::ranges::find(response.headers, name, &HeaderField::first) !=
        response.headers.end();
    if (!given) append_field(fields, name, value);
  }
  append_field(fields, "Date", http_date(std::time(nullptr)));
  return fields;
}

// What the stream has to know of an answer.
struct AnswerHead {
  std::string fields;  // CR LF after each
  std::size_t body_bytes = 0;
};

// A request in memory for the library to read, and its answer. The library
// keeps an answer's fields in a sorted map: slow, for some twenty. They are
// written past it, behind those it finds itself.
class MemoryStream : public httplib::Stream {
 public:
  // `answer` is looked at when the answer is written.
  MemoryStream(std::string_view input, std::string client,
               const AnswerHead& answer)
      : input_(input), client_(std::move(client)), answer_(answer) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* out, size_t bytes) override {
    const std::size_t count = input_.copy(out, bytes);
    input_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* data, size_t bytes) override {
    if (output_.empty()) {
      output_.reserve(bytes + answer_.fields.size() + answer_.body_bytes);
    }
    output_.append(data, bytes);
    if (!has_head_ && output_.ends_with("\r\n\r\n")) {
      has_head_ = true;
      output_.insert(output_.size() - 2, answer_.fields);
    }
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
  const AnswerHead& answer_;
  std::string output_;
  bool has_head_ = false;
};

void add_id(const HttpRequest& request, HttpResponse& response) {
  if (request.id.empty()) return;
  response.headers.emplace_back("X-Request-Id", request.id);
}

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

HttpRequest to_request(const httplib::Request& from) {
  HttpRequest request;
  request.method = from.method;
  request.body = from.body;
  request.client = from.remote_addr;
  for (const auto& [name, value] : from.headers) {
    request.headers.emplace_back(lower_case(name), value);
  }
  return request;
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
  using Answerer = std::function<HttpResponse(HttpRequest&)>;

  explicit Engine(std::chrono::milliseconds idle_timeout) {
    // Only told to the client; the event loop keeps the time.
    set_keep_alive_timeout(
        std::chrono::duration_cast<std::chrono::seconds>(idle_timeout).count());
    set_pre_routing_handler(
        [](const httplib::Request& request, httplib::Response& response) {
          Call& call = *current_call();
          HttpRequest ours = to_request(request);
          ours.target = std::move(call.target);
          ours.headers.emplace_back("accept-encoding", call.accept_encoding);
          answer_with((*call.answerer)(ours), response);
          return HandlerResponse::Handled;
        });
    const auto fail = [](int status, httplib::Response& response) {
      const bool bad = status >= 400 && status < 500;
      answer_with(problem_response(bad ? Problem{status, "bad_request",
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
    Call call{&answerer, std::move(raw.target), "", {}};
    MemoryStream stream(raw.head, std::move(client), call.head);
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
    std::string target;
    std::string accept_encoding;
    AnswerHead head;
  };

  // The library's callbacks have no place for a request's own state.
  static Call*& current_call() {
    thread_local Call* call = nullptr;
    return call;
  }

  static void answer_with(HttpResponse ours, httplib::Response& response) {
    response.status = ours.status;
    current_call()->head = {fields_of(ours), ours.body.size()};
    if (!ours.content_type.empty()) {
      response.set_header("Content-Type", ours.content_type);
    }
    response.body = std::move(ours.body);
  }
};

}  // namespace

struct HttpServer::State {
  State(HttpHandler the_handler, HttpObserver the_observer,
        std::chrono::milliseconds idle_timeout)
      : handler(std::move(the_handler)),
        observer(std::move(the_observer)),
        engine(idle_timeout) {}

  HttpResponse answer(HttpRequest& request) const;
  std::string refuse(const internal::Rejection& rejection,
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

std::string HttpServer::State::refuse(const internal::Rejection& rejection,
                                      const std::string& client,
                                      bool keep_alive) {
  const std::string head = std::string("GET / HTTP/1.1\r\nConnection: ") +
                           (keep_alive ? "Keep-Alive" : "close") + "\r\n\r\n";
  return engine.respond(
      {head, "/", "", keep_alive}, client,
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
