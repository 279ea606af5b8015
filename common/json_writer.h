// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON straight into a string, without a tree in between: for what is written
// for every answer.

#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lede {

// Appends `text` as a JSON string with its quotes. Escaped is only what must
// be; each invalid UTF-8 sequence becomes U+FFFD.
void append_json_text(std::string& out, std::string_view text);

// Appends the shortest decimal that reads back as `number`, with ".0" if it is
// whole; null if it is no finite number.
void append_json_number(std::string& out, double number);

// Writes one value on one line, in the order of the calls. Commas are its own
// business, balance is the caller's. What was appended to `out` is all there
// once the outermost value is closed. Not thread-safe.
//
//   JsonWriter json(out);
//   json.begin_object();
//   json.member("id", article.id);
//   json.end_object();
class JsonWriter {
 public:
  static constexpr std::size_t kMaxKeyBytes = 512;

  // Appends to `out`, which outlives it.
  explicit JsonWriter(std::string& out) : out_(out) {}
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }

  // REQUIRES: `name` holds nothing that has to be escaped, and has at most
  // kMaxKeyBytes.
  void key(std::string_view name) {
    char* at = separated(name.size() + 3);
    *at++ = '"';
    std::memcpy(at, name.data(), name.size());
    at += name.size();
    *at++ = '"';
    *at++ = ':';
    written_to(at);
    first_ = true;
  }

  void value(std::string_view text);
  void value(std::nullptr_t) { raw("null"); }
  template <std::same_as<bool> Truth>
  void value(Truth truth) {
    raw(truth ? std::string_view("true") : std::string_view("false"));
  }
  void value(double number);
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) void value(Number number) {
    if constexpr (std::signed_integral<Number>) {
      integer(std::int64_t{number});
    } else {
      integer(std::uint64_t{number});
    }
  }
  // Null if there is none.
  template <typename Value>
  void value(const std::optional<Value>& optional) {
    optional ? value(*optional) : value(nullptr);
  }
  void value(const std::vector<std::string>& texts) {
    begin_array();
    for (const std::string& text : texts) value(std::string_view(text));
    end_array();
  }
  // REQUIRES: `json` is one JSON value.
  void raw(std::string_view json);

  template <typename Value>
  void member(std::string_view name, const Value& its_value) {
    key(name);
    value(its_value);
  }
  void member(std::string_view name, const char* text) {
    member(name, std::string_view(text));
  }
  void text_or_null(std::string_view name, std::string_view text) {
    key(name);
    text.empty() ? value(nullptr) : value(text);
  }

 private:
  static constexpr std::size_t kBufferBytes = 2 * kMaxKeyBytes;

  void integer(std::int64_t number);
  void integer(std::uint64_t number);
  template <typename Number>
  void print(Number number);

  void begin(char bracket) {
    char* at = separated(1);
    *at++ = bracket;
    written_to(at);
    first_ = true;
    ++depth_;
  }
  void end(char bracket) {
    --depth_;
    char* at = room(1);
    *at++ = bracket;
    written_to(at);
    close_value();
  }

  // Where `bytes` can be written; at most kBufferBytes.
  char* room(std::size_t bytes) {
    if (buffer_.size() - used_ < bytes) flush();
    return buffer_.data() + used_;
  }
  // The same, behind the comma that the next value or key needs.
  char* separated(std::size_t bytes) {
    char* at = room(bytes + 1);
    if (!first_) *at++ = ',';
    return at;
  }
  void written_to(const char* end) {
    used_ = static_cast<std::size_t>(end - buffer_.data());
  }
  void close_value() {
    first_ = false;
    if (depth_ == 0) flush();
  }
  // What comes next goes there, past the buffer and behind the comma it needs.
  std::string& unbuffered() {
    written_to(separated(0));
    flush();
    return out_;
  }
  void flush() {
    out_.append(buffer_.data(), used_);
    used_ = 0;
  }

  std::string& out_;
  std::array<char, kBufferBytes> buffer_;  // what comes after `out_`
  std::size_t used_ = 0;                   // bytes of it
  std::size_t depth_ = 0;                  // brackets open
  bool first_ = true;  // nothing stands before the next value or key
};

}  // namespace lede
