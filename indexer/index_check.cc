// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/index_check.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <unordered_set>

#include <xapian.h>

#include "common/story_table.h"
#include "indexer/segment_postings.h"
#include "indexer/segment_reader.h"
#include "indexer/xapian_errors.h"

namespace lede {
namespace {

// After so many problems of a segment the rest adds nothing.
constexpr std::size_t kMaxProblems = 20;

void add_problem(SegmentCheck& check, std::string problem) {
  if (check.problems.size() < kMaxProblems) {
    check.problems.push_back(std::move(problem));
  }
}

// The last line of what Xapian's own check prints.
std::string last_line(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  std::string last;
  while (std::getline(lines, line)) {
    if (!line.empty()) last = line;
  }
  return last;
}

void check_database(const std::filesystem::path& folder, SegmentCheck& check) {
  std::ostringstream said;
  const Result<void> checked = guard_xapian(
      "checking its tables", StoreAccess::kRead, [&]() -> Result<void> {
        const std::size_t errors =
            Xapian::Database::check(folder.string(), 0, &said);
        if (errors == 0) return {};
        return Error{ErrorCode::kCorrupt,
                     std::to_string(errors) +
                         " errors, the last: " + last_line(said.str())};
      });
  if (!checked) add_problem(check, checked.error().message);
}

// Checks the documents of one segment after another.
class DocumentCheck {
 public:
  explicit DocumentCheck(const Manifest& manifest) {
    for (const PendingDelete& pending : manifest.pending_deletes) {
      doomed_[pending.segment].insert(pending.document_ids.begin(),
                                      pending.document_ids.end());
    }
  }

  void run(const std::filesystem::path& index, const Manifest& manifest,
           SegmentCheck& check) {
    Manifest alone = manifest;
    alone.segments = {check.segment};
    previous_.reset();
    Result<SegmentReader> reader = SegmentReader::open(index, alone);
    if (!reader) {
      add_problem(check, reader.error().message);
      return;
    }
    const Result<void> read =
        reader->for_each(0, [&](const StoredDocument& document) {
          const Result<void> visited =
              guard_xapian("document " + std::to_string(document.document_id()),
                           StoreAccess::kRead, [&]() -> Result<void> {
                             visit(document, check);
                             return {};
                           });
          if (!visited) add_problem(check, visited.error().message);
          return true;
        });
    if (!read) add_problem(check, read.error().message);
    if (check.documents != check.segment.documents) {
      add_problem(check, "it holds " + std::to_string(check.documents) +
                             " documents, not " +
                             std::to_string(check.segment.documents));
    }
  }

  [[nodiscard]] std::uint64_t articles() const { return keys_.size(); }
  // Every document of a story is there.
  [[nodiscard]] Result<void> check(const StoryTable& table) const {
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      for (const TableMember& member : table.story(i).members) {
        if (ids_.contains(member.document)) continue;
        return Error{ErrorCode::kCorrupt, "they name document " +
                                              std::to_string(member.document) +
                                              ", which is not there"};
      }
    }
    return {};
  }

 private:
  void visit(const StoredDocument& document, SegmentCheck& check) {
    ++check.documents;
    const std::uint32_t id = document.document_id();
    const std::string name = "document " + std::to_string(id);
    if (id < check.segment.first_id || id > check.segment.last_id) {
      add_problem(check, name + " lies outside of the segment's ids");
    }
    const auto doomed = doomed_.find(check.segment.name);
    if (doomed != doomed_.end() && doomed->second.contains(id)) return;
    ids_.insert(id);
    const Result<Article> article = document.article();
    if (!article) {
      add_problem(check, name + ": " + article.error().message);
    } else if (article->id != document.article_id()) {
      add_problem(check, name + " stores an article of another id");
    }
    if (!document.has_its_key()) {
      add_problem(check, name + " does not bear the key of its id");
    }
    if (!keys_.insert(article_key(document.article_id())).second) {
      add_problem(check, name + " is a second copy of the article " +
                             document.article_id());
    }
    check_order(document, check);
  }

  // In a run ids ascend from new to old, the undated (who encode as nothing)
  // last.
  void check_order(const StoredDocument& document, SegmentCheck& check) {
    const std::vector<std::uint32_t>& runs = check.segment.runs;
    if (runs.empty()) return;
    const auto next = std::ranges::upper_bound(runs, document.document_id());
    const std::uint32_t run = next == runs.begin() ? 0 : *std::prev(next);
    if (run != run_) previous_.reset();
    run_ = run;
    std::string published = document.published();
    if (previous_ && published > *previous_) {
      add_problem(check, "document " + std::to_string(document.document_id()) +
                             " is not in the order of dates");
    }
    previous_ = std::move(published);
  }

  std::map<std::string, std::set<std::uint32_t>> doomed_;  // by segment
  std::unordered_set<std::string> keys_;
  std::unordered_set<std::uint32_t> ids_;
  std::uint32_t run_ = 0;                // that of the document before
  std::optional<std::string> previous_;  // its date, if any
};

void check_ranges(std::vector<SegmentCheck>& checks, std::uint32_t next_id) {
  std::uint32_t last_id = next_id;
  for (SegmentCheck& check : checks) {
    if (check.segment.first_id <= last_id) {
      add_problem(check, "its ids overlap with others'");
    }
    last_id = std::max(last_id, check.segment.last_id);
  }
}

Result<void> check_stories(const std::filesystem::path& index,
                           const Manifest& manifest,
                           const DocumentCheck& documents) {
  if (manifest.story_table.empty()) return {};
  const Result<StoryTable> table =
      StoryTable::open(stories_path(index) / manifest.story_table);
  return table ? documents.check(*table) : table.error();
}

}  // namespace

bool CheckReport::sound() const {
  return stories &&
         std::ranges::all_of(segments, [](const SegmentCheck& check) {
           return check.problems.empty() && !check.has_damaged_postings();
         });
}

Result<CheckReport> check_index(const std::filesystem::path& index,
                                std::chrono::milliseconds wait) {
  // Looked at before the lock file would be made in a folder that is no index.
  if (const auto present = load_manifest(index); !present) {
    return present.error();
  }
  Result<IndexLock> lock = IndexLock::take(lock_path(index), wait);
  if (!lock) return lock.error();
  const Result<Manifest> manifest = load_manifest(index);
  if (!manifest) return manifest.error();
  if (auto fits = check_compatible(*manifest, index); !fits) {
    return fits.error();
  }
  CheckReport report;
  for (const PendingDelete& pending : manifest->pending_deletes) {
    report.pending_deletes += pending.document_ids.size();
  }
  DocumentCheck documents(*manifest);
  for (const Segment& segment : manifest->segments) {
    SegmentCheck& check = report.segments.emplace_back();
    check.segment = segment;
    check_database(segment_path(index, segment), check);
    check.postings = check_postings(segment_path(index, segment));
    documents.run(index, *manifest, check);
  }
  check_ranges(report.segments, manifest->next_id);
  report.documents = documents.articles();
  report.stories = check_stories(index, *manifest, documents);
  return report;
}

}  // namespace lede
