// SPDX-License-Identifier: GPL-3.0-or-later
//
// See json_writer.h. Text is looked at eight bytes at a time: hardly any of
// them has to be escaped.

#include "common/json_writer.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <iterator>

#include "common/analysis/text.h"
#include "common/json_tree.h"

namespace lede {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHighBits = 0x80 * kOnes;

// Not zero if one of eight bytes is a control byte, '"' or '\\'.
std::uint64_t must_be_escaped(std::uint64_t bytes) {
  const std::uint64_t quote = bytes ^ ('"' * kOnes);
  const std::uint64_t backslash = bytes ^ ('\\' * kOnes);
  return (((bytes - 0x20 * kOnes) & ~bytes) | ((quote - kOnes) & ~quote) |
          ((backslash - kOnes) & ~backslash)) &
         kHighBits;
}

bool must_be_escaped(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  constexpr std::string_view kNamed = "\"\"\\\\\bb\ff\nn\rr\tt";
  for (std::size_t i = 0; i < kNamed.size(); i += 2) {
    if (kNamed[i] == c) {
      out.append(1, '\\').append(1, kNamed[i + 1]);
      return;
    }
  }
  const auto byte = static_cast<unsigned char>(c);
  out.append("\\u00").append(1, kDigits[byte >> 4]);
  out += kDigits[byte & 15];
}

// Appends `text` escaped; tells whether all of it is ASCII.
bool append_escaped(std::string& out, std::string_view text) {
  std::uint64_t seen = 0;
  std::size_t copied = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t bytes = 0;
    if (at + sizeof(bytes) <= text.size()) {
      std::memcpy(&bytes, text.data() + at, sizeof(bytes));
      if (must_be_escaped(bytes) == 0) {
        seen |= bytes;
        at += sizeof(bytes);
        continue;
      }
    }
    const char c = text[at];
    seen |= static_cast<unsigned char>(c);
    if (must_be_escaped(c)) {
      out.append(text, copied, at - copied);
      append_escaped(out, c);
      copied = at + 1;
    }
    ++at;
  }
  out.append(text, copied);
  return (seen & kHighBits) == 0;
}

template <typename Number>
void append_integer(std::string& out, Number number) {
  char digits[24];
  const auto end = std::to_chars(digits, std::end(digits), number).ptr;
  out.append(digits, static_cast<std::size_t>(end - digits));
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  const std::size_t begin = out.size();
  out += '"';
  if (!append_escaped(out, text) && !is_valid_utf8(text)) {
    out.resize(begin);
    out += internal::write_json(internal::Json(text));
    return;
  }
  out += '"';
}

void append_json_number(std::string& out, double number) {
  const double size = std::fabs(number);
  // As the library lays numbers out, which takes the very large and small.
  if (!(size == 0.0 || (size >= 1e-4 && size < 1e15))) {
    out += internal::write_json(internal::Json(number));
    return;
  }
  char digits[64];
  const auto end =
      std::to_chars(digits, std::end(digits), number, std::chars_format::fixed)
          .ptr;
  const std::string_view text(digits, static_cast<std::size_t>(end - digits));
  out += text;
  if (text.find('.') == std::string_view::npos) out += ".0";
}

void append_json_number(std::string& out, unsigned long long number) {
  append_integer(out, number);
}

void append_json_number(std::string& out, long long number) {
  append_integer(out, number);
}

}  // namespace lede
