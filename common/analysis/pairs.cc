// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules of pairs.

#include "common/analysis/pairs.h"

#include <algorithm>
#include <iterator>

#include "common/analysis/analyzer.h"
#include "common/analysis/cells.h"
#include "common/analysis/utf8.h"

namespace lede::internal {
namespace {

Link link_of(char32_t code_point) {
  switch (code_point) {
    case ' ':
    case 0x00A0:  // no-break, narrow no-break and full-width space
    case 0x202F:
    case 0x3000:
      return Link::kSpace;
    case '-':
    case 0x2010:
    case 0x2011:
    case 0xFE63:
    case 0xFF0D:
      return Link::kHyphen;
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE58:
      return Link::kLongDash;
    case '_':
    case 0xFF3F:
      return Link::kUnderscore;
    default:
      return Link::kNone;
  }
}

bool is_month(std::string_view word) {
  static constexpr std::string_view kMonths[] = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december",
      "jan",     "feb",      "mar",       "apr",     "jun",      "jul",
      "aug",     "sep",      "sept",      "oct",     "nov",      "dec"};
  return std::ranges::find(kMonths, word) != std::end(kMonths);
}

bool is_year(std::string_view number) {
  return number.size() == 4 && number >= "1900" && number <= "2100" &&
         std::ranges::all_of(
             number, [](char byte) { return byte >= '0' && byte <= '9'; });
}

bool ends_in_letter(const Atom& atom, std::string_view term) {
  if (atom.kind == AtomKind::kHost || atom.kind == AtomKind::kCjk) return false;
  const char last = term.back();
  return !is_ascii(last) || ascii_kind(last) == CellKind::kLetter;
}

bool is_word(const Atom& atom) {
  return atom.kind == AtomKind::kWord || atom.kind == AtomKind::kCountry;
}

bool may_stand_apart(std::string_view word, std::string_view number) {
  constexpr std::size_t kMaxNumberBytes = 6;
  return number.size() <= kMaxNumberBytes && !is_year(number) &&
         !is_stop_word(word) && !is_month(word);
}

}  // namespace

Link link_between(std::string_view text, std::size_t begin, std::size_t end) {
  // A dash and a few joiners that vanish; anything longer is no link.
  constexpr std::size_t kMaxGapBytes = 12;
  if (end <= begin) return Link::kGlued;
  if (end - begin == 1) return link_of(static_cast<unsigned char>(text[begin]));
  if (end - begin > kMaxGapBytes) return Link::kNone;
  Link link = Link::kGlued;
  while (begin < end) {
    const char32_t code_point = next_code_point(text, begin);
    if (is_ignorable(code_point)) continue;
    if (link != Link::kGlued) return Link::kNone;
    link = link_of(code_point);
    if (link == Link::kNone) return Link::kNone;
  }
  return link;
}

bool is_fused(std::string_view text, const AtomList& list, std::size_t index,
              Link link) {
  const std::vector<Atom>& atoms = list.atoms();
  const Atom& first = atoms[index];
  const Atom& second = atoms[index + 1];
  if (second.kind == AtomKind::kNumber) {
    return ends_in_letter(first, list.term(first)) &&
           (link != Link::kSpace ||
            may_stand_apart(list.term(first), list.term(second)));
  }
  if (link != Link::kHyphen || !is_word(first) || !is_word(second)) {
    return false;
  }
  const auto link_after = [&](std::size_t at) {
    return link_between(text, atoms[at].end, atoms[at + 1].begin);
  };
  if (index > 0 && link_after(index - 1) == Link::kHyphen) return false;
  if (index + 2 == atoms.size()) return true;
  const Atom& third = atoms[index + 2];
  const Link next = link_after(index + 1);
  return !(next == Link::kHyphen && is_word(third)) &&
         !(next == Link::kGlued && third.kind == AtomKind::kNumber);
}

}  // namespace lede::internal
