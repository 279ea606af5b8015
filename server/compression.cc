// SPDX-License-Identifier: GPL-3.0-or-later
//
// See compression.h.

#include "server/compression.h"

#include <algorithm>
#include <optional>

#include <zlib.h>

namespace lede {

namespace {

constexpr std::size_t kMinBytes = 1000;
constexpr int kLevel = 5;
constexpr int kGzipWindowBits = 15 + 16;
constexpr int kMemoryLevel = 8;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// True for "q=0", "q=0.", "q=0.000".
bool is_zero_weight(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return false;
  const std::string_view weight = trimmed(parameters.substr(at + 2));
  return weight.starts_with('0') &&
         weight.find_first_not_of("0.") == std::string_view::npos;
}

bool is_text(std::string_view content_type) {
  return content_type.starts_with("text/") ||
         content_type.find("json") != std::string_view::npos ||
         content_type.find("xml") != std::string_view::npos ||
         content_type.find("javascript") != std::string_view::npos;
}

std::optional<std::string> gzip(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindowBits, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  const auto bytes = static_cast<uInt>(text.size());
  std::string out(deflateBound(&stream, bytes), '\0');
  // zlib does not write to its input, though it takes it without const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = bytes;
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int state = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (state != Z_STREAM_END) return std::nullopt;
  return out;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<bool> named;
  bool any = false;
  while (!accept_encoding.empty()) {
    const std::size_t comma =
        std::min(accept_encoding.find(','), accept_encoding.size());
    const std::string_view item = accept_encoding.substr(0, comma);
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const std::string_view coding = trimmed(item.substr(0, semicolon));
    const bool wanted = !is_zero_weight(item.substr(semicolon));
    if (coding == "gzip" || coding == "x-gzip") named = wanted;
    if (coding == "*") any = wanted;
    accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
  }
  return named.value_or(any);
}

void compress_body(std::string_view accept_encoding, HttpResponse& response) {
  if (response.compressed) return;
  response.compressed = true;
  if (response.body.size() < kMinBytes || !is_text(response.content_type)) {
    return;
  }
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!accepts_gzip(accept_encoding)) return;
  if (auto packed = gzip(response.body)) {
    response.body = std::move(*packed);
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
}

}  // namespace lede
