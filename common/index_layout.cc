// SPDX-License-Identifier: GPL-3.0-or-later
//
// The manifest as JSON.

#include "common/index_layout.h"

#include <utility>

#include "common/analysis/analyzer.h"
#include "common/analysis/text.h"
#include "common/json_tree.h"
#include "common/schema.h"
#include "common/state_file.h"

namespace lede {
namespace {

using internal::Json;
namespace fs = std::filesystem;

constexpr std::size_t kMaxManifestDepth = 8;

Error corrupt(const fs::path& index, std::string_view what) {
  return {ErrorCode::kCorrupt,
          shown_path(manifest_path(index)) + " cannot be read (" +
              std::string(what) + "); run: lede-index check --repair --index " +
              shown_path(index)};
}

Error missing(const fs::path& index) {
  return {ErrorCode::kMissingIndex, "there is no index at " +
                                        shown_path(index) +
                                        "; run: lede-index add --index " +
                                        shown_path(index) + " SOURCE..."};
}

// A name that stays within its folder.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find('/') == std::string_view::npos &&
         name.find('\0') == std::string_view::npos;
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
  // The name of a file, or nothing.
  void optional_name(const char* name, std::string& out) {
    if (find(name) == nullptr) return;
    text(name, out);
    ok_ = ok_ && (out.empty() || is_plain_name(out));
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
  return reader.ok() && is_plain_name(segment.name);
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
  reader.optional_name("story_table", manifest.story_table);
  reader.optional_name("story_state", manifest.story_state);
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
          {"pending_deletes", std::move(pending)},
          {"story_table", manifest.story_table},
          {"story_state", manifest.story_state}};
}

}  // namespace

fs::path manifest_path(const fs::path& index) {
  return index / "manifest.json";
}

fs::path lock_path(const fs::path& index) { return index / "lock"; }

fs::path user_lexicon_path(const fs::path& index) {
  return index / "lexicon.json";
}

fs::path stories_path(const fs::path& index) { return index / "stories"; }

fs::path segment_path(const fs::path& index, const Segment& segment) {
  return index / "segments" / segment.name;
}

Result<Manifest> load_manifest(const fs::path& index) {
  std::error_code error;
  const fs::file_status status = fs::status(index, error);
  if (status.type() == fs::file_type::not_found) return missing(index);
  if (fs::exists(status) && !fs::is_directory(status)) {
    return Error{ErrorCode::kCorrupt,
                 shown_path(index) + " is a file, not an index folder"};
  }
  const Result<std::string> text = read_state_file(manifest_path(index));
  if (!text) {
    return text.error().code == ErrorCode::kNotFound ? missing(index)
                                                     : text.error();
  }
  if (!is_valid_utf8(*text)) return corrupt(index, "it is not UTF-8");
  const Result<Json> json = internal::read_json(*text, kMaxManifestDepth);
  if (!json) return corrupt(index, json.error().message);
  Manifest manifest;
  if (!read_manifest(*json, manifest)) {
    return corrupt(index, "it is no manifest");
  }
  return manifest;
}

Result<void> check_compatible(const Manifest& manifest, const fs::path& index) {
  const std::string mend =
      "; run: lede-index rebuild --index " + shown_path(index) + " SOURCE...";
  if (manifest.format_version != kFormatVersion) {
    return Error{ErrorCode::kVersionMismatch,
                 "the index at " + shown_path(index) + " has format version " +
                     std::to_string(manifest.format_version) +
                     ", this program reads version " +
                     std::to_string(kFormatVersion) + mend};
  }
  const std::string fingerprint = analysis_fingerprint();
  if (manifest.fingerprint != fingerprint) {
    return Error{ErrorCode::kVersionMismatch,
                 "the index at " + shown_path(index) + " was analyzed by " +
                     manifest.fingerprint + ", this program analyzes by " +
                     fingerprint + mend};
  }
  return {};
}

Result<void> save_manifest(const fs::path& index, const Manifest& manifest) {
  return replace_state_file(manifest_path(index),
                            to_json(manifest).dump(2) + "\n");
}

std::uint64_t manifest_stamp(const fs::path& index) {
  return file_stamp(manifest_path(index));
}

}  // namespace lede
