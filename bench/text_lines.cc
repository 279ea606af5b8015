// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/text_lines.h"

#include <fstream>
#include <iterator>

namespace lede::bench {

Result<std::string> read_text(const std::string& path) {
  std::ifstream input(path, std::ios::binary);
  if (!input) return Error{ErrorCode::kIo, "cannot read " + path};
  return std::string{std::istreambuf_iterator<char>(input), {}};
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace lede::bench
