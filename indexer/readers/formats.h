// SPDX-License-Identifier: GPL-3.0-or-later
//
// The input formats: each turns the text of a source into records.

#pragma once

#include <string>
#include <string_view>

#include "common/article_json.h"
#include "indexer/readers/buffered_source.h"
#include "indexer/readers/record_emitter.h"

namespace lede::internal {

// One source as a format's reader sees it.
struct SourceText {
  BufferedSource& bytes;
  std::string origin;       // "feeds/a.jsonl", "-"
  std::string fallback_id;  // path within its folder; empty for a stream
};

// Records of files that hold many. What is wrong with one is emitted in its
// place; reading ends when the sink wants no more.
void read_json_lines(const SourceText& source, RecordEmitter& emitter);
void read_json_file(const SourceText& source, RecordEmitter& emitter);

// Articles of files that hold one. kInvalidArgument if it cannot be one.
ParsedArticle parse_plain_text(std::string_view text);
Result<ParsedArticle> parse_markdown(std::string_view text,
                                     const ArticleContext& context);
Result<ParsedArticle> parse_html(std::string_view html,
                                 const ArticleContext& context);

}  // namespace lede::internal
