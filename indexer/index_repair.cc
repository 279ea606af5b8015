// SPDX-License-Identifier: GPL-3.0-or-later
//
// Repair works by reading: each segment, sound or not, is read document by
// document, newest segment first. A segment whose every document reads and is
// the first of its key stays as it is but for its postings file; of any other,
// what reads is written anew.

#include <algorithm>
#include <map>
#include <set>
#include <system_error>
#include <unordered_set>

#include <xapian.h>

#include "common/schema.h"
#include "indexer/batch_builder.h"
#include "indexer/durable_files.h"
#include "indexer/index_check.h"
#include "indexer/index_names.h"
#include "indexer/segment_postings.h"
#include "indexer/segment_reader.h"
#include "indexer/story_keeper.h"
#include "indexer/strays.h"
#include "indexer/xapian_errors.h"

namespace lede {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{48} << 20;

// Segments found in the folder, for want of a manifest that names them.
Manifest manifest_of_folder(const std::filesystem::path& index,
                            const Lexicon& lexicon) {
  Manifest manifest = new_manifest(lexicon);
  std::error_code code;
  for (std::filesystem::directory_iterator it(index / "segments", code), end;
       !code && it != end; it.increment(code)) {
    Segment segment;
    segment.name = it->path().filename().string();
    if (is_segment_name(segment.name)) manifest.segments.push_back(segment);
  }
  return manifest;
}

// Segments by what has to be done with them.
struct Findings {
  std::set<std::string> damaged;
  std::set<std::string> without_postings;
};

Findings findings_of(const CheckReport& report) {
  Findings findings;
  for (const SegmentCheck& check : report.segments) {
    if (!check.problems.empty()) {
      findings.damaged.insert(check.segment.name);
    } else if (!check.postings) {
      findings.without_postings.insert(check.segment.name);
    }
  }
  return findings;
}

class Repair {
 public:
  Repair(const std::filesystem::path& index, const WriterOptions& options,
         Manifest manifest)
      : index_(index),
        options_(options),
        manifest_(std::move(manifest)),
        builders_(make_builders(options)) {}

  Result<RepairReport> run(const Findings& findings) {
    for (const PendingDelete& pending : manifest_.pending_deletes) {
      doomed_[pending.segment].insert(pending.document_ids.begin(),
                                      pending.document_ids.end());
    }
    std::vector<Segment> kept;
    for (const Segment& segment : manifest_.segments) {
      if (findings.damaged.contains(segment.name)) continue;
      kept.push_back(segment);
      if (auto read = note_keys(segment); !read) return read.error();
      if (!findings.without_postings.contains(segment.name)) continue;
      if (auto made = renew_postings(segment); !made) return made.error();
    }
    for (const Segment& segment : manifest_.segments) {
      if (!findings.damaged.contains(segment.name)) continue;
      expected_ += segment.documents;
      if (const auto it = doomed_.find(segment.name); it != doomed_.end()) {
        expected_ -= std::min<std::uint64_t>(expected_, it->second.size());
      }
      if (auto saved = salvage(segment); !saved) return saved.error();
    }
    if (auto flushed = flush(); !flushed) return flushed.error();
    return swap(std::move(kept));
  }

 private:
  Result<void> note_keys(const Segment& segment) {
    return read(segment, [&](const StoredDocument& document) {
      if (!is_doomed(segment, document.document_id())) {
        keys_.insert(article_key(document.article_id()));
      }
      return true;
    });
  }

  Result<void> renew_postings(const Segment& segment) {
    const std::filesystem::path folder = segment_path(index_, segment);
    if (auto made = make_postings(folder); !made) return made;
    return sync_folder(folder);
  }

  // Takes what reads; stops where the segment itself does not.
  Result<void> salvage(const Segment& segment) {
    Result<void> stored;
    const Result<void> ended =
        read(segment, [&](const StoredDocument& document) {
          if (is_doomed(segment, document.document_id())) return true;
          Result<Article> article = document.article();
          if (article && !article->id.empty()) {
            stored = take(std::move(*article));
          }
          return stored.has_value();
        });
    static_cast<void>(ended);  // the rest of a broken segment is lost
    return stored;
  }

  Result<void> read(const Segment& segment,
                    const std::function<bool(const StoredDocument&)>& visit) {
    Manifest alone = manifest_;
    alone.segments = {segment};
    Result<SegmentReader> reader = SegmentReader::open(index_, alone);
    if (!reader) return reader.error();
    return reader->for_each(0, visit);
  }

  [[nodiscard]] bool is_doomed(const Segment& segment, std::uint32_t id) const {
    const auto it = doomed_.find(segment.name);
    return it != doomed_.end() && it->second.contains(id);
  }

  Result<void> take(Article article) {
    PendingArticle pending;
    pending.key = article_key(article.id);
    if (!keys_.insert(pending.key).second) return {};
    pending.content_hash = content_hash(article);
    bytes_ += article.text.size() + sizeof(Article);
    pending.article = std::move(article);
    batch_.articles.push_back(std::move(pending));
    return bytes_ < kBatchBytes ? Result<void>() : flush();
  }

  Result<void> flush() {
    const std::size_t count = batch_.articles.size();
    if (count == 0) return {};
    std::ranges::sort(batch_.articles, newest_first);
    batch_.outcomes.resize(count);
    for (std::size_t i = 0; i < count; ++i) batch_.writes.push_back({i, {}});
    manifest_.next_id -= static_cast<std::uint32_t>(count);
    Result<BuiltBatch> built =
        build_batch(index_, batch_, manifest_.next_id + 1, builders_);
    if (!built) return built.error();
    salvaged_.insert(salvaged_.begin(), built->segments.begin(),
                     built->segments.end());
    for (const std::string& stemmer : built->stemmers) {
      if (std::ranges::count(manifest_.stemmers, stemmer) == 0) {
        manifest_.stemmers.push_back(stemmer);
      }
    }
    batch_ = {};
    bytes_ = 0;
    return {};
  }

  Result<RepairReport> swap(std::vector<Segment> kept) {
    RepairReport report;
    for (const Segment& segment : salvaged_) report.moved += segment.documents;
    report.lost = expected_ - std::min(expected_, report.moved);
    kept.insert(kept.begin(), salvaged_.begin(), salvaged_.end());
    manifest_.segments = std::move(kept);
    std::erase_if(manifest_.pending_deletes, [&](const PendingDelete& pending) {
      return std::ranges::find(manifest_.segments, pending.segment,
                               &Segment::name) == manifest_.segments.end();
    });
    for (const Segment& segment : manifest_.segments) {
      report.kept += segment.documents;
    }
    if (auto grouped = group(); !grouped) return grouped.error();
    ++manifest_.revision;
    manifest_.updated_at = options_.clock();
    if (auto synced = sync_folder(index_ / "segments"); !synced) {
      return synced.error();
    }
    if (auto saved = save_manifest(index_, manifest_); !saved) {
      return saved.error();
    }
    remove_strays(index_, manifest_);
    return report;
  }

  // Where the state of the stories is damaged, all are found anew.
  Result<void> group() {
    StoryKeeper stories(index_, options_.lexicon, options_.jobs);
    stories.load(manifest_);
    if (auto done = stories.catch_up(manifest_); !done) return done;
    if (auto done = stories.write_table(manifest_); !done) return done;
    const Result<bool> written = stories.write_state(manifest_);
    return written ? Result<void>() : written.error();
  }

  const std::filesystem::path& index_;
  const WriterOptions& options_;
  Manifest manifest_;
  std::vector<BuildDocument> builders_;
  std::map<std::string, std::set<std::uint32_t>> doomed_;  // by segment
  std::unordered_set<std::string> keys_;  // of what is kept or taken
  std::uint64_t expected_ = 0;            // articles in the damaged segments
  WritePlan batch_;
  std::size_t bytes_ = 0;
  std::vector<Segment> salvaged_;
};

}  // namespace

Result<RepairReport> repair_index(const std::filesystem::path& index,
                                  const WriterOptions& options) {
  Result<Manifest> manifest = load_manifest(index);
  const bool readable = manifest.has_value();
  if (!readable && (manifest.error().code != ErrorCode::kCorrupt ||
                    !std::filesystem::is_directory(index / "segments"))) {
    return manifest.error();
  }
  Findings findings;
  if (readable) {
    Result<CheckReport> checked = check_index(index, options.wait);
    if (!checked) return checked.error();
    findings = findings_of(*checked);
  }
  Result<IndexLock> lock = IndexLock::take(lock_path(index), options.wait);
  if (!lock) return lock.error();
  if (!readable) {
    manifest = manifest_of_folder(index, *options.lexicon);
    for (const Segment& segment : manifest->segments) {
      findings.damaged.insert(segment.name);
    }
  }
  return Repair(index, options, std::move(*manifest)).run(findings);
}

}  // namespace lede
