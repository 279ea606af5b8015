// SPDX-License-Identifier: GPL-3.0-or-later
//
// The query language as a terminal shows it.

#include <algorithm>
#include <string>
#include <string_view>

#include "searcher/cli/output.h"
#include <lede/query_help.h>

namespace lede {
namespace {

constexpr std::size_t kColumns = 80;

// Fills lines of kColumns bytes, each beginning with `indent`.
class Wrapper {
 public:
  Wrapper(std::string& out, std::string_view indent)
      : out_(out), indent_(indent) {
    begin_line();
  }

  void add(std::string_view word, std::string_view space) {
    const bool first = column_ == indent_.size();
    if (!first && column_ + space.size() + word.size() > kColumns) {
      out_ += '\n';
      begin_line();
    } else if (!first) {
      out_ += space;
      column_ += space.size();
    }
    out_ += word;
    column_ += word.size();
  }

  void add_words(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(' '), text.size());
      add(text.substr(0, end), " ");
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    out_ += '\n';
  }

 private:
  void begin_line() {
    out_ += indent_;
    column_ = indent_.size();
  }

  std::string& out_;
  std::string_view indent_;
  std::size_t column_ = 0;
};

}  // namespace

std::string query_help_as_text() {
  std::string out;
  for (const QueryHelpRow& row : query_help()) {
    Wrapper typed(out, "  ");
    for (const std::string_view example : row.english.typed) {
      typed.add(example, "   ");
    }
    out += '\n';
    Wrapper(out, "      ").add_words(row.english.means);
  }
  out +=
      "\nNothing is an error: what is no syntax is read as words, and the "
      "answer "
      "says how\nit was read. In a shell, put the whole query into single "
      "quotes.\n";
  return out;
}

}  // namespace lede
