// SPDX-License-Identifier: GPL-3.0-or-later
//
// parse_head(): what a request head may hold, and what it says of the body.

#include <charconv>
#include <initializer_list>
#include <utility>

#include "server/front/request_reader.h"
#include "server/url.h"

namespace lede::internal {

namespace {

constexpr std::size_t kMaxMethodBytes = 16;
constexpr std::size_t kUsualFields = 16;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equals_folded(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

// RFC 9110, section 5.6.2.
bool is_token(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  for (const char c : text) {
    const bool alphanumeric =
        (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
    if (!alphanumeric && kMarks.find(c) == std::string_view::npos) return false;
  }
  return !text.empty();
}

bool has_control(std::string_view text, bool tab_allowed) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && !(tab_allowed && c == '\t')) || byte == 0x7f) {
      return true;
    }
  }
  return false;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool lists_token(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (equals_folded(trimmed(list.substr(0, comma)), token)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

Rejection bad(std::string detail) {
  return {400, "bad_request", std::move(detail)};
}

// Reads the lines of one head into a ParsedHead, refusing at the first fault.
class HeadParser {
 public:
  explicit HeadParser(const RequestLimits& limits) : limits_(limits) {
    out_.fields.reserve(kUsualFields);
  }

  ParsedHead parse(std::string_view head) {
    std::size_t end = std::min(head.find("\r\n"), head.size());
    refuse(take_request_line(head.substr(0, end)));
    while (end < head.size() && !out_.rejection) {
      head.remove_prefix(end + 2);
      end = std::min(head.find("\r\n"), head.size());
      refuse(take_field(head.substr(0, end)));
    }
    if (!out_.rejection) refuse(conclude());
    return std::move(out_);
  }

 private:
  using Verdict = std::optional<Rejection>;

  void refuse(Verdict verdict) {
    if (verdict) out_.rejection = std::move(verdict);
  }

  Verdict take_request_line(std::string_view line);
  Verdict take_field(std::string_view line);
  void keep(std::string_view name, std::string_view value);
  Verdict take_framing(std::string_view name, std::string_view value);
  Verdict take_length(std::string_view value);
  Verdict conclude();

  const RequestLimits& limits_;
  ParsedHead out_;
  bool http10_ = false;
  bool says_close_ = false;
  bool says_keep_alive_ = false;
  bool has_length_ = false;
  std::size_t hosts_ = 0;
  std::size_t fields_ = 0;
};

HeadParser::Verdict HeadParser::take_request_line(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return bad("the request line is malformed");
  }
  const std::string_view method = line.substr(0, first);
  std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (method.size() > kMaxMethodBytes || !is_token(method)) {
    return bad("the method is malformed");
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return version.starts_with("HTTP/")
               ? Rejection{505, "version_not_supported",
                           "only HTTP/1.1 and HTTP/1.0 are spoken here"}
               : bad("the request line is malformed");
  }
  if (target.size() > limits_.max_target_bytes) {
    return Rejection{414, "target_too_long", "the request target is too long"};
  }
  http10_ = version == "HTTP/1.0";
  if (target.starts_with("http://") || target.starts_with("https://")) {
    target.remove_prefix(
        std::min(target.find('/', target.find("//") + 2), target.size()));
    if (target.empty()) target = "/";
  }
  if (has_control(target, false) || target.find(' ') != target.npos ||
      (target != "*" && !target.starts_with("/"))) {
    return bad("the request target is malformed");
  }
  out_.target = target;
  const std::string_view path = target.substr(0, target.find('?'));
  out_.line.reserve(line.size() + 4);
  out_.line.append(method).append(" ").append(path).append(" ");
  out_.line.append(version).append("\r\n\r\n");
  return std::nullopt;
}

HeadParser::Verdict HeadParser::take_field(std::string_view line) {
  if (++fields_ > limits_.max_fields || line.size() > limits_.max_field_bytes) {
    return Rejection{431, "head_too_large",
                     "too many or too long header fields"};
  }
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  if (colon == std::string_view::npos || !is_token(name)) {
    return bad("a header field is malformed");
  }
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (has_control(value, true)) return bad("a header field is malformed");
  for (const std::string_view framing :
       {"content-length", "transfer-encoding", "content-encoding", "expect",
        "connection"}) {
    if (equals_folded(name, framing)) return take_framing(framing, value);
  }
  // Ranges are not served: several that overlap would multiply an answer.
  for (const std::string_view unheard :
       {"range", "if-range", "keep-alive", "te", "trailer", "upgrade"}) {
    if (equals_folded(name, unheard)) return std::nullopt;
  }
  if (equals_folded(name, "host")) ++hosts_;
  if (equals_folded(name, "content-type") && value.size() >= 10 &&
      equals_folded(value.substr(0, 10), "multipart/")) {
    return Rejection{415, "unsupported_media_type",
                     "multipart bodies are not taken"};
  }
  if (!value.empty()) keep(name, value);
  return std::nullopt;
}

void HeadParser::keep(std::string_view name, std::string_view value) {
  HeaderField& field = out_.fields.emplace_back(name, value);
  for (char& c : field.first) c = lower(c);
  // As the library does, which is what clients are used to.
  if (value.find('%') != std::string_view::npos) {
    field.second = percent_decode(value, /*plus_is_space=*/false);
  }
}

HeadParser::Verdict HeadParser::take_framing(std::string_view name,
                                             std::string_view value) {
  if (name == "content-length") return take_length(value);
  if (name == "connection") {
    says_close_ = says_close_ || lists_token(value, "close");
    says_keep_alive_ = says_keep_alive_ || lists_token(value, "keep-alive");
    return std::nullopt;
  }
  if (name == "content-encoding") {
    if (value.empty() || equals_folded(value, "identity")) return std::nullopt;
    return Rejection{415, "unsupported_media_type",
                     "compressed request bodies are not taken"};
  }
  if (name == "expect") {
    if (!equals_folded(value, "100-continue")) {
      return Rejection{417, "expectation_failed", "unknown expectation"};
    }
    out_.expects_continue = true;
    return std::nullopt;
  }
  if (out_.chunked || http10_) return bad("the transfer coding is malformed");
  if (!equals_folded(value, "chunked")) {
    return Rejection{501, "transfer_coding_not_supported",
                     "the only transfer coding taken is chunked"};
  }
  out_.chunked = true;
  return std::nullopt;
}

HeadParser::Verdict HeadParser::take_length(std::string_view value) {
  if (std::exchange(has_length_, true)) {
    return bad("there is more than one content-length");
  }
  const char* end = value.data() + value.size();
  const auto [stop, error] =
      std::from_chars(value.data(), end, out_.body_bytes);
  if (error == std::errc::result_out_of_range) {
    out_.body_bytes = limits_.max_body_bytes + 1;
  } else if (error != std::errc() || stop != end) {
    return bad("the content-length is no number");
  }
  return std::nullopt;
}

HeadParser::Verdict HeadParser::conclude() {
  if (out_.chunked && has_length_) {
    return bad("both a content-length and a transfer coding are given");
  }
  if (hosts_ > 1 || (hosts_ == 0 && !http10_)) {
    return bad("there must be one host field");
  }
  if (out_.body_bytes > limits_.max_body_bytes) {
    return Rejection{413, "body_too_large", "the request body is too large"};
  }
  out_.keep_alive = !says_close_ && (!http10_ || says_keep_alive_);
  return std::nullopt;
}

}  // namespace

ParsedHead parse_head(std::string_view head, const RequestLimits& limits) {
  return HeadParser(limits).parse(head);
}

}  // namespace lede::internal
