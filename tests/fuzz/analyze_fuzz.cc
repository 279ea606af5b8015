// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any text is cut into tokens, sentences, paragraphs and quotations that lie in
// it, in order.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/analysis/text.h"
#include "common/schema.h"

namespace {

void expect_in_order(const std::vector<lede::Span>& spans, std::size_t size) {
  std::size_t behind = 0;
  for (const lede::Span& span : spans) {
    if (span.begin < behind || span.end < span.begin || span.end > size) {
      std::abort();
    }
    behind = span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static lede::Analyzer analyzer;
  static lede::TokenStream stream;
  const auto* bytes = reinterpret_cast<const char*>(data);
  const std::string text = lede::sanitize_utf8({bytes, size});
  analyzer.analyze(text, size % 2 == 0 ? "en" : "de", stream);
  std::uint32_t position = 0;
  for (const lede::Token& token : stream.tokens()) {
    if (token.position < position || token.position >= stream.positions() ||
        token.span.begin >= token.span.end || token.span.end > text.size() ||
        stream.term(token).empty() ||
        stream.term(token).size() > lede::kMaxTermBytes) {
      std::abort();
    }
    position = token.position;
  }
  const auto sentences = lede::sentence_spans(text);
  const auto paragraphs = lede::paragraph_spans(text, sentences);
  expect_in_order(sentences, text.size());
  expect_in_order(paragraphs, text.size());
  expect_in_order(lede::quotation_spans(text, paragraphs), text.size());
  return 0;
}
