// SPDX-License-Identifier: GPL-3.0-or-later
//
// See json_writer.h. Text is looked at eight bytes at a time: hardly any of
// them has to be escaped.

#include "common/json_writer.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "common/analysis/text.h"
#include "common/json_tree.h"

namespace lede {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHighBits = 0x80 * kOnes;
// Bytes looked at at once.
constexpr std::size_t kStep = sizeof(std::uint64_t);
// Of any number the writer lays out itself.
constexpr std::size_t kNumberBytes = 64;

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

template <typename Number>
std::uint64_t load(const char* at) {
  Number number = 0;
  std::memcpy(&number, at, sizeof(number));
  return number;
}

// All of up to eight bytes, in any order, some twice.
std::uint64_t load_few(std::string_view text) {
  const char* at = text.data();
  const std::size_t size = text.size();
  if (size >= sizeof(std::uint32_t)) {
    return load<std::uint32_t>(at) |
           load<std::uint32_t>(at + size - sizeof(std::uint32_t)) << 32;
  }
  if (size == 0) return kOnes * ' ';
  return load<std::uint8_t>(at) | load<std::uint8_t>(at + size / 2) << 8 |
         load<std::uint8_t>(at + size - 1) << 16 | (kOnes * ' ') << 24;
}

struct Look {
  std::uint64_t to_escape = 0;  // not zero: some byte has to be
  std::uint64_t high = 0;       // not zero: not all is ASCII
};

Look look_at(std::string_view text) {
  Look look;
  const auto take = [&look](std::uint64_t bytes) {
    look.to_escape |= must_be_escaped(bytes);
    look.high |= bytes & kHighBits;
  };
  if (text.size() < kStep) {
    take(load_few(text));
    return look;
  }
  for (std::size_t at = 0; at + kStep < text.size(); at += kStep) {
    take(load<std::uint64_t>(text.data() + at));
  }
  take(load<std::uint64_t>(text.data() + text.size() - kStep));
  return look;
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

// Appends `text`, which is valid UTF-8, between quotes.
void append_escaped(std::string& out, std::string_view text) {
  out += '"';
  std::size_t copied = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + kStep <= text.size()) {
      const std::uint64_t found =
          must_be_escaped(load<std::uint64_t>(text.data() + at));
      // The lowest of them is one, those above may be borrowed.
      at += found == 0 ? kStep
                       : static_cast<std::size_t>(std::countr_zero(found)) / 8;
      if (found == 0) continue;
    }
    if (must_be_escaped(text[at])) {
      out.append(text, copied, at - copied);
      append_escaped(out, text[at]);
      copied = at + 1;
    }
    ++at;
  }
  out.append(text, copied).append(1, '"');
}

// As the library lays numbers out, which takes the very large and small.
bool is_laid_out_here(double number) {
  const double size = std::fabs(number);
  return size == 0.0 || (size >= 1e-4 && size < 1e15);
}

char* print(char* at, std::integral auto number) {
  return std::to_chars(at, at + kNumberBytes, number).ptr;
}

char* print(char* at, double number) {
  char* const end =
      std::to_chars(at, at + kNumberBytes, number, std::chars_format::fixed)
          .ptr;
  if (std::memchr(at, '.', static_cast<std::size_t>(end - at)) != nullptr) {
    return end;
  }
  end[0] = '.';
  end[1] = '0';
  return end + 2;
}

}  // namespace

void JsonWriter::value(std::string_view text) {
  const Look look = look_at(text);
  const bool valid = look.high == 0 || is_valid_utf8(text);
  if (valid && look.to_escape == 0 && text.size() + 3 <= kBufferBytes) {
    char* at = separated(text.size() + 2);
    *at++ = '"';
    std::memcpy(at, text.data(), text.size());
    at += text.size();
    *at++ = '"';
    written_to(at);
  } else if (valid) {
    append_escaped(unbuffered(), text);
  } else {
    unbuffered() += internal::write_json(internal::Json(text));
  }
  close_value();
}

void JsonWriter::value(double number) {
  if (!is_laid_out_here(number)) {
    raw(internal::write_json(internal::Json(number)));
  } else {
    print(number);
  }
}

void JsonWriter::integer(std::int64_t number) { print(number); }

void JsonWriter::integer(std::uint64_t number) { print(number); }

template <typename Number>
void JsonWriter::print(Number number) {
  written_to(lede::print(separated(kNumberBytes), number));
  close_value();
}

void JsonWriter::raw(std::string_view json) {
  if (json.size() < kBufferBytes) {
    char* const at = separated(json.size());
    std::memcpy(at, json.data(), json.size());
    written_to(at + json.size());
  } else {
    unbuffered() += json;
  }
  close_value();
}

void append_json_text(std::string& out, std::string_view text) {
  JsonWriter(out).value(text);
}

void append_json_number(std::string& out, double number) {
  JsonWriter(out).value(number);
}

}  // namespace lede
