// SPDX-License-Identifier: GPL-3.0-or-later

#include <gtest/gtest.h>

#include "common/analysis/analyzer.h"
#include "common/analysis/text.h"
#include "tests/analysis/token_dump.h"
#include "tests/golden/golden_table.h"

namespace lede {
namespace {

// Language, text; the terms of each position, see dump_tokens().
TEST(TokensGolden, AreAsReviewed) {
  Analyzer analyzer;
  TokenStream stream;
  testing::expect_golden(
      "tokens.tsv", 2, 300, [&](const testing::Columns& row) {
        analyzer.analyze(sanitize_utf8(row[1]), row[0], stream);
        return testing::Columns{dump_tokens(stream)};
      });
}

}  // namespace
}  // namespace lede
