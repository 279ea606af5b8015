// SPDX-License-Identifier: GPL-3.0-or-later
//
// Folding and classification by ICU's data.

#include "common/analysis/cells.h"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "common/analysis/utf8.h"

namespace lede::internal {
namespace {

constexpr std::size_t kCacheSize = 4096;  // a power of two
// As in the stream-safe text format (UAX #15 section 13): keeps reordering of
// absurdly long runs of marks from growing quadratic.
constexpr int kMaxClusterCodePoints = 31;
constexpr char32_t kZeroWidthSpace = 0x200B;

const icu::Normalizer2& case_folder() {
  UErrorCode status = U_ZERO_ERROR;
  // ICU keeps the instance for the life of the process.
  return *icu::Normalizer2::getNFKCCasefoldInstance(status);
}

UChar32 icu_code_point(char32_t code_point) {
  return static_cast<UChar32>(code_point);
}

// Code points that NFKC would turn into letters or nothing, but readers take
// for a gap: the trademark and service signs (OpenAI™) and the zero width
// space, which breaks lines.
bool always_breaks(char32_t code_point) {
  return code_point == kZeroWidthSpace || code_point == 0x2122 ||
         code_point == 0x2120 || code_point == kReplacement;
}

// The joiner a punctuation mark counts as, or 0.
char32_t joiner_of(char32_t code_point) {
  switch (code_point) {
    case 0x2018:  // single quotation marks, typed as apostrophes
    case 0x2019:
    case 0x02BC:
      return '\'';
    case 0x2010:
      return '-';
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return kLongDash;
    default:
      return 0;
  }
}

CellKind kind_of(char32_t code_point) {
  if (code_point < 0x80) return ascii_kind(static_cast<char>(code_point));
  if (is_cjk(code_point)) return CellKind::kCjk;
  const UChar32 c = icu_code_point(code_point);
  const auto category = u_charType(c);
  const bool mark =
      category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK;
  if ((mark || u_isalpha(c)) &&
      u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) {
    return CellKind::kDictionary;
  }
  if (mark) return CellKind::kMark;
  if (u_isdigit(c)) return CellKind::kDigit;
  if (u_isalpha(c) || category == U_LETTER_NUMBER) return CellKind::kLetter;
  return CellKind::kBreak;
}

Cell make_cell(char32_t folded, bool capital, std::size_t begin,
               std::size_t end) {
  const char32_t joiner = joiner_of(folded);
  Cell cell;
  cell.code_point = joiner != 0 ? joiner : folded;
  cell.kind = joiner != 0 ? CellKind::kJoiner : kind_of(folded);
  cell.capital = capital;
  cell.begin = static_cast<std::uint32_t>(begin);
  cell.end = static_cast<std::uint32_t>(end);
  return cell;
}

// Byte behind the cluster whose first code point ends at `pos`.
std::size_t cluster_end(std::string_view text, std::size_t pos) {
  for (int i = 1; i < kMaxClusterCodePoints && pos < text.size(); ++i) {
    if (is_ascii(text[pos])) break;
    std::size_t next = pos;
    const char32_t code_point = next_code_point(text, next);
    if (always_breaks(code_point) ||
        case_folder().hasBoundaryBefore(icu_code_point(code_point))) {
      break;
    }
    pos = next;
  }
  return pos;
}

void append_folded(std::string_view text, std::size_t begin, std::size_t end,
                   bool capital, std::vector<Cell>& out) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
      {text.data() + begin, static_cast<std::int32_t>(end - begin)});
  const icu::UnicodeString folded = case_folder().normalize(source, status);
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const auto code_point = static_cast<char32_t>(folded.char32At(i));
    // Enclosing marks (keycaps) belong to symbols.
    if (u_charType(icu_code_point(code_point)) == U_ENCLOSING_MARK) continue;
    out.push_back(make_cell(code_point, capital, begin, end));
  }
}

}  // namespace

bool is_ignorable(char32_t code_point) {
  return code_point != kZeroWidthSpace &&
         u_hasBinaryProperty(icu_code_point(code_point),
                             UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

CellReader::CellReader() : cache_(kCacheSize) {}

std::size_t CellReader::read(std::string_view text, std::size_t pos,
                             std::vector<Cell>& out) {
  const std::size_t begin = pos;
  const char32_t first = next_code_point(text, pos);
  if (always_breaks(first)) {
    out.push_back(make_cell(' ', false, begin, pos));
    return pos;
  }
  const std::size_t end = cluster_end(text, pos);
  if (end > pos || !append_cached(first, begin, end, out)) {
    append_folded(text, begin, end, u_isupper(icu_code_point(first)), out);
  }
  return end;
}

bool CellReader::append_cached(char32_t source, std::size_t begin,
                               std::size_t end, std::vector<Cell>& out) {
  Folded& entry = cache_[source & (kCacheSize - 1)];
  if (entry.size == 0xFF || entry.source != source) {
    icu::UnicodeString single(icu_code_point(source));
    std::string bytes;
    single.toUTF8String(bytes);
    std::vector<Cell> cells;
    append_folded(bytes, 0, bytes.size(), false, cells);
    if (cells.size() > kMaxCached) return false;
    entry.source = source;
    entry.size = static_cast<std::uint8_t>(cells.size());
    entry.capital = u_isupper(icu_code_point(source));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      entry.code_points[i] = cells[i].code_point;
      entry.kinds[i] = cells[i].kind;
    }
  }
  for (std::size_t i = 0; i < entry.size; ++i) {
    out.push_back({entry.code_points[i], static_cast<std::uint32_t>(begin),
                   static_cast<std::uint32_t>(end), entry.kinds[i],
                   entry.capital});
  }
  return true;
}

}  // namespace lede::internal
