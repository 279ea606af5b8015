// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/index_export.h"

#include <algorithm>
#include <optional>
#include <system_error>

#include <nlohmann/json.hpp>

#include "common/article_json.h"
#include "common/saved_queries.h"
#include "common/schema.h"
#include "common/story_table.h"
#include "indexer/alert_state.h"
#include "indexer/durable_files.h"
#include "indexer/segment_reader.h"
#include "indexer/story_keeper.h"

namespace lede {
namespace {

// A manifest is read and its segments are opened in two steps; a merge in
// between takes the segments away.
constexpr int kOpenAttempts = 5;

struct OpenIndex {
  Manifest manifest;
  SegmentReader reader;
};

Result<OpenIndex> open_index(const std::filesystem::path& index) {
  for (int attempt = 1;; ++attempt) {
    Result<Manifest> manifest = load_manifest(index);
    if (!manifest) return manifest.error();
    if (auto fits = check_compatible(*manifest, index); !fits) {
      return fits.error();
    }
    Result<SegmentReader> reader = SegmentReader::open(index, *manifest);
    if (reader) return OpenIndex{std::move(*manifest), std::move(*reader)};
    if (attempt == kOpenAttempts) return reader.error();
  }
}

bool is_pending(const Manifest& manifest, std::size_t segment,
                std::uint32_t id) {
  for (const PendingDelete& pending : manifest.pending_deletes) {
    if (pending.segment != manifest.segments[segment].name) continue;
    if (std::ranges::binary_search(pending.document_ids, id)) return true;
  }
  return false;
}

// Visits every article of the index once.
Result<void> visit_articles(
    const OpenIndex& open,
    const std::function<bool(const StoredDocument&)>& visit) {
  bool more = true;
  for (std::size_t i = 0; more && i < open.manifest.segments.size(); ++i) {
    Result<void> read =
        open.reader.for_each(i, [&](const StoredDocument& document) {
          if (is_pending(open.manifest, i, document.document_id())) return true;
          return more = visit(document);
        });
    if (!read) return read;
  }
  return {};
}

// The user's own files may be missing.
Result<void> copy_if_there(const std::filesystem::path& from,
                           const std::filesystem::path& to) {
  std::error_code code;
  if (!std::filesystem::exists(from, code)) return {};
  std::filesystem::copy_file(from, to, code);
  if (!code) return {};
  return Error{ErrorCode::kIo,
               "cannot copy " + from.string() + ": " + code.message()};
}

Result<void> copy_stories(const std::filesystem::path& index,
                          const std::filesystem::path& target,
                          const Manifest& manifest) {
  if (auto made = make_folder(stories_path(target)); !made) return made;
  for (const std::string& name : {manifest.story_table, manifest.story_state}) {
    if (name.empty()) continue;
    Result<void> copied =
        copy_if_there(stories_path(index) / name, stories_path(target) / name);
    if (!copied) return copied;
  }
  return sync_folder(stories_path(target));
}

// The stories of an open index; nullopt if none are told or they do not read.
std::optional<StoryTable> story_table_of(const std::filesystem::path& index,
                                         const Manifest& manifest) {
  if (manifest.story_table.empty()) return std::nullopt;
  Result<StoryTable> table =
      StoryTable::open(stories_path(index) / manifest.story_table);
  if (!table) return std::nullopt;
  return std::move(*table);
}

// `,"story":ID}`, the end of a line.
std::string story_member(const std::optional<StoryTable>& table,
                         const StoredDocument& document) {
  const std::uint32_t number =
      table ? table->story_of(document.document_id()) : StoryTable::kAlone;
  return R"(,"story":")" +
         (number == StoryTable::kAlone
              ? article_key(document.article_id())
              : std::string(table->story(number).id.text())) +
         "\"}";
}

}  // namespace

Result<void> export_articles(
    const std::filesystem::path& index,
    const std::function<void(std::string_view line)>& write) {
  Result<OpenIndex> open = open_index(index);
  if (!open) return open.error();
  const auto stories = story_table_of(index, open->manifest);
  Result<void> failed;
  Result<void> read =
      visit_articles(*open, [&](const StoredDocument& document) {
        Result<Article> article = document.article();
        if (!article) {
          failed = article.error().with_context("exporting " +
                                                document.article_id());
          return false;
        }
        std::string line = article_to_json(*article);
        line.replace(line.size() - 1, 1, story_member(stories, document));
        write(line);
        return true;
      });
  return failed ? read : failed;
}

Result<IndexFigures> measure_index(const std::filesystem::path& index) {
  Result<OpenIndex> open = open_index(index);
  if (!open) return open.error();
  IndexFigures figures;
  Result<void> read =
      visit_articles(*open, [&](const StoredDocument& document) {
        ++figures.documents;
        ++figures.languages[document.language()];
        const auto published = decode_instant(document.published());
        if (!published) {
          ++figures.undated;
          return true;
        }
        const bool first = figures.documents - figures.undated == 1;
        figures.oldest =
            first ? *published : std::min(figures.oldest, *published);
        figures.newest =
            first ? *published : std::max(figures.newest, *published);
        return true;
      });
  if (!read) return read.error();
  figures.stories = count_stories(index, open->manifest, figures.documents);
  figures.bytes = folder_bytes(index);
  for (const Segment& segment : open->manifest.segments) {
    figures.segment_bytes[segment.name] =
        folder_bytes(segment_path(index, segment));
  }
  figures.manifest = std::move(open->manifest);
  return figures;
}

std::string figures_to_json(const IndexFigures& figures) {
  using Json = nlohmann::ordered_json;
  const Manifest& manifest = figures.manifest;
  const bool dated = figures.documents > figures.undated;
  const auto date = [dated](std::int64_t seconds) {
    return dated ? Json(format_date({seconds}, TimeZone::utc())) : Json();
  };
  Json segments = Json::array();
  for (const Segment& segment : manifest.segments) {
    segments.push_back({{"name", segment.name},
                        {"documents", segment.documents},
                        {"bytes", figures.segment_bytes.at(segment.name)},
                        {"date_ordered", segment.date_ordered()}});
  }
  const Json json = {
      {"documents", figures.documents},
      {"stories", figures.stories},
      {"undated", figures.undated},
      {"oldest", date(figures.oldest)},
      {"newest", date(figures.newest)},
      {"languages", figures.languages},
      {"bytes", figures.bytes},
      {"uuid", manifest.uuid},
      {"revision", manifest.revision},
      {"updated_at", format_date({manifest.updated_at}, TimeZone::utc())},
      {"format_version", manifest.format_version},
      {"analysis", manifest.fingerprint},
      {"lexicon_version", manifest.lexicon_version},
      {"segments", std::move(segments)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<void> backup_index(const std::filesystem::path& index,
                          const std::filesystem::path& target,
                          std::chrono::milliseconds wait) {
  if (const auto present = load_manifest(index); !present) {
    return present.error();
  }
  std::error_code code;
  if (std::filesystem::exists(target, code) &&
      !std::filesystem::is_empty(target, code)) {
    return Error{ErrorCode::kInvalidArgument,
                 target.string() + " is there already; name a new folder"};
  }
  Result<IndexLock> lock = IndexLock::take(lock_path(index), wait);
  if (!lock) return lock.error();
  const Result<Manifest> manifest = load_manifest(index);
  if (!manifest) return manifest.error();
  if (auto made = make_folder(target / "segments"); !made) return made;
  for (const Segment& segment : manifest->segments) {
    Result<void> copied = copy_folder(segment_path(index, segment),
                                      segment_path(target, segment));
    if (!copied) return copied;
  }
  if (auto synced = sync_folder(target / "segments"); !synced) return synced;
  if (auto copied = copy_stories(index, target, *manifest); !copied) {
    return copied;
  }
  for (const auto path_in :
       {user_lexicon_path, saved_queries_path, alert_states_path}) {
    if (auto copied = copy_if_there(path_in(index), path_in(target)); !copied) {
      return copied;
    }
  }
  // Last: before it, the copy is no index.
  return save_manifest(target, *manifest);
}

}  // namespace lede
