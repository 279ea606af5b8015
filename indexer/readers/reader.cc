// SPDX-License-Identifier: GPL-3.0-or-later
//
// The way of a source: listed, opened, decompressed, converted to UTF-8,
// its format told, and given to the reader of that format.

#include "indexer/readers/reader.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "indexer/readers/buffered_source.h"
#include "indexer/readers/detect.h"
#include "indexer/readers/file_list.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/record_emitter.h"
#include "indexer/readers/whole_text.h"

namespace lede {
namespace {

using internal::BufferedSource;
using internal::ByteSource;
using internal::ListedFile;
using internal::OpenedFile;
using internal::RecordEmitter;
using internal::SourceText;

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

struct FormatName {
  std::string_view name;
  InputFormat format;
};
constexpr FormatName kFormatNames[] = {
    {"auto", InputFormat::kAuto},         {"text", InputFormat::kPlainText},
    {"json", InputFormat::kJson},         {"jsonl", InputFormat::kJsonLines},
    {"markdown", InputFormat::kMarkdown}, {"html", InputFormat::kHtml},
};

// Tells the sink how far the reading is, with each piece that is read.
class ProgressSource final : public ByteSource {
 public:
  ProgressSource(std::unique_ptr<ByteSource> text,
                 std::shared_ptr<const std::uint64_t> stored_bytes,
                 ReadProgress& progress, RecordSink& sink)
      : text_(std::move(text)),
        stored_bytes_(std::move(stored_bytes)),
        stored_before_(progress.bytes_read),
        progress_(progress),
        sink_(sink) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    Result<std::size_t> count = text_->read(buffer);
    if (!count) return count;
    progress_.bytes_read = stored_before_ + *stored_bytes_;
    progress_.text_bytes += *count;
    sink_.progress(progress_);
    return count;
  }

 private:
  std::unique_ptr<ByteSource> text_;
  std::shared_ptr<const std::uint64_t> stored_bytes_;
  std::uint64_t stored_before_;
  ReadProgress& progress_;
  RecordSink& sink_;
};

// Enough of a text to tell its format: of a stream no more than is needed, so
// that its first record does not wait for the second.
std::string_view peek_head(BufferedSource& bytes, bool stream) {
  while (stream && bytes.ahead().size() < internal::kDetectBytes) {
    const Result<std::size_t> more = bytes.read_more();
    if (!more || *more == 0 || internal::is_decisive(bytes.ahead())) break;
  }
  const std::size_t wanted =
      stream ? bytes.ahead().size() : internal::kDetectBytes;
  return bytes.peek(wanted).substr(0, internal::kDetectBytes);
}

class SourceReader {
 public:
  SourceReader(const ReadOptions& options, RecordSink& sink)
      : options_(options), sink_(sink), emitter_(options, sink) {}

  void read_all(const std::vector<std::string>& sources) {
    const std::vector<ListedFile> files = internal::list_files(sources);
    for (const ListedFile& file : files) {
      progress_.bytes_total += file.bytes;
      progress_.files_total += 1;
      stream_ = stream_ || file.path == "-";
    }
    if (stream_) progress_.files_total = progress_.bytes_total = 0;
    std::uint64_t passed_bytes = 0;
    for (const ListedFile& file : files) {
      if (emitter_.stopped()) return;
      read_file(file);
      ++progress_.files_done;
      // A file that was skipped counts as a whole, too.
      passed_bytes += file.bytes;
      progress_.bytes_read = std::max(progress_.bytes_read, passed_bytes);
      sink_.progress(progress_);
    }
  }

 private:
  void read_file(const ListedFile& file) {
    if (file.fault) {
      emitter_.emit_error(file.origin, *file.fault);
      return;
    }
    Result<std::unique_ptr<ByteSource>> text = open_text(file);
    if (!text) {
      emitter_.emit_error(file.origin, text.error());
      return;
    }
    BufferedSource bytes(std::move(*text), kBufferBytes);
    read_text(file, {bytes, file.origin, file.fallback_id});
  }

  Result<std::unique_ptr<ByteSource>> open_text(const ListedFile& file) {
    Result<OpenedFile> opened = internal::open_file(file.path);
    if (!opened) return opened.error();
    auto text = internal::decompressed(std::move(opened->bytes));
    if (text) text = internal::as_utf8(std::move(*text));
    if (!text) return text.error();
    return std::unique_ptr<ByteSource>(std::make_unique<ProgressSource>(
        std::move(*text), std::move(opened->bytes_read), progress_, sink_));
  }

  void read_text(const ListedFile& file, const SourceText& source) {
    const std::string_view head = peek_head(source.bytes, file.path == "-");
    if (head.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos) {
      const Result<std::size_t> more = source.bytes.read_more();
      emitter_.emit_error(file.origin,
                          more ? internal::empty_file() : more.error());
      return;
    }
    InputFormat format = options_.format;
    if (format == InputFormat::kAuto) {
      if (internal::looks_binary(head)) {
        if (file.named) emitter_.emit_error(file.origin, no_text());
        return;
      }
      const Result<InputFormat> detected =
          internal::detect_format(head, file.origin);
      if (!detected) {
        emitter_.emit_error(file.origin, detected.error());
        return;
      }
      format = *detected;
    }
    read_format(format, source);
  }

  static Error no_text() {
    return {ErrorCode::kInvalidArgument,
            "the file is no text in UTF-8 or UTF-16"};
  }

  void read_format(InputFormat format, const SourceText& source) {
    switch (format) {
      case InputFormat::kJsonLines:
        return internal::read_json_lines(source, emitter_);
      case InputFormat::kJson:
        return internal::read_json_file(source, emitter_);
      case InputFormat::kMarkdown:
        return read_article(source, internal::parse_markdown);
      case InputFormat::kHtml:
        return read_article(source, internal::parse_html);
      case InputFormat::kAuto:
      case InputFormat::kPlainText:
        return read_article(source,
                            [](std::string_view text, const ArticleContext&) {
                              return internal::parse_plain_text(text);
                            });
    }
  }

  // A file that is one article.
  template <typename Parse>
  void read_article(const SourceText& source, const Parse& parse) {
    const internal::WholeText text =
        internal::read_whole(source.bytes, kMaxRecordBytes);
    if (text.fault) {
      emitter_.emit_error(source.origin, *text.fault);
      return;
    }
    emitter_.emit(source.origin, source.fallback_id,
                  parse(text.bytes, emitter_.context()));
  }

  const ReadOptions& options_;
  RecordSink& sink_;
  RecordEmitter emitter_;
  ReadProgress progress_;
  bool stream_ = false;  // among the sources: totals are unknown
};

}  // namespace

Result<InputFormat> parse_input_format(std::string_view name) {
  std::string known;
  for (const FormatName& row : kFormatNames) {
    if (row.name == name) return row.format;
    known += known.empty() ? "" : ", ";
    known += row.name;
  }
  return Error{ErrorCode::kInvalidArgument,
               "unknown format \"" + std::string(name) + "\": one of " + known};
}

void read_sources(const std::vector<std::string>& sources,
                  const ReadOptions& options, RecordSink& sink) {
  SourceReader(options, sink).read_all(sources);
}

}  // namespace lede
