// SPDX-License-Identifier: GPL-3.0-or-later
//
// read_filter_text(): filters as one text.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "server/instantsearch/attributes.h"
#include "server/instantsearch/filters.h"

namespace lede {

namespace {

class FilterTextReader {
 public:
  explicit FilterTextReader(std::string_view text) : rest_(text) {}

  Result<void> read(Conditions& out) {
    do {
      const bool grouped = take("(");
      std::vector<FilterTest> any;
      do {
        auto test = read_test();
        if (!test) return test.error();
        any.push_back(std::move(*test));
      } while (take_word("OR"));
      if (grouped && !take(")")) return wrong();
      out.push_back(std::move(any));
    } while (take_word("AND"));
    skip_blanks();
    return rest_.empty() ? Result<void>() : wrong();
  }

 private:
  [[nodiscard]] Error wrong() const {
    return {ErrorCode::kInvalidArgument, "filters: cannot be read from '" +
                                             std::string(rest_.substr(0, 40)) +
                                             "' on"};
  }

  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
  }

  bool take(std::string_view sign) {
    skip_blanks();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }

  bool take_word(std::string_view word) {
    skip_blanks();
    if (!rest_.starts_with(word)) return false;
    const std::string_view behind = rest_.substr(word.size());
    if (!behind.empty() && behind.front() != ' ' && behind.front() != '(') {
      return false;
    }
    rest_ = behind;
    return true;
  }

  std::string_view take_until(std::string_view signs) {
    const std::size_t end = std::min(rest_.find_first_of(signs), rest_.size());
    const std::string_view taken = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return taken;
  }

  // In either kind of quotes, or up to a blank.
  std::optional<std::string_view> take_value() {
    skip_blanks();
    if (rest_.empty()) return std::nullopt;
    const char quote = rest_.front();
    if (quote != '"' && quote != '\'') return take_until(" )");
    rest_.remove_prefix(1);
    const std::string_view value = take_until(std::string_view(&quote, 1));
    if (rest_.empty()) return std::nullopt;
    rest_.remove_prefix(1);
    return value;
  }

  Result<FilterTest> read_test() {
    const bool negated = take_word("NOT");
    skip_blanks();
    const std::string_view begin = rest_;
    const std::string_view attribute = take_until(" :<>=!()");
    if (attribute == kPublishedAttribute) return read_number(begin, negated);
    if (attribute.empty() || !take(":")) return wrong();
    const auto value = take_value();
    if (!value || value->empty()) return wrong();
    return facet_test(attribute, *value, negated);
  }

  // "published_ts >= 5", "published_ts:5 TO 9".
  Result<FilterTest> read_number(std::string_view begin, bool negated) {
    skip_blanks();
    rest_.remove_prefix(
        std::min(rest_.find_first_not_of(":<>=!"), rest_.size()));
    skip_blanks();
    take_until(" )");
    if (take_word("TO")) {
      skip_blanks();
      take_until(" )");
    }
    auto test =
        read_numeric_filter(begin.substr(0, begin.size() - rest_.size()));
    if (test && negated) test->negated = !test->negated;
    return test;
  }

  std::string_view rest_;
};

}  // namespace

Result<void> read_filter_text(std::string_view text, Conditions& out) {
  if (text.find_first_not_of(' ') == std::string_view::npos) return {};
  return FilterTextReader(text).read(out);
}

}  // namespace lede
