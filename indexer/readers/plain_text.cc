// SPDX-License-Identifier: GPL-3.0-or-later
//
// The plain-text layout:
//
//   headline
//
//   a standfirst of one sentence
//
//       Key details
//     • bullets, also - and *, doubled or indented
//
//   paragraphs
//
// Without that shape the first line is the title and the rest the text.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/analysis/text.h"
#include "indexer/readers/formats.h"

namespace lede::internal {
namespace {

constexpr std::string_view kSpaces = " \t\r\f\v";
// A standfirst longer than this is a paragraph.
constexpr std::size_t kMaxStandfirstBytes = 600;

using Block =
    std::vector<std::string_view>;  // lines without blank ones between

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kSpaces) + 1 - begin);
}

std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  bool inside = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) {
      inside = false;
      continue;
    }
    if (!inside) blocks.emplace_back();
    blocks.back().push_back(line);
    inside = true;
  }
  return blocks;
}

// The bullet's text, or nothing if the line is none.
std::string_view bullet_text(std::string_view line) {
  bool bullet = false;
  for (;;) {
    std::string_view rest;
    for (const std::string_view mark : {"•", "·", "●", "-", "*", "–"}) {
      if (line.starts_with(mark)) rest = line.substr(mark.size());
    }
    // A mark of ASCII is a bullet only before a space: "-5 degrees" is none.
    if (rest.data() == nullptr) break;
    const bool ascii = (line.front() & 0x80) == 0;
    if (ascii && !rest.empty() && kSpaces.find(rest.front()) == rest.npos) {
      break;
    }
    bullet = true;
    line = trimmed(rest);
  }
  return bullet ? line : std::string_view();
}

bool is_key_details_heading(std::string_view line) {
  while (line.ends_with(':')) line.remove_suffix(1);
  if (line.ends_with("：")) line.remove_suffix(3);
  std::string folded(line);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  constexpr std::string_view kHeadings[] = {
      "key details", "key points", "要点", "要點", "关键信息", "關鍵資訊"};
  return std::ranges::find(kHeadings, folded) != std::end(kHeadings);
}

// Takes the heading and its bullets from `blocks`, beginning at `at`; false,
// and nothing taken, if they are not there.
bool take_key_points(std::vector<Block>& blocks, std::size_t at,
                     std::vector<std::string>& key_points) {
  if (at >= blocks.size() || !is_key_details_heading(blocks[at].front())) {
    return false;
  }
  std::vector<std::string> bullets;
  std::size_t block = at;
  std::size_t line = 1;
  for (; block < blocks.size(); ++block, line = 0) {
    for (; line < blocks[block].size(); ++line) {
      const std::string_view bullet = bullet_text(blocks[block][line]);
      if (bullet.empty()) break;
      bullets.emplace_back(bullet);
    }
    if (line < blocks[block].size()) break;
  }
  if (bullets.empty()) return false;
  if (block < blocks.size()) {
    Block& last = blocks[block];
    last.erase(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(line));
  }
  blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(at),
               blocks.begin() + static_cast<std::ptrdiff_t>(block));
  key_points = std::move(bullets);
  return true;
}

bool is_standfirst(const Block& block) {
  return block.size() == 1 && block[0].size() <= kMaxStandfirstBytes &&
         bullet_text(block[0]).empty() &&
         sentence_spans(sanitize_utf8(block[0])).size() == 1;
}

std::string joined(const std::vector<Block>& blocks, std::size_t from) {
  std::string text;
  for (; from < blocks.size(); ++from) {
    if (!text.empty()) text += "\n\n";
    for (std::size_t i = 0; i < blocks[from].size(); ++i) {
      if (i > 0) text += '\n';
      text += blocks[from][i];
    }
  }
  return text;
}

}  // namespace

ParsedArticle parse_plain_text(std::string_view text) {
  ParsedArticle parsed;
  Article& article = parsed.article;
  std::vector<Block> blocks = blocks_of(text);
  if (blocks.empty()) return parsed;
  article.title = std::string(blocks[0][0]);
  blocks[0].erase(blocks[0].begin());
  // A headline is followed by a blank line; else its block goes on as text.
  if (!blocks[0].empty()) {
    article.text = joined(blocks, 0);
    return parsed;
  }
  blocks.erase(blocks.begin());
  if (take_key_points(blocks, 0, article.key_points)) {
    article.text = joined(blocks, 0);
    return parsed;
  }
  const bool standfirst = blocks.size() > 1 && is_standfirst(blocks[0]);
  if (standfirst) {
    article.summary = std::string(blocks[0][0]);
    take_key_points(blocks, 1, article.key_points);
  }
  article.text = joined(blocks, standfirst ? 1 : 0);
  return parsed;
}

}  // namespace lede::internal
