// SPDX-License-Identifier: GPL-3.0-or-later
//
// The walk through folders.

#include "indexer/readers/file_list.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace lede::internal {
namespace {

namespace fs = std::filesystem;

std::string shown(const fs::path& path) {
  std::string normal = path.lexically_normal().string();
  while (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
  return normal;
}

Error cannot_read(const std::error_code& error) {
  return {ErrorCode::kIo, "cannot be read: " + error.message()};
}

bool is_index(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "manifest.json", ignored) &&
         fs::is_directory(folder / "segments", ignored);
}

class Walk {
 public:
  std::vector<ListedFile> take() { return std::move(files_); }

  void add_source(const std::string& source) {
    if (source == "-") {
      files_.push_back({"-", "-", {}, true, 0, {}});
      return;
    }
    std::error_code error;
    const fs::file_status status = fs::status(source, error);
    if (status.type() == fs::file_type::not_found) {
      add_fault(source, {ErrorCode::kNotFound, "no such file"});
    } else if (!fs::exists(status)) {
      add_fault(source, cannot_read(error));
    } else if (fs::is_directory(status)) {
      root_ = source;
      add_folder(source);
    } else {
      add_file(source, shown(source), true);
    }
  }

 private:
  void add_fault(const fs::path& path, Error fault) {
    files_.push_back(
        {path.string(), shown(path), {}, true, 0, std::move(fault)});
  }

  void add_file(const fs::path& path, std::string fallback_id, bool named) {
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(path, error);
    files_.push_back({path.string(),
                      shown(path),
                      std::move(fallback_id),
                      named,
                      error ? 0 : static_cast<std::uint64_t>(bytes),
                      {}});
  }

  void add_folder(const fs::path& folder) {
    if (is_index(folder)) return;
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      if (!entry->path().filename().string().starts_with('.')) {
        entries.push_back(*entry);
      }
    }
    if (error) add_fault(folder, cannot_read(error));
    std::ranges::sort(entries, {}, [](const fs::directory_entry& each) {
      return each.path().filename().string();
    });
    for (const fs::directory_entry& each : entries) add_entry(each);
  }

  void add_entry(const fs::directory_entry& entry) {
    std::error_code error;
    const bool link = entry.is_symlink(error);
    if (entry.is_directory(error)) {
      if (!link) add_folder(entry.path());
    } else if (entry.is_regular_file(error)) {
      add_file(entry.path(),
               entry.path().lexically_relative(root_).generic_string(), false);
    }
  }

  fs::path root_;
  std::vector<ListedFile> files_;
};

}  // namespace

std::vector<ListedFile> list_files(const std::vector<std::string>& sources) {
  Walk walk;
  for (const std::string& source : sources) walk.add_source(source);
  return walk.take();
}

}  // namespace lede::internal
