// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/strays.h"

#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "indexer/index_names.h"

namespace lede {

namespace fs = std::filesystem;

fs::path spool_path(const fs::path& index) { return index / "rebuild.tmp"; }

void remove_strays(const fs::path& index, const Manifest& manifest) {
  std::set<std::string> named;
  for (const Segment& segment : manifest.segments) named.insert(segment.name);
  std::error_code code;
  std::vector<fs::path> strays = {spool_path(index)};
  for (fs::directory_iterator it(index / "segments", code), end;
       !code && it != end; it.increment(code)) {
    const std::string name = it->path().filename().string();
    if (is_segment_name(name) && !named.contains(name)) {
      strays.push_back(it->path());
    }
  }
  for (const fs::path& stray : strays) fs::remove_all(stray, code);
}

}  // namespace lede
