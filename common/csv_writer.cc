// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/csv_writer.h"

namespace lede {

void CsvWriter::text(std::string_view text) {
  constexpr std::string_view kBeginFormulas = "=+-@\t\r\n";
  separate();
  out_ += '"';
  if (!text.empty() &&
      kBeginFormulas.find(text.front()) != std::string_view::npos) {
    out_ += '\'';
  }
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
}

}  // namespace lede
