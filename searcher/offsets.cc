// SPDX-License-Identifier: GPL-3.0-or-later
//
// Byte offsets -> the unit a caller asked for.

#include "searcher/offsets.h"

#include <algorithm>

namespace lede {
namespace {

// Units of the code point that begins with `lead`; none for the bytes after.
std::size_t units_of(unsigned char lead, OffsetUnit unit) {
  if ((lead & 0xc0) == 0x80) return 0;
  const bool beyond_the_basic_plane = lead >= 0xf0;
  return unit == OffsetUnit::kUtf16 && beyond_the_basic_plane ? 2 : 1;
}

// Walks forward over one text, counting units.
class UnitCursor {
 public:
  UnitCursor(std::string_view text, OffsetUnit unit)
      : text_(text), unit_(unit) {}

  // REQUIRES: never less than the last `byte`.
  std::size_t advance_to(std::size_t byte) {
    byte = std::min(byte, text_.size());
    for (; at_ < byte; ++at_) {
      units_ += units_of(static_cast<unsigned char>(text_[at_]), unit_);
    }
    return units_;
  }

 private:
  std::string_view text_;
  OffsetUnit unit_;
  std::size_t at_ = 0;
  std::size_t units_ = 0;
};

}  // namespace

std::size_t to_unit(std::string_view text, std::size_t byte, OffsetUnit unit) {
  if (unit == OffsetUnit::kUtf8) return std::min(byte, text.size());
  return UnitCursor(text, unit).advance_to(byte);
}

void convert_spans(std::string_view text, OffsetUnit unit,
                   std::vector<Span>& spans) {
  if (unit == OffsetUnit::kUtf8) return;
  UnitCursor cursor(text, unit);
  for (Span& span : spans) {
    span.begin = cursor.advance_to(span.begin);
    span.end = cursor.advance_to(span.end);
  }
}

}  // namespace lede
