// SPDX-License-Identifier: GPL-3.0-or-later
//
// One leap from digit to digit; at each the amount around it is read and leapt
// over.

#include "common/amounts.h"

#include <string>

#include "common/amount_reader.h"
#include "common/amount_units.h"
#include "common/prose_scan.h"

namespace lede {
namespace {

using internal::amount_at;
using internal::FoundAmount;
using internal::is_amount;
using internal::is_digit;
using internal::is_letter;

class AmountScanner {
 public:
  AmountScanner(std::string_view text, std::string_view lang,
                std::vector<Amount>& amounts)
      : text_(text), amounts_(amounts) {
    style_.japanese = lang == "ja";
  }

  void run() {
    std::size_t at = internal::next_digit(text_, 0);
    while (at < text_.size()) {
      at = internal::next_digit(text_, read(at));
    }
  }

 private:
  // Reads what begins at `at`; the byte to go on from.
  std::size_t read(std::size_t at) {
    const std::size_t past = internal::figure_end(text_, at);
    if (!may_begin(at)) return past;
    auto first = amount_at(text_, at, style_);
    if (!first) return past;
    if (const auto second = other_end(*first)) {
      amounts_.push_back(first->amount);
      amounts_.push_back(second->amount);
      return second->end;
    }
    if (is_amount(*first)) amounts_.push_back(first->amount);
    return first->end;
  }

  // Not within a name, a time, a path or another number.
  [[nodiscard]] bool may_begin(std::size_t at) const {
    if (at == 0) return true;
    const char before = text_[at - 1];
    if (is_letter(before)) {
      return internal::currency_before(text_, at, style_.japanese).has_value();
    }
    if (before == '-') return !hangs_on_word(at - 1);
    if (before == '.')
      return internal::currency_before(text_, at, false).has_value();
    return std::string_view("/:#_@").find(before) == std::string_view::npos;
  }

  [[nodiscard]] bool hangs_on_word(std::size_t dash) const {
    return dash > 0 &&
           (is_letter(text_[dash - 1]) || is_digit(text_[dash - 1]));
  }

  // Of "$1-2 billion" and "10 to 12 percent" the second amount; the first then
  // takes its scale and unit.
  std::optional<FoundAmount> other_end(FoundAmount& first) const {
    if (!first.bare || is_year(first)) return std::nullopt;
    bool worded = false;
    const std::size_t at = behind_range_mark(first.end, worded);
    if (at == first.end) return std::nullopt;
    constexpr std::size_t kMostSignBytes = 8;
    const std::size_t digit = internal::next_digit(text_, at);
    if (digit >= text_.size() || digit - at > kMostSignBytes) {
      return std::nullopt;
    }
    auto second = amount_at(text_, digit, style_);
    if (!second || second->begin != at || second->bare || !is_amount(*second)) {
      return std::nullopt;
    }
    // "$500 to $2 million" are two.
    if (worded && second->prefixed) return std::nullopt;
    share(first.amount, *second);
    return second;
  }

  // "In 2020 to 10 percent" tells when.
  [[nodiscard]] bool is_year(const FoundAmount& found) const {
    const std::string_view digits =
        text_.substr(found.begin, found.end - found.begin);
    return digits.size() == 4 &&
           (digits.starts_with("19") || digits.starts_with("20"));
  }

  // Dashes stand between numbers without a space.
  [[nodiscard]] std::size_t behind_range_mark(std::size_t end,
                                              bool& worded) const {
    for (const std::string_view dash : {"-", "–", "—", "~", "～"}) {
      if (text_.substr(end).starts_with(dash)) return end + dash.size();
    }
    const std::size_t at = internal::skip_spaces(text_, end);
    for (const std::string_view word : {"至", "到"}) {
      if (text_.substr(at).starts_with(word)) {
        return internal::skip_spaces(text_, at + word.size());
      }
    }
    worded = at > end && text_.substr(at).starts_with("to ");
    return worded ? internal::skip_spaces(text_, at + 3) : end;
  }

  static void share(Amount& first, FoundAmount& second) {
    first.written = first.written << second.scale_exponent;
    first.value = first.written << second.unit_exponent;
    if (first.unit.empty()) first.unit = second.amount.unit;
    if (second.amount.unit.empty()) second.amount.unit = first.unit;
  }

  std::string_view text_;
  std::vector<Amount>& amounts_;
  internal::AmountStyle style_;
};

}  // namespace

void find_amounts(std::string_view text, std::string_view lang,
                  std::vector<Amount>& amounts) {
  std::string buffer;
  AmountScanner(internal::with_ascii_digits(text, buffer), lang, amounts).run();
}

std::optional<Amount> read_amount(std::string_view text) {
  const std::string plain = internal::normalize_figures(text);
  const std::size_t at = internal::next_digit(plain, 0);
  if (at == plain.size()) return std::nullopt;
  const auto found = amount_at(plain, at, {.japanese = false, .typed = true});
  if (!found || found->begin != 0 || found->end != plain.size()) {
    return std::nullopt;
  }
  return found->amount;
}

}  // namespace lede
