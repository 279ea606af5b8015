// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tree of order keys: writing into it, and covering a range of it.

#include "common/amount_terms.h"

#include "common/schema.h"

namespace lede {
namespace {

constexpr char kEnd = '.';

std::string branch_of(std::string_view unit) {
  return std::string(prefix::kAmount).append(unit) + ":";
}

void append_branches(std::string_view unit, const std::string& key,
                     std::vector<std::string>& terms) {
  std::string term = branch_of(unit);
  for (const char digit : key) {
    term += digit;
    terms.push_back(term);
  }
  terms.push_back(term + kEnd);
}

// Texts compare as numbers do: of two keys one of which begins with the other
// the shorter is the smaller number.
class Cover {
 public:
  explicit Cover(const AmountRange& range)
      : range_(range), unit_(branch_of(range.unit)) {}

  std::vector<std::string> run() {
    for (char digit = '0'; digit <= '9'; ++digit) {
      add(std::string(1, digit));
    }
    return std::move(terms_);
  }

 private:
  // Adds what of the branch `node`, whose least number is `node` itself, lies
  // within the range.
  void add(const std::string& node) {
    if (lies_below(node) || lies_above(node)) return;
    if (reaches(node)) {
      terms_.push_back(unit_ + node);
      return;
    }
    if (is_key(node) && holds(node)) terms_.push_back(unit_ + node + kEnd);
    for (char digit = '0'; digit <= '9'; ++digit) add(node + digit);
  }

  // Two digits of the exponent alone are the key of zero, if any.
  static bool is_key(const std::string& node) {
    return node.size() > 2 || node == order_key({});
  }

  [[nodiscard]] bool is_low_enough(const std::string& key) const {
    return !range_.high || key < range_.high->key ||
           (range_.high->included && key == range_.high->key);
  }
  [[nodiscard]] bool is_high_enough(const std::string& key) const {
    return !range_.low || key > range_.low->key ||
           (range_.low->included && key == range_.low->key);
  }
  [[nodiscard]] bool holds(const std::string& key) const {
    return is_low_enough(key) && is_high_enough(key);
  }

  // All of the branch is too small, or too large.
  [[nodiscard]] bool lies_below(const std::string& node) const {
    return range_.low && node < range_.low->key &&
           !range_.low->key.starts_with(node);
  }
  [[nodiscard]] bool lies_above(const std::string& node) const {
    return !is_low_enough(node);
  }

  // All of the branch is within the range.
  [[nodiscard]] bool reaches(const std::string& node) const {
    const bool cut = range_.high && range_.high->key.starts_with(node);
    return is_high_enough(node) && !cut;
  }

  const AmountRange& range_;
  std::string unit_;
  std::vector<std::string> terms_;
};

}  // namespace

void append_amount_terms(const Amount& amount,
                         std::vector<std::string>& terms) {
  if (!amount.unit.empty()) {
    append_branches(amount.unit, order_key(amount.value), terms);
  }
  append_branches("", order_key(amount.written), terms);
}

std::vector<std::string> amount_cover(const AmountRange& range) {
  return Cover(range).run();
}

}  // namespace lede
