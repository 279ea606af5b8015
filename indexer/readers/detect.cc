// SPDX-License-Identifier: GPL-3.0-or-later
//
// Detection of formats: content first, the file's name where content is open.

#include "indexer/readers/detect.h"

#include <algorithm>
#include <string>

#include "common/analysis/text.h"

namespace lede::internal {
namespace {

constexpr std::string_view kSpaces = " \t\r\n\f\v";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
  std::string folded(text);
  std::ranges::transform(folded, folded.begin(),
                         [](char c) { return lower(c); });
  return folded;
}

std::string_view without_leading_spaces(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpaces);
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin);
}

// The extension of a file's name in small letters, compression put aside.
std::string extension_of(std::string_view name) {
  std::string folded = lower(name);
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (folded.ends_with(packed)) folded.resize(folded.size() - packed.size());
  }
  const std::size_t slash = folded.rfind('/');
  const std::size_t dot = folded.rfind('.');
  if (dot == std::string::npos || (slash != std::string::npos && dot < slash)) {
    return {};
  }
  return folded.substr(dot + 1);
}

enum class JsonShape {
  kOneLine,    // the first value ends on its line, or no line ends within
  kManyLines,  // a line ends within the first value, outside strings
  kCutString,  // a line ends within a string: no value of JSON goes on there
};

struct JsonStart {
  JsonShape shape = JsonShape::kOneLine;
  std::size_t line_end = 0;  // of the first line; npos if not in sight
  bool closed = false;       // the first value ends in sight
};

JsonStart json_start(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  const std::size_t line_end = text.find('\n');
  const std::string_view line = text.substr(0, line_end);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && depth > 0 && --depth == 0) {
      return {JsonShape::kOneLine, line_end, true};
    }
  }
  if (line_end == std::string_view::npos) {
    return {JsonShape::kOneLine, line_end, false};
  }
  return {in_string ? JsonShape::kCutString : JsonShape::kManyLines, line_end,
          false};
}

bool is_lines_extension(std::string_view extension) {
  return extension == "jsonl" || extension == "ndjson";
}

// `text` begins with '{'.
InputFormat object_format(std::string_view text, std::string_view extension) {
  const JsonStart start = json_start(text);
  if (start.shape == JsonShape::kCutString) return InputFormat::kJsonLines;
  if (start.shape == JsonShape::kManyLines) {
    if (!is_lines_extension(extension)) return InputFormat::kJson;
    // A broken first line of a file of lines, or a value spread over many?
    const std::string_view next =
        without_leading_spaces(text.substr(start.line_end));
    return next.starts_with('{') ? InputFormat::kJsonLines : InputFormat::kJson;
  }
  if (!start.closed && extension == "json") return InputFormat::kJson;
  return InputFormat::kJsonLines;
}

bool is_json_array(std::string_view text, std::string_view extension) {
  const std::string_view inside = without_leading_spaces(text.substr(1));
  return extension == "json" || inside.empty() || inside.front() == '{' ||
         inside.front() == ']' || inside.front() == '[';
}

bool is_json_object(std::string_view text, std::string_view extension) {
  const std::string_view inside = without_leading_spaces(text.substr(1));
  return extension == "json" || is_lines_extension(extension) ||
         inside.starts_with('"') || inside.starts_with('}') ||
         text.find("\n{\"") != std::string_view::npos;
}

// Front matter: "---", lines, "---".
bool has_front_matter(std::string_view text) {
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return false;
  return text.find("\n---", 3) != std::string_view::npos;
}

bool is_markdown_extension(std::string_view extension) {
  return extension == "md" || extension == "markdown" || extension == "mdx";
}

bool is_html(std::string_view folded) {
  constexpr std::string_view kMarks[] = {"<!doctype html", "<html",    "<head",
                                         "<body",          "<article", "<meta",
                                         "<title"};
  return std::ranges::any_of(kMarks, [&](std::string_view mark) {
    return folded.find(mark) != std::string_view::npos;
  });
}

bool is_other_markup(std::string_view folded) {
  constexpr std::string_view kMarks[] = {"<?xml", "<rss", "<feed",
                                         "<rdf:", "<!doctype"};
  return std::ranges::any_of(
      kMarks, [&](std::string_view mark) { return folded.starts_with(mark); });
}

Result<InputFormat> markup_format(std::string_view text,
                                  std::string_view extension) {
  constexpr std::size_t kMarkupBytes = 4096;
  const std::string folded = lower(text.substr(0, kMarkupBytes));
  if (is_html(folded)) return InputFormat::kHtml;
  if (is_other_markup(folded)) {
    return Error{ErrorCode::kInvalidArgument,
                 "it is markup, but no HTML page: no reader takes it"};
  }
  const bool named_html = extension == "html" || extension == "htm";
  return named_html ? InputFormat::kHtml : InputFormat::kPlainText;
}

}  // namespace

bool looks_binary(std::string_view head) {
  constexpr std::string_view kMagics[] = {
      "\x7f"
      "ELF",
      "%PDF-",
      "PK\x03\x04",
      "\x89PNG",
      "\xff\xd8\xff",
      "GIF8",
      "BZh",
      "\xfd"
      "7zXZ"};
  if (std::ranges::any_of(kMagics, [&](std::string_view magic) {
        return head.starts_with(magic);
      })) {
    return true;
  }
  const auto controls =
      static_cast<std::size_t>(std::ranges::count_if(head, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && kSpaces.find(c) == std::string_view::npos &&
               byte != 0x1b && byte != '\b';
      }));
  if (controls * 20 > head.size()) return true;
  if (is_valid_utf8(head)) return false;
  const std::string repaired = sanitize_utf8(head);
  std::size_t replaced = 0;
  for (std::size_t at = repaired.find("\uFFFD"); at != std::string::npos;
       at = repaired.find("\uFFFD", at + 3)) {
    ++replaced;
  }
  // A head may end within a sequence.
  return replaced > 1 && replaced * 10 > head.size() * 3;
}

Result<InputFormat> detect_format(std::string_view head,
                                  std::string_view name) {
  const std::string extension = extension_of(name);
  const std::string_view text = without_leading_spaces(head);
  if (text.starts_with('{') && is_json_object(text, extension)) {
    return object_format(text, extension);
  }
  if (text.starts_with('[') && is_json_array(text, extension)) {
    return is_lines_extension(extension) ? InputFormat::kJsonLines
                                         : InputFormat::kJson;
  }
  if (is_lines_extension(extension)) return InputFormat::kJsonLines;
  if (extension == "json") return InputFormat::kJson;
  if (text.starts_with("WARC/")) {
    return Error{ErrorCode::kInvalidArgument,
                 "it is a web archive: no reader takes it"};
  }
  if (has_front_matter(head)) return InputFormat::kMarkdown;
  if (text.starts_with('<')) return markup_format(text, extension);
  if (is_markdown_extension(extension) || text.starts_with("# ")) {
    return InputFormat::kMarkdown;
  }
  return InputFormat::kPlainText;
}

bool is_decisive(std::string_view head) {
  const std::string_view text = without_leading_spaces(head);
  if (!text.starts_with('{') || !is_json_object(text, {})) return false;
  const JsonStart start = json_start(text);
  return start.closed && start.line_end != std::string_view::npos;
}

}  // namespace lede::internal
