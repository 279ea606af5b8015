// SPDX-License-Identifier: GPL-3.0-or-later
//
// What holds for the records of every reader: clean text, a title or a text, an
// id, a date if the prose tells one.

#include <algorithm>
#include <array>
#include <utility>

#include <xxhash.h>

#include "common/analysis/text.h"
#include "common/article_json.h"

namespace lede {
namespace {

constexpr std::size_t kMaxIdBytes = 512;
constexpr std::string_view kSpaces = " \t\r\n\f\v";

Error invalid(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message)};
}

void trim(std::string& text) {
  const std::size_t last = text.find_last_not_of(kSpaces);
  if (last == std::string::npos) {
    text.clear();
    return;
  }
  text.erase(last + 1);
  text.erase(0, text.find_first_not_of(kSpaces));
}

void repair(std::string& text) {
  if (!is_valid_utf8(text) || text.find('\0') != std::string::npos) {
    text = sanitize_utf8(text);
  }
}

// For what is one line by nature.
void tidy_line(std::string& text) {
  repair(text);
  trim(text);
  if (text.find_first_of("\t\r\n\f\v") == std::string::npos) return;
  std::string line;
  line.reserve(text.size());
  for (const char c : text) {
    const bool space = kSpaces.find(c) != std::string_view::npos;
    if (space && line.ends_with(' ')) continue;
    line += space ? ' ' : c;
  }
  text = std::move(line);
}

void tidy_lines(std::vector<std::string>& lines) {
  std::ranges::for_each(lines, tidy_line);
  std::erase(lines, std::string());
}

void tidy_prose(std::string& text) {
  repair(text);
  if (text.find('\r') != std::string::npos) {
    std::string unix_lines;
    unix_lines.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\r') {
        unix_lines += text[i];
      } else if (i + 1 == text.size() || text[i + 1] != '\n') {
        unix_lines += '\n';
      }
    }
    text = std::move(unix_lines);
  }
  trim(text);
}

void tidy(Article& article) {
  tidy_line(article.id);
  if (article.title) {
    tidy_line(*article.title);
    if (article.title->empty()) article.title.reset();
  }
  tidy_prose(article.summary);
  tidy_prose(article.text);
  tidy_line(article.url);
  tidy_line(article.source);
  tidy_line(article.lang);
  std::ranges::replace(article.lang, '_', '-');
  tidy_lines(article.key_points);
  tidy_lines(article.authors);
  tidy_lines(article.topics);
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

std::string hash_text(std::string_view text) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(text.data(), text.size()));
  std::string hex;
  for (const unsigned char byte : canonical.digest) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

std::string derived_id(const Article& article, std::string_view fallback_id) {
  if (!article.url.empty() && article.url.size() <= kMaxIdBytes &&
      !has_control(article.url)) {
    return article.url;
  }
  if (!article.url.empty()) return hash_text(article.url);
  if (!article.source.empty() && article.title && article.published) {
    return hash_text(article.source + '\n' + *article.title + '\n' +
                     format_date(*article.published, TimeZone::utc()));
  }
  if (!fallback_id.empty()) return hash_text(fallback_id);
  Article content = article;
  content.origin.clear();
  content.indexed_at = 0;
  return hash_text(article_to_json(content));
}

}  // namespace

Result<void> finish_article(Article& article, std::string_view fallback_id,
                            const ArticleContext& context) {
  static const TimeZone utc = TimeZone::utc();
  tidy(article);
  if (!article.title && article.text.empty()) {
    return invalid("neither title nor text");
  }
  if (article.id.size() > kMaxIdBytes) {
    return invalid("id is longer than " + std::to_string(kMaxIdBytes) +
                   " bytes");
  }
  if (has_control(article.id)) return invalid("id holds a control character");
  // The id first: an inferred date depends on the clock.
  if (article.id.empty()) article.id = derived_id(article, fallback_id);
  if (!article.published) {
    article.published =
        infer_date(article.text.empty() ? article.summary : article.text,
                   context.zone == nullptr ? utc : *context.zone, context.now);
    article.published_inferred = article.published.has_value();
  }
  return {};
}

}  // namespace lede
