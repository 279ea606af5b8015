// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON: one record a line, or one text for the whole file.

#include <string>
#include <utility>

#include "indexer/readers/formats.h"
#include "indexer/readers/line_reader.h"
#include "indexer/readers/whole_text.h"

namespace lede::internal {
namespace {

// A file of one JSON text is held in memory as a whole.
constexpr std::size_t kMaxJsonFileBytes = std::size_t{1} << 30;

constexpr std::string_view kSpaces = " \t\r\n\f\v";

std::string numbered(const std::string& origin, char mark, std::size_t number) {
  return origin + mark + std::to_string(number);
}

// The records of one line: one, unless the line is a wrapper or an array.
void read_line(std::string_view line, const std::string& origin,
               RecordEmitter& emitter) {
  const Result<void> read =
      parse_articles(line, emitter.context(),
                     [&](std::size_t record, Result<ParsedArticle> article) {
                       return emitter.emit(
                           record == 1 ? origin : numbered(origin, '#', record),
                           {}, std::move(article));
                     });
  if (!read) emitter.emit_error(origin, read.error());
}

Error too_long() {
  return {ErrorCode::kInvalidArgument,
          "the line is longer than " + std::to_string(kMaxRecordBytes >> 20) +
              " MB"};
}

}  // namespace

void read_json_lines(const SourceText& source, RecordEmitter& emitter) {
  using Status = LineReader::Status;
  LineReader lines(source.bytes, kMaxRecordBytes);
  bool empty = true;
  while (!emitter.stopped()) {
    const LineReader::Line line = lines.next();
    if (line.status == Status::kEnd) break;
    const std::string origin = numbered(source.origin, ':', lines.number());
    if (line.status == Status::kFault) {
      emitter.emit_error(origin, line.error);
      return;
    }
    if (line.status == Status::kTooLong) {
      emitter.emit_error(origin, too_long());
    } else if (line.text.find_first_not_of(kSpaces) != std::string_view::npos) {
      read_line(line.text, origin, emitter);
    } else {
      continue;
    }
    empty = false;
  }
  if (empty && !emitter.stopped()) {
    emitter.emit_error(source.origin, empty_file());
  }
}

void read_json_file(const SourceText& source, RecordEmitter& emitter) {
  const WholeText text = read_whole(source.bytes, kMaxJsonFileBytes);
  const Result<void> read = parse_articles(
      text.bytes, emitter.context(),
      [&](std::size_t record, Result<ParsedArticle> article) {
        return emitter.emit(numbered(source.origin, '#', record),
                            record == 1 ? source.fallback_id : std::string(),
                            std::move(article));
      });
  // Of a file cut off, the cut is the fault, not the syntax it leaves behind.
  if (text.fault) {
    emitter.emit_error(source.origin, *text.fault);
  } else if (!read) {
    emitter.emit_error(source.origin, read.error());
  }
}

}  // namespace lede::internal
