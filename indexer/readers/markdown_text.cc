// SPDX-License-Identifier: GPL-3.0-or-later
//
// Markdown as its parser's events tell it, the door to that library.

#include "indexer/readers/markdown_text.h"

#include <algorithm>
#include <utility>

#include <md4c.h>

#include "indexer/readers/html_text.h"

namespace lede::internal {
namespace {

// Gathers the text of blocks. A paragraph ends with a blank line, an item of a
// list or a row of a table with a line end.
class Collector {
 public:
  explicit Collector(bool take_title) : take_title_(take_title) {}

  void enter(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        if (list_depth_++ == 0) end_paragraph();
        break;
      case MD_BLOCK_LI:
      case MD_BLOCK_TR:
        end_line();
        break;
      case MD_BLOCK_H:
        end_paragraph();
        heading_begin_ = result_.text.size();
        break;
      case MD_BLOCK_HTML:
        end_paragraph();
        html_.clear();
        break;
      case MD_BLOCK_P:
        if (list_depth_ == 0) end_paragraph();
        break;
      case MD_BLOCK_CODE:
      case MD_BLOCK_QUOTE:
      case MD_BLOCK_TABLE:
        end_paragraph();
        break;
      default:
        break;
    }
  }

  void leave(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        if (--list_depth_ == 0) end_paragraph();
        break;
      case MD_BLOCK_P:
        list_depth_ == 0 ? end_paragraph() : end_line();
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        result_.text += ' ';
        break;
      case MD_BLOCK_H:
        leave_heading();
        break;
      case MD_BLOCK_HTML:
        result_.text += html_to_text(html_);
        end_paragraph();
        break;
      case MD_BLOCK_CODE:
      case MD_BLOCK_QUOTE:
      case MD_BLOCK_TABLE:
        end_paragraph();
        break;
      default:
        break;
    }
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    switch (type) {
      case MD_TEXT_NULLCHAR:
        break;
      case MD_TEXT_BR:
        end_line();
        break;
      case MD_TEXT_SOFTBR:
        result_.text += '\n';
        break;
      case MD_TEXT_ENTITY:
        result_.text += html_to_text(text);
        break;
      case MD_TEXT_HTML:
        html_ += text;  // inline tags hold no text: it comes by itself
        break;
      default:
        result_.text += text;
        break;
    }
  }

  MarkdownText take() {
    end_paragraph();
    while (result_.text.ends_with('\n')) result_.text.pop_back();
    return std::move(result_);
  }

 private:
  void trim_line_end() {
    while (result_.text.ends_with(' ')) result_.text.pop_back();
  }
  void end_line() {
    trim_line_end();
    if (!result_.text.empty() && !result_.text.ends_with('\n')) {
      result_.text += '\n';
    }
  }
  void end_paragraph() {
    end_line();
    if (!result_.text.empty() && !result_.text.ends_with("\n\n")) {
      result_.text += '\n';
    }
  }
  void leave_heading() {
    if (take_title_ && heading_begin_ == 0 && result_.title.empty()) {
      trim_line_end();
      result_.title = std::exchange(result_.text, {});
      return;
    }
    end_paragraph();
  }

  bool take_title_;
  MarkdownText result_;
  std::string html_;  // of the block of HTML at hand
  std::size_t heading_begin_ = 0;
  int list_depth_ = 0;
};

Collector& collector(void* user) { return *static_cast<Collector*>(user); }

int enter_block(MD_BLOCKTYPE type, void* /*detail*/, void* user) {
  collector(user).enter(type);
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* user) {
  collector(user).leave(type);
  return 0;
}

int ignore_span(MD_SPANTYPE /*type*/, void* /*detail*/, void* /*user*/) {
  return 0;
}

int take_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
  collector(user).text(type, {text, size});
  return 0;
}

// Drops "{% ... %}" and "{{ ... }}" that end on their line, outside fenced
// code.
std::string without_template_tags(std::string_view markdown) {
  std::string plain;
  plain.reserve(markdown.size());
  bool fenced = false;
  while (!markdown.empty()) {
    const std::size_t end =
        std::min(markdown.find('\n'), markdown.size() - 1) + 1;
    std::string_view line = markdown.substr(0, end);
    markdown.remove_prefix(end);
    const std::size_t first =
        std::min(line.find_first_not_of(' '), line.size());
    if (line.substr(first).starts_with("```") ||
        line.substr(first).starts_with("~~~")) {
      fenced = !fenced;
    }
    while (!fenced && !line.empty()) {
      const std::size_t open = std::min(line.find("{%"), line.find("{{"));
      if (open == std::string_view::npos) break;
      const std::size_t close =
          line.find(line[open + 1] == '%' ? "%}" : "}}", open + 2);
      if (close == std::string_view::npos) break;
      plain += line.substr(0, open);
      line.remove_prefix(close + 2);
    }
    plain += line;
  }
  return plain;
}

}  // namespace

MarkdownText markdown_to_text(std::string_view markdown, bool take_title) {
  const std::string plain = without_template_tags(markdown);
  Collector collected(take_title);
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
                 MD_FLAG_PERMISSIVEATXHEADERS;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = ignore_span;
  parser.leave_span = ignore_span;
  parser.text = take_text;
  md_parse(plain.data(), static_cast<MD_SIZE>(plain.size()), &parser,
           &collected);
  return collected.take();
}

}  // namespace lede::internal
