// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/prune.h"

#include <algorithm>
#include <filesystem>

namespace lede {
namespace {

namespace fs = std::filesystem;

// One spelling for each path, without asking whether it is there.
std::string plain_path(const std::string& path) {
  std::error_code code;
  std::string plain = fs::absolute(path, code).lexically_normal().string();
  while (plain.size() > 1 && plain.ends_with('/')) plain.pop_back();
  return plain;
}

bool lies_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) &&
         (folder == "/" || path.size() == folder.size() ||
          path[folder.size()] == '/');
}

// "a/b.jsonl:12" -> "a/b.jsonl"; "b.json#3" -> "b.json"; "c.warc@40" ->
// "c.warc"
std::string_view file_of(std::string_view origin) {
  std::size_t end = origin.size();
  while (end > 0 && origin[end - 1] >= '0' && origin[end - 1] <= '9') --end;
  const bool record =
      end > 0 && end < origin.size() &&
      std::string_view(":#@").find(origin[end - 1]) != std::string_view::npos;
  return record ? origin.substr(0, end - 1) : origin;
}

}  // namespace

Result<std::uint64_t> prune(IndexWriter& writer,
                            const std::vector<std::string>& sources,
                            const PipelineResult& run) {
  std::vector<std::string> folders;
  std::error_code code;
  for (const std::string& source : sources) {
    if (fs::is_directory(source, code)) folders.push_back(plain_path(source));
  }
  std::vector<std::string> unread;  // files, or folders, with something wrong
  for (const std::string& origin : run.rejected_at) {
    unread.push_back(plain_path(std::string(file_of(origin))));
  }
  const auto below = [](const std::string& path) {
    return
        [&path](const std::string& folder) { return lies_below(path, folder); };
  };

  std::vector<std::string> vanished;
  Result<SegmentReader> reader = writer.reader();
  if (!reader) return reader.error();
  Result<void> looked = reader->for_each([&](const StoredDocument& document) {
    const std::string path =
        plain_path(std::string(file_of(document.origin())));
    if (std::ranges::none_of(folders, below(path))) return true;
    if (std::ranges::any_of(unread, below(path))) return true;
    std::string key = article_key(document.article_id());
    if (!run.keys.contains(key)) vanished.push_back(std::move(key));
    return true;
  });
  if (!looked) return looked.error();
  if (auto removed = writer.remove(vanished); !removed) return removed.error();
  return vanished.size();
}

}  // namespace lede
