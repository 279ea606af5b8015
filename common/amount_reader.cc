// SPDX-License-Identifier: GPL-3.0-or-later
//
//   amount := [currency] number { scale } [unit]
//   scale  := "million" | "bn" | 万 ... | letter      a gap of a space or a
//   dash unit   := "dollars" | "GW" | 美元 | "%" ...        before words

#include "common/amount_reader.h"

#include "common/amount_units.h"
#include "common/prose_scan.h"

namespace lede::internal {
namespace {

// 十 to 万亿: what can be piled up.
constexpr int kMostScales = 4;

bool starts_at(std::string_view text, std::size_t at, std::string_view what) {
  return text.substr(at).starts_with(what);
}

class AmountReader {
 public:
  AmountReader(std::string_view text, const AmountStyle& style)
      : text_(text), style_(style) {}

  std::optional<FoundAmount> read(std::size_t at) {
    const auto number = read_decimal(text_, at);
    if (!number) return std::nullopt;
    found_.begin = at;
    found_.end = number->end;
    value_ = number->number;
    read_currency(at);
    read_scales();
    read_unit();
    found_.bare = found_.end == number->end;
    found_.amount.written = value_;
    found_.amount.value = value_ << found_.unit_exponent;
    return found_;
  }

 private:
  void read_currency(std::size_t at) {
    const auto currency = currency_before(text_, at, style_.japanese);
    if (!currency) return;
    found_.amount.unit = currency->unit;
    found_.begin = at - currency->size;
    found_.prefixed = true;
  }

  // Behind a space or a dash, if a word may follow there.
  [[nodiscard]] std::size_t behind_gap(std::size_t at) const {
    if (starts_at(text_, at, "-") && at + 1 < text_.size() &&
        is_letter(text_[at + 1])) {
      return at + 1;
    }
    return skip_spaces(text_, at);
  }

  // "More than": 10多亿, 100余万, 10+ million.
  void skip_vague() {
    for (const std::string_view vague : {"多", "余", "餘", "+"}) {
      if (starts_at(text_, found_.end, vague)) found_.end += vague.size();
    }
  }

  void read_scales() {
    for (int scales = 0; scales < kMostScales; ++scales) {
      const std::size_t before = found_.end;
      skip_vague();
      if (!read_scale()) {
        found_.end = before;
        break;
      }
    }
    if (found_.scaled) read_smaller_part();
  }

  bool read_scale() {
    if (lettered_) return false;
    const std::size_t at = behind_gap(found_.end);
    // 千瓦 is a unit, 千 a scale.
    if (!is_scale_word(at) && unit_at(text_, at, false)) return false;
    if (const auto scale = scale_at(text_, at)) {
      add_scale(*scale, at, true);
      return true;
    }
    if (found_.scaled || at != found_.end) return false;
    const auto letter = scale_letter_at(text_, at);
    if (!letter) return false;
    const char which = text_[at];
    add_scale(*letter, at, which == 'B' || which == 'T');
    lettered_ = true;
    return true;
  }

  [[nodiscard]] bool is_scale_word(std::size_t at) const {
    return at < text_.size() && is_letter(text_[at]);
  }

  void add_scale(const ScaleName& scale, std::size_t at, bool tells) {
    value_ = value_ << scale.exponent;
    found_.scale_exponent += scale.exponent;
    found_.scaled = found_.scaled || tells || style_.typed;
    found_.end = at + scale.size;
  }

  // 1億2000万, 2조 3000억, 3万5000円: the rest counts in a smaller scale.
  void read_smaller_part() {
    const std::size_t at = skip_spaces(text_, found_.end);
    if (at >= text_.size() || !is_digit(text_[at])) return;
    const auto rest = read_decimal(text_, at);
    if (!rest || rest->number.exponent != 0 || rest->end - at > 4) return;
    std::size_t end = rest->end;
    int exponent = 0;
    while (const auto scale = scale_at(text_, end)) {
      exponent += scale->exponent;
      end += scale->size;
    }
    const bool named =
        exponent > 0 || (at == found_.end && unit_at(text_, end, false));
    if (!named || exponent >= found_.scale_exponent) return;
    const auto sum = sum_of(value_, rest->number << exponent);
    if (!sum) return;
    value_ = *sum;
    found_.end = end;
  }

  void read_unit() {
    const std::size_t before = found_.end;
    skip_vague();
    const std::size_t at = behind_gap(found_.end);
    const auto unit = unit_at(text_, at, style_.typed);
    const bool doubtful = unit && ((unit->doubtful && !found_.scaled) ||
                                   is_lone_letter(*unit, at));
    if (!unit || doubtful || found_.prefixed) {
      found_.end = before;
      // "5M" may be a name, "$5M" and "5M tokens" are none.
      if (lettered_ && !found_.prefixed && !found_.scaled) forget_letter();
      // A currency said twice: US$1.5 billion dollars.
      if (unit && !doubtful && unit->unit == found_.amount.unit) {
        found_.end = at + unit->size;
      }
      return;
    }
    found_.amount.unit = unit->unit;
    found_.unit_exponent = unit->exponent;
    found_.end = at + unit->size;
  }

  // "12 W 34th Street"
  [[nodiscard]] bool is_lone_letter(const UnitName& unit,
                                    std::size_t at) const {
    return unit.size == 1 && is_letter(text_[at]) && at != found_.end;
  }

  void forget_letter() {
    value_ = value_ << -found_.scale_exponent;
    found_.scale_exponent = 0;
    --found_.end;
  }

  std::string_view text_;
  const AmountStyle& style_;
  FoundAmount found_;
  Decimal value_;
  bool lettered_ = false;
};

}  // namespace

std::optional<FoundAmount> amount_at(std::string_view text, std::size_t at,
                                     const AmountStyle& style) {
  return AmountReader(text, style).read(at);
}

}  // namespace lede::internal
