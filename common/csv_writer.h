// SPDX-License-Identifier: GPL-3.0-or-later
//
// CSV straight into a string (RFC 4180: lines end in CR LF, quotes doubled),
// as a spreadsheet may open it without computing what a stranger wrote.

#pragma once

#include <string>
#include <string_view>

#include "common/json_writer.h"

namespace lede {

// Writes cells from left to right. Not thread-safe.
class CsvWriter {
 public:
  // Appends to `out`, which outlives it.
  explicit CsvWriter(std::string& out) : out_(out) {}

  // A quoted cell. What begins with =, +, -, @, a tab or a line end gets an
  // apostrophe in front, or a spreadsheet would take it for a formula (OWASP,
  // "CSV Injection"). `text` is UTF-8 and stays what it is.
  void text(std::string_view text);
  // A cell of our own: a name, a date. REQUIRES: `name` needs no quotes, nor
  // an apostrophe.
  void plain(std::string_view name) {
    separate();
    out_.append(name);
  }
  void number(double number) {
    separate();
    append_json_number(out_, number);
  }
  void number(unsigned long long number) {
    separate();
    out_.append(std::to_string(number));
  }
  void end_row() {
    out_.append("\r\n");
    first_ = true;
  }

 private:
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }

  std::string& out_;
  bool first_ = true;  // of its row
};

}  // namespace lede
