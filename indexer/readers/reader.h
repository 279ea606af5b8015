// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sources in, articles out: what every reader of an input format keeps to.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article_json.h"
#include "common/date.h"
#include <lede/article.h>
#include <lede/result.h>

namespace lede {

// A line or a record longer than this is rejected.
inline constexpr std::size_t kMaxRecordBytes = std::size_t{64} << 20;

enum class InputFormat {
  kAuto,  // by content
  kPlainText,
  kJson,
  kJsonLines,
  kMarkdown,  // with front matter
  kHtml,
};

// "auto", "text", "json", "jsonl", "markdown", "html"; kInvalidArgument names
// those that are known.
Result<InputFormat> parse_input_format(std::string_view name);

struct ReadOptions {
  InputFormat format = InputFormat::kAuto;
  TimeZone zone = TimeZone::utc();  // of times without one
  std::int64_t now = 0;             // seconds since 1970
};

// One record of a source, in order.
struct ReadRecord {
  std::string origin;  // "feeds/a.jsonl:12", "b.json#3", "note.txt"
  Result<ParsedArticle> article;
};

// Progress through the sources, as it is read.
struct ReadProgress {
  std::size_t files_done = 0;
  std::size_t files_total = 0;    // 0 while unknown (a stream)
  std::uint64_t bytes_read = 0;   // as stored on disk
  std::uint64_t bytes_total = 0;  // 0 while unknown
  std::uint64_t text_bytes = 0;   // after decompression
};

// Takes what is read; returning false stops the reading.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  virtual bool take(ReadRecord record) = 0;
  virtual void progress(const ReadProgress& progress) = 0;
};

// Reads files, folders (recursively, in name order; hidden files and those that
// are no text are skipped, links to folders are not followed) and "-" for
// standard input. `.gz` and `.zst` of any format are read through. Whatever is
// wrong with one file or record arrives at the sink as an Error that says what;
// the rest is read. Memory: one record, or one file for formats that are whole
// files. Returns when all is read or the sink wants no more.
void read_sources(const std::vector<std::string>& sources,
                  const ReadOptions& options, RecordSink& sink);

}  // namespace lede
