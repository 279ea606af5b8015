// SPDX-License-Identifier: GPL-3.0-or-later
//
// The manifest as JSON, and its way to the disk and back.

#include "common/index_layout.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <xxhash.h>

#include "common/analysis/analyzer.h"
#include "common/analysis/text.h"
#include "common/json_tree.h"
#include "common/schema.h"

namespace lede {
namespace {

using internal::Json;
namespace fs = std::filesystem;

constexpr std::size_t kMaxManifestDepth = 8;

// The path as a user can paste it from anywhere.
std::string shown(const fs::path& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  return (error ? path : absolute.lexically_normal()).string();
}

Error io_error(std::string_view doing, const fs::path& path) {
  return {ErrorCode::kIo,
          std::string(doing) + " " + shown(path) + ": " + std::strerror(errno)};
}

Error corrupt(const fs::path& index, std::string_view what) {
  return {ErrorCode::kCorrupt,
          shown(manifest_path(index)) + " cannot be read (" +
              std::string(what) + "); run: lede-index check --repair --index " +
              shown(index)};
}

Error missing(const fs::path& index) {
  return {ErrorCode::kMissingIndex, "there is no index at " + shown(index) +
                                        "; run: lede-index add --index " +
                                        shown(index) + " SOURCE..."};
}

// Reads members of one object; remembers whether all were there and fitting.
class MemberReader {
 public:
  explicit MemberReader(const Json& object)
      : object_(object), ok_(object.is_object()) {}

  [[nodiscard]] bool ok() const { return ok_; }

  template <typename Number>
  void number(const char* name, Number& out) {
    const Json* value = find(name);
    ok_ = value != nullptr &&
          (std::is_unsigned_v<Number> ? value->is_number_unsigned()
                                      : value->is_number_integer());
    if (!ok_) return;
    out = value->get<Number>();
    // A number that does not fit is no number this program wrote.
    ok_ = Json(out) == *value;
  }
  void text(const char* name, std::string& out) {
    const Json* value = find(name);
    ok_ = value != nullptr && value->is_string();
    if (ok_) out = value->get<std::string>();
  }
  // Calls `read` for each element; it returns false if one does not fit.
  template <typename Read>
  void list(const char* name, const Read& read) {
    const Json* value = find(name);
    ok_ = value != nullptr && value->is_array();
    if (!ok_) return;
    for (const Json& element : *value) ok_ = ok_ && read(element);
  }

 private:
  const Json* find(const char* name) const {
    if (!ok_) return nullptr;
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }

  const Json& object_;
  bool ok_;
};

// A name that stays within segments/.
bool is_folder_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find('/') == std::string_view::npos &&
         name.find('\0') == std::string_view::npos;
}

bool read_segment(const Json& json, Segment& segment) {
  MemberReader reader(json);
  reader.text("name", segment.name);
  reader.number("first_id", segment.first_id);
  reader.number("last_id", segment.last_id);
  reader.number("documents", segment.documents);
  reader.list("runs", [&](const Json& id) {
    if (!id.is_number_unsigned() || id < segment.first_id ||
        id > segment.last_id ||
        (!segment.runs.empty() && id <= segment.runs.back())) {
      return false;
    }
    segment.runs.push_back(id.get<std::uint32_t>());
    return true;
  });
  return reader.ok() && is_folder_name(segment.name);
}

bool read_pending(const Json& json, PendingDelete& pending) {
  MemberReader reader(json);
  reader.text("segment", pending.segment);
  reader.list("document_ids", [&](const Json& id) {
    if (!id.is_number_unsigned() || id > UINT32_MAX) return false;
    pending.document_ids.push_back(id.get<std::uint32_t>());
    return true;
  });
  return reader.ok();
}

bool read_manifest(const Json& json, Manifest& manifest) {
  MemberReader reader(json);
  reader.number("format_version", manifest.format_version);
  // A later format may look different; its version is all that is needed to
  // say so.
  if (reader.ok() && manifest.format_version != kFormatVersion) return true;
  reader.text("fingerprint", manifest.fingerprint);
  reader.text("lexicon_version", manifest.lexicon_version);
  reader.text("uuid", manifest.uuid);
  reader.number("revision", manifest.revision);
  reader.number("next_id", manifest.next_id);
  reader.number("updated_at", manifest.updated_at);
  reader.list("stemmers", [&](const Json& name) {
    if (!name.is_string()) return false;
    manifest.stemmers.push_back(name.get<std::string>());
    return true;
  });
  reader.list("segments", [&](const Json& segment) {
    return read_segment(segment, manifest.segments.emplace_back());
  });
  reader.list("pending_deletes", [&](const Json& pending) {
    return read_pending(pending, manifest.pending_deletes.emplace_back());
  });
  return reader.ok();
}

Json to_json(const Manifest& manifest) {
  Json segments = Json::array();
  for (const Segment& segment : manifest.segments) {
    segments.push_back({{"name", segment.name},
                        {"first_id", segment.first_id},
                        {"last_id", segment.last_id},
                        {"documents", segment.documents},
                        {"runs", segment.runs}});
  }
  Json pending = Json::array();
  for (const PendingDelete& each : manifest.pending_deletes) {
    pending.push_back(
        {{"segment", each.segment}, {"document_ids", each.document_ids}});
  }
  return {{"format_version", manifest.format_version},
          {"fingerprint", manifest.fingerprint},
          {"lexicon_version", manifest.lexicon_version},
          {"uuid", manifest.uuid},
          {"revision", manifest.revision},
          {"next_id", manifest.next_id},
          {"updated_at", manifest.updated_at},
          {"stemmers", manifest.stemmers},
          {"segments", std::move(segments)},
          {"pending_deletes", std::move(pending)}};
}

// Closes with the object; close_now() tells whether that worked.
class FileDescriptor {
 public:
  FileDescriptor(const fs::path& path, int flags)
      : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  ~FileDescriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  [[nodiscard]] bool sync() const { return ::fsync(fd_) == 0; }
  [[nodiscard]] bool close_now() {
    return ::close(std::exchange(fd_, -1)) == 0;
  }
  [[nodiscard]] bool write_all(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

 private:
  int fd_;
};

bool write_synced(const fs::path& path, std::string_view bytes) {
  FileDescriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
  return file.is_open() && file.write_all(bytes) && file.sync() &&
         file.close_now();
}

bool sync_folder(const fs::path& path) {
  const FileDescriptor folder(path, O_RDONLY | O_DIRECTORY);
  return folder.is_open() && folder.sync();
}

}  // namespace

fs::path manifest_path(const fs::path& index) {
  return index / "manifest.json";
}

fs::path lock_path(const fs::path& index) { return index / "lock"; }

fs::path user_lexicon_path(const fs::path& index) {
  return index / "lexicon.json";
}

fs::path segment_path(const fs::path& index, const Segment& segment) {
  return index / "segments" / segment.name;
}

Result<Manifest> load_manifest(const fs::path& index) {
  std::error_code error;
  const fs::file_status status = fs::status(index, error);
  if (status.type() == fs::file_type::not_found) return missing(index);
  if (fs::exists(status) && !fs::is_directory(status)) {
    return Error{ErrorCode::kCorrupt,
                 shown(index) + " is a file, not an index folder"};
  }
  const fs::path path = manifest_path(index);
  std::ifstream file(path, std::ios::binary);
  if (!file && errno == ENOENT) return missing(index);
  if (!file) return io_error("reading", path);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  if (file.bad()) return io_error("reading", path);
  if (!is_valid_utf8(text)) return corrupt(index, "it is not UTF-8");
  const Result<Json> json = internal::read_json(text, kMaxManifestDepth);
  if (!json) return corrupt(index, json.error().message);
  Manifest manifest;
  if (!read_manifest(*json, manifest)) {
    return corrupt(index, "it is no manifest");
  }
  return manifest;
}

Result<void> check_compatible(const Manifest& manifest, const fs::path& index) {
  const std::string mend =
      "; run: lede-index rebuild --index " + shown(index) + " SOURCE...";
  if (manifest.format_version != kFormatVersion) {
    return Error{ErrorCode::kVersionMismatch,
                 "the index at " + shown(index) + " has format version " +
                     std::to_string(manifest.format_version) +
                     ", this program reads version " +
                     std::to_string(kFormatVersion) + mend};
  }
  const std::string fingerprint = analysis_fingerprint();
  if (manifest.fingerprint != fingerprint) {
    return Error{ErrorCode::kVersionMismatch,
                 "the index at " + shown(index) + " was analyzed by " +
                     manifest.fingerprint + ", this program analyzes by " +
                     fingerprint + mend};
  }
  return {};
}

Result<void> save_manifest(const fs::path& index, const Manifest& manifest) {
  const fs::path path = manifest_path(index);
  const fs::path temporary = path.string() + ".tmp";
  if (!write_synced(temporary, to_json(manifest).dump(2) + "\n")) {
    const Error error = io_error("writing", temporary);
    ::unlink(temporary.c_str());
    return error;
  }
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    return io_error("writing", path);
  }
  if (!sync_folder(index)) return io_error("syncing", index);
  return {};
}

std::uint64_t manifest_stamp(const fs::path& index) {
  struct stat status {};
  if (::stat(manifest_path(index).c_str(), &status) != 0) return 0;
  const std::array<std::uint64_t, 5> parts = {
      static_cast<std::uint64_t>(status.st_dev),
      static_cast<std::uint64_t>(status.st_ino),
      static_cast<std::uint64_t>(status.st_size),
      static_cast<std::uint64_t>(status.st_mtim.tv_sec),
      static_cast<std::uint64_t>(status.st_mtim.tv_nsec)};
  return XXH3_64bits(parts.data(), sizeof parts) | 1;
}

}  // namespace lede
