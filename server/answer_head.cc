// SPDX-License-Identifier: GPL-3.0-or-later
//
// See answer_head.h. The HTTP library would keep the fields in a sorted map and
// print each by a format: slow, for some twenty.

#include "server/answer_head.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <ctime>
#include <iterator>
#include <utility>

namespace lede {

namespace {

// Of a head, about.
constexpr std::size_t kHeadBytes = 1536;

// Sent with every answer. Pages run no script but their own file and style
// nothing inline.
constexpr std::pair<std::string_view, std::string_view> kSecurityHeaders[] = {
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

bool ends_line(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void append_field(std::string& out, std::string_view name,
                  std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

void append_number(std::string& out, std::size_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, std::end(digits), number).ptr;
  out.append(digits, static_cast<std::size_t>(end - digits));
}

// In the order the library has them.
void append_framing(std::string& out, const HttpResponse& response,
                    const AnswerFraming& framing) {
  const std::size_t body_bytes = response.body.size();
  if (!framing.keep_alive) append_field(out, "Connection", "close");
  // RFC 9110, section 8.6.
  if (response.status != 204 && response.status != 304) {
    out.append("Content-Length: ");
    append_number(out, body_bytes);
    out.append("\r\n");
  }
  if (!response.content_type.empty() && !ends_line(response.content_type)) {
    append_field(out, "Content-Type", response.content_type);
  } else if (body_bytes > 0) {
    append_field(out, "Content-Type", "text/plain");
  }
  if (framing.keep_alive) {
    out.append("Keep-Alive: timeout=");
    append_number(out, static_cast<std::size_t>(framing.idle_timeout.count()));
    out.append("\r\n");
  }
}

bool is_security_header(std::string_view name) {
  return std::ranges::any_of(kSecurityHeaders, [name](const auto& header) {
    return header.first == name;
  });
}

// All of kSecurityHeaders, as they are sent.
const std::string& security_fields() {
  static const std::string fields = [] {
    std::string all;
    for (const auto& [name, value] : kSecurityHeaders) {
      append_field(all, name, value);
    }
    return all;
  }();
  return fields;
}

void append_security(std::string& out, const HttpResponse& response) {
  const bool has_own = std::ranges::any_of(
      response.headers,
      [](const HeaderField& field) { return is_security_header(field.first); });
  if (!has_own) {
    out.append(security_fields());
    return;
  }
  for (const auto& [name, value] : kSecurityHeaders) {
    const bool given =
        std::ranges::find(response.headers, name, &HeaderField::first) !=
        response.headers.end();
    if (!given) append_field(out, name, value);
  }
}

}  // namespace

std::string answer_head(std::string_view status_line,
                        const HttpResponse& response,
                        const AnswerFraming& framing) {
  std::string head;
  head.reserve(kHeadBytes);
  head.append(status_line);
  append_framing(head, response, framing);
  for (const auto& [name, value] : response.headers) {
    if (!ends_line(name) && !ends_line(value)) append_field(head, name, value);
  }
  append_security(head, response);
  append_field(head, "Date", http_date(std::time(nullptr)));
  return head.append("\r\n");
}

}  // namespace lede
