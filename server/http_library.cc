// SPDX-License-Identifier: GPL-3.0-or-later
//
// See http_library.h.

#include "server/http_library.h"

#include <cstddef>
#include <string_view>
#include <unordered_map>

#include <httplib.h>

namespace lede {

namespace {

// What a thread remembers: lines of ordinary length, in bounded memory.
constexpr std::size_t kMaxLineBytes = 128;
constexpr std::size_t kMaxLines = 256;

// A request line in memory for the library to read. Of the answer that it
// writes the status line is kept.
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
  [[nodiscard]] const std::string& status_line() const { return status_line_; }

 private:
  std::string_view input_;
  std::string status_line_;
};

// The library's parser, without its sockets and threads. Not thread-safe.
class Parser : private httplib::Server {
 public:
  Parser() {
    set_pre_routing_handler(
        [this](const httplib::Request& request, httplib::Response& response) {
          method_ = request.method;
          response.status = status_;
          return HandlerResponse::Handled;
        });
  }

  std::string method(std::string_view line) {
    ask(line, 200);
    return method_;
  }

  std::string status_line(int status) {
    return ask("GET / HTTP/1.1\r\n\r\n", status);
  }

 private:
  // Returns the status line of an answer with `status`, if `line` is taken.
  std::string ask(std::string_view line, int status) {
    MemoryStream stream(line);
    method_.clear();
    status_ = status;
    bool closed = false;
    process_request(stream, /*close_connection=*/true, closed, {});
    return stream.status_line();
  }

  std::string method_;
  int status_ = 200;  // to answer with
};

struct Memory {
  Parser parser;
  std::unordered_map<std::string, std::string> methods;  // by line
  std::unordered_map<int, std::string> status_lines;
};

Memory& memory() {
  thread_local Memory of_thread;
  return of_thread;
}

}  // namespace

std::string request_method(const std::string& line) {
  auto& methods = memory().methods;
  if (const auto known = methods.find(line); known != methods.end()) {
    return known->second;
  }
  std::string method = memory().parser.method(line);
  if (line.size() <= kMaxLineBytes) {
    if (methods.size() == kMaxLines) methods.clear();
    methods.emplace(line, method);
  }
  return method;
}

const std::string& status_line(int status) {
  std::string& line = memory().status_lines[status];
  if (line.empty()) line = memory().parser.status_line(status);
  return line;
}

}  // namespace lede
