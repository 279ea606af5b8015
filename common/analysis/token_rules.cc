// SPDX-License-Identifier: GPL-3.0-or-later
//
// A cutter walks over one chunk. At each letter or digit the readings are
// tried from the most special to the plainest: acronym, host, letters joined by
// &, letters with ++ or #, number, word.

#include "common/analysis/token_rules.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "common/analysis/utf8.h"

namespace lede::internal {
namespace {

constexpr std::size_t kMaxHostLabels = 8;

// Last labels that make dotted letters a host or a product. The case as
// written counts where the label is also an English word or name that may open
// a sentence.
constexpr std::string_view kAnyCaseLabels[] = {"com", "net", "org", "js"};
constexpr std::string_view kLowerCaseLabels[] = {
    "ai",    "app", "at",  "au", "biz", "br",   "ca", "cc",   "ch",   "chat",
    "cloud", "cn",  "co",  "cz", "de",  "dev",  "dk", "edu",  "es",   "eu",
    "fm",    "fr",  "fyi", "gg", "gov", "hk",   "ie", "il",   "info", "inc",
    "int",   "io",  "jp",  "kr", "ly",  "mil",  "mx", "news", "nl",   "nz",
    "pl",    "ru",  "se",  "sg", "sh",  "tech", "tv", "tw",   "uk",   "xyz"};

class ChunkCutter {
 public:
  ChunkCutter(std::span<const Cell> cells, AtomList& out)
      : cells_(cells), out_(out) {}

  void cut() {
    std::size_t at = 0;
    while (at < cells_.size()) {
      const std::size_t end = cut_atom(at);
      at = end > at ? skip_possessive(end) : at + 1;
    }
  }

 private:
  [[nodiscard]] bool is_letter(std::size_t at) const {
    return at < cells_.size() && cells_[at].kind == CellKind::kLetter;
  }
  [[nodiscard]] bool is_digit(std::size_t at) const {
    return at < cells_.size() && cells_[at].kind == CellKind::kDigit;
  }
  [[nodiscard]] bool is_word(std::size_t at) const {
    return is_letter(at) || is_digit(at);
  }
  [[nodiscard]] bool is(std::size_t at, char32_t code_point) const {
    return at < cells_.size() && cells_[at].code_point == code_point;
  }
  [[nodiscard]] bool spells(std::size_t at, std::string_view word) const {
    return std::ranges::all_of(word, [&](char byte) {
      return is(at++, static_cast<unsigned char>(byte));
    });
  }
  [[nodiscard]] std::size_t letters_end(std::size_t at) const {
    while (is_letter(at)) ++at;
    return at;
  }
  [[nodiscard]] std::size_t digits_end(std::size_t at) const {
    while (is_digit(at)) ++at;
    return at;
  }
  std::size_t add(AtomKind kind, std::size_t begin, std::size_t end) {
    add_atom(kind, cells_.subspan(begin, end - begin), out_);
    return end;
  }

  // Each cut_ function adds the atom that begins at `at` and returns its end;
  // `at` itself if its reading does not apply.
  std::size_t cut_atom(std::size_t at) {
    if (is(at, '.')) return cut_dot_net(at);
    if (is_digit(at)) {
      const std::size_t end = cut_host(at);
      return end > at ? end : cut_number(at);
    }
    if (!is_letter(at)) return at;
    for (const auto reading :
         {&ChunkCutter::cut_acronym, &ChunkCutter::cut_host,
          &ChunkCutter::cut_ampersand, &ChunkCutter::cut_plus_or_sharp}) {
      const std::size_t end = (this->*reading)(at);
      if (end > at) return end;
    }
    return cut_word(at);
  }

  std::size_t cut_dot_net(std::size_t at) {
    constexpr std::string_view kDotNet = ".net";
    const std::size_t end = at + kDotNet.size();
    if (!spells(at, kDotNet) || is_word(end) || (at > 0 && is_word(at - 1))) {
      return at;
    }
    return add(AtomKind::kSymbol, at, end);
  }

  std::size_t cut_acronym(std::size_t at) {
    std::size_t end = at;  // behind the last single letter
    std::size_t letters = 0;
    for (std::size_t i = at; is_letter(i) && !is_word(i + 1); i += 2) {
      end = i + 1;
      ++letters;
      if (!is(end, '.')) break;
    }
    if (letters < 2) return at;
    for (std::size_t i = at; i < end; i += 2) {
      append_utf8(out_.term_bytes(), cells_[i].code_point);
    }
    if (is(end, '.')) ++end;
    out_.add(AtomKind::kAcronym, cells_[at].begin, cells_[end - 1].end);
    return end;
  }

  std::size_t cut_host(std::size_t at) {
    if (at < plain_until_) return at;
    std::array<std::size_t, kMaxHostLabels> label_ends{};
    std::size_t labels = 0;
    std::size_t end = at;
    for (std::size_t i = at; is_word(i); i = end + 1) {
      end = i;
      while (is_word(end)) ++end;
      if (labels < kMaxHostLabels) label_ends[labels] = end;
      ++labels;
      if (!is(end, '.')) break;
    }
    // A failed reading is not tried again at the labels inside it, which keeps
    // a long dotted run linear.
    plain_until_ = end;
    if (labels < 2 || labels > kMaxHostLabels) return at;
    if (!is_known_label(label_ends[labels - 2] + 1, end)) return at;
    if (labels > 2 && label_ends[0] == at + 3 && spells(at, "www")) {
      plain_until_ = label_ends[0];
      return add(AtomKind::kWord, at, label_ends[0]);
    }
    return add(AtomKind::kHost, at, end);
  }

  [[nodiscard]] bool is_known_label(std::size_t begin, std::size_t end) const {
    const auto is_label = [&](std::string_view label) {
      return label.size() == end - begin && spells(begin, label);
    };
    if (std::ranges::any_of(kAnyCaseLabels, is_label)) return true;
    // "Character.AI" is a name; other labels in capitals open sentences.
    const auto capitals = std::ranges::count(cells_.subspan(begin, end - begin),
                                             true, &Cell::capital);
    if (capitals == 2 && is_label("ai")) return true;
    return capitals == 0 && std::ranges::any_of(kLowerCaseLabels, is_label);
  }

  std::size_t cut_ampersand(std::size_t at) {
    constexpr std::size_t kMaxLetters = 3;
    std::size_t end = letters_end(at);
    if (end - at > kMaxLetters || (at > 0 && is_word(at - 1))) return at;
    bool joined = false;
    while (is(end, '&') && is_letter(end + 1)) {
      const std::size_t next = letters_end(end + 1);
      if (next - end - 1 > kMaxLetters) break;
      end = next;
      joined = true;
    }
    return joined ? add(AtomKind::kSymbol, at, end) : at;
  }

  std::size_t cut_plus_or_sharp(std::size_t at) {
    const std::size_t end = letters_end(at);
    if (is(end, '+') && is(end + 1, '+') && !is(end + 2, '+') &&
        !is_letter(end + 2)) {
      return add(AtomKind::kSymbol, at, end + 2);
    }
    if (end == at + 1 && is(end, '#') && !is(end + 1, '#') &&
        !is_word(end + 1)) {
      return add(AtomKind::kSymbol, at, end + 1);
    }
    return at;
  }

  std::size_t cut_number(std::size_t at) {
    std::size_t end = thousands_end(at);
    const bool grouped = end > at;
    if (!grouped) end = digits_end(at);
    while (is(end, '.') && is_digit(end + 1)) end = digits_end(end + 1);
    end = letters_end(end);
    std::string& term = out_.term_bytes();
    for (std::size_t i = at; i < end; ++i) {
      if (!is(i, ',')) append_utf8(term, cells_[i].code_point);
    }
    out_.add(AtomKind::kNumber, cells_[at].begin, cells_[end - 1].end);
    return end;
  }

  // End of digits with commas between groups of three; `at` if they are not.
  [[nodiscard]] std::size_t thousands_end(std::size_t at) const {
    constexpr std::size_t kGroup = 3;
    std::size_t end = digits_end(at);
    if (end - at > kGroup || !is(end, ',')) return at;
    while (is(end, ',') && is_digit(end + 1)) {
      const std::size_t group_end = digits_end(end + 1);
      if (group_end - end - 1 != kGroup) return at;
      end = group_end;
    }
    return end;
  }

  std::size_t cut_word(std::size_t at) {
    std::size_t end = letters_end(at);
    while (is(end, '\'') && is_letter(end + 1) && !is_possessive(end)) {
      end = letters_end(end + 1);
    }
    const bool country = end == at + 2 && spells(at, "us") &&
                         cells_[at].capital && cells_[at + 1].capital;
    return add(country ? AtomKind::kCountry : AtomKind::kWord, at, end);
  }

  [[nodiscard]] bool is_possessive(std::size_t at) const {
    return spells(at, "'s") && !is_word(at + 2);
  }
  [[nodiscard]] std::size_t skip_possessive(std::size_t at) const {
    return is_possessive(at) ? at + 2 : at;
  }

  std::span<const Cell> cells_;
  AtomList& out_;
  std::size_t plain_until_ = 0;  // no host begins before this cell
};

}  // namespace

void cut_chunk(std::span<const Cell> chunk, AtomList& out) {
  ChunkCutter(chunk, out).cut();
}

void add_atom(AtomKind kind, std::span<const Cell> cells, AtomList& out) {
  for (const Cell& cell : cells) {
    append_utf8(out.term_bytes(), cell.code_point);
  }
  out.add(kind, cells.front().begin, cells.back().end);
}

}  // namespace lede::internal
