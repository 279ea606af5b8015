// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/offsets.h"

#include <string_view>

#include <gtest/gtest.h>

namespace lede {
namespace {

TEST(Offsets, AreCountedInTheUnitAskedFor) {
  const std::string_view text = "a芯🚀é";  // 1, 3, 4 and 2 bytes
  struct Row {
    std::size_t byte, utf16, code_points;
  };
  for (const Row& row : {Row{0, 0, 0}, Row{1, 1, 1}, Row{4, 2, 2}, Row{8, 4, 3},
                         Row{10, 5, 4}, Row{99, 5, 4}}) {
    EXPECT_EQ(to_unit(text, row.byte, OffsetUnit::kUtf8),
              std::min<std::size_t>(row.byte, 10));
    EXPECT_EQ(to_unit(text, row.byte, OffsetUnit::kUtf16), row.utf16);
    EXPECT_EQ(to_unit(text, row.byte, OffsetUnit::kCodePoints),
              row.code_points);
  }
}

TEST(Offsets, OfAdjacentSpansStayAdjacent) {
  std::vector<Span> spans{{1, 4}, {4, 8}, {8, 10}};
  convert_spans("a芯🚀é", OffsetUnit::kUtf16, spans);
  EXPECT_EQ(spans, (std::vector<Span>{{1, 2}, {2, 4}, {4, 5}}));
}

}  // namespace
}  // namespace lede
