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

namespace {

// Those in `folder` with a name that this program gives, but not in `named`.
void find_strays(const fs::path& folder, bool (*is_own)(std::string_view),
                 const std::set<std::string>& named,
                 std::vector<fs::path>& strays) {
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end;
       it.increment(code)) {
    const std::string name = it->path().filename().string();
    if (is_own(name) && !named.contains(name)) strays.push_back(it->path());
  }
}

}  // namespace

void remove_strays(const fs::path& index, const Manifest& manifest) {
  std::set<std::string> segments;
  for (const Segment& segment : manifest.segments) {
    segments.insert(segment.name);
  }
  std::vector<fs::path> strays = {spool_path(index)};
  find_strays(index / "segments", is_segment_name, segments, strays);
  find_strays(stories_path(index), is_story_file_name,
              {manifest.story_table, manifest.story_state}, strays);
  std::error_code code;
  for (const fs::path& stray : strays) fs::remove_all(stray, code);
}

}  // namespace lede
