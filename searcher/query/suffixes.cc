// SPDX-License-Identifier: GPL-3.0-or-later
//
// Suffixes of words, read from the end.

#include "searcher/query/suffixes.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "common/analysis/utf8.h"
#include "searcher/query/query_text.h"

namespace lede::internal {
namespace {

// Digits with at most one point among them, not 0; at most nine bytes.
std::optional<double> read_weight_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  double value = 0.0;
  double unit = 0.0;
  for (const char c : digits) {
    if (c == '.' && unit == 0.0) {
      unit = 1.0;
    } else if ('0' <= c && c <= '9') {
      value = value * 10 + (c - '0');
      unit *= 10.0;
    } else {
      return std::nullopt;
    }
  }
  if (!is_ascii_digit(static_cast<unsigned char>(digits.front())) ||
      !is_ascii_digit(static_cast<unsigned char>(digits.back())) ||
      value == 0.0) {
    return std::nullopt;
  }
  return unit > 0.0 ? value / unit : value;
}

// Takes all "^number" and punctuation between them off the end of `text`; the
// numbers' product.
double take_weights(std::string_view& text) {
  double product = 1.0;
  while (true) {
    const std::size_t caret = text.rfind('^');
    if (caret == std::string_view::npos) break;
    const auto weight = read_weight_number(text.substr(caret + 1));
    if (!weight) break;
    product = bounded_weight(product * *weight);
    text = trim_word(text.substr(0, caret));
  }
  return product;
}

bool long_enough_for_prefix(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_cjk(c.value)) return true;
    letters += is_word_code_point(c.value) ? 1 : 0;
    at += c.bytes;
  }
  return letters >= 2;
}

std::string_view without_trailing(std::string_view text, char byte) {
  while (text.ends_with(byte)) text.remove_suffix(1);
  return text;
}

}  // namespace

double bounded_weight(double weight) {
  return std::round(std::clamp(weight, kMinWeight, kMaxWeight) * 100) / 100;
}

std::string_view trim_word(std::string_view run) {
  while (!run.empty() &&
         std::string_view(",;:!?").find(run.back()) != std::string_view::npos) {
    run.remove_suffix(1);
  }
  return run;
}

std::optional<double> weight_suffix(std::string_view text) {
  if (!text.starts_with('^')) return std::nullopt;
  const double weight = take_weights(text);
  if (!text.empty()) return std::nullopt;
  return weight;
}

bool bears_weight(std::string_view run) {
  std::string_view text = run;
  take_weights(text);
  return text.size() < run.size();
}

QueryNode read_word(std::string_view run, bool exact) {
  QueryNode node;
  node.kind = exact ? NodeKind::kExact : NodeKind::kWord;
  std::string_view text = run;
  node.weight = take_weights(text);
  if (text.ends_with('*')) {
    const std::string_view stem = without_trailing(text, '*');
    if (long_enough_for_prefix(stem)) {
      node.kind = NodeKind::kPrefix;
      text = stem;
    }
  } else if (text.ends_with('~') || text.ends_with("~1") ||
             text.ends_with("~2")) {
    const std::string_view word = text.substr(0, text.rfind('~'));
    if (has_word_code_point(word)) {
      node.kind = NodeKind::kFuzzy;
      text = word;
    }
  }
  node.text = text;
  return node;
}

}  // namespace lede::internal
