// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON straight into a string, without a tree in between: for what is written
// for every answer.

#pragma once

#include <concepts>
#include <cstddef>
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
void append_json_number(std::string& out, unsigned long long number);
void append_json_number(std::string& out, long long number);

// Writes one value on one line, in the order of the calls. Commas are its own
// business, balance is the caller's. Not thread-safe.
//
//   JsonWriter json(out);
//   json.begin_object();
//   json.member("id", article.id);
//   json.end_object();
class JsonWriter {
 public:
  // Appends to `out`, which outlives it.
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }

  // REQUIRES: `name` holds nothing that has to be escaped.
  void key(std::string_view name) {
    separate();
    out_.append(1, '"').append(name).append("\":");
    first_ = true;
  }

  void value(std::string_view text) {
    separate();
    append_json_text(out_, text);
  }
  void value(std::nullptr_t) { raw("null"); }
  template <std::same_as<bool> Truth>
  void value(Truth truth) {
    raw(truth ? "true" : "false");
  }
  void value(double number) {
    separate();
    append_json_number(out_, number);
  }
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) void value(Number number) {
    separate();
    if constexpr (std::signed_integral<Number>) {
      append_json_number(out_, static_cast<long long>(number));
    } else {
      append_json_number(out_, static_cast<unsigned long long>(number));
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
  void raw(std::string_view json) {
    separate();
    out_.append(json);
  }

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
  void begin(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
  }
  void end(char bracket) {
    out_ += bracket;
    first_ = false;
  }
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }

  std::string& out_;
  bool first_ = true;  // nothing stands before the next value or key
};

}  // namespace lede
