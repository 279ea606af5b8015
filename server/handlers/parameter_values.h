// SPDX-License-Identifier: GPL-3.0-or-later
//
// The values of parameters: numbers, truths, words out of a list. Each reader
// returns what the value should have been, and leaves `out` alone then.

#pragma once

#include <charconv>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <lede/request.h>

namespace lede {

// What a value should have been ("a number from 0 to 100"); empty if it is
// right.
using Complaint = std::string;

// From `low` to `high`, both included.
template <typename Number>
Complaint read_number(std::string_view text, Number low, Number high,
                      Number& out) {
  const char* end = text.data() + text.size();
  Number number{};
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end || number < low || number > high) {
    return "a number from " + std::to_string(low) + " to " +
           std::to_string(high);
  }
  out = number;
  return {};
}

// true, false, 1 or 0.
Complaint read_truth(std::string_view text, bool& out);

template <typename Value>
using Choices = std::initializer_list<std::pair<std::string_view, Value>>;

template <typename Value, typename Out>
Complaint read_choice(std::string_view text, Choices<Value> choices, Out& out) {
  std::string names;
  for (const auto& [name, value] : choices) {
    if (name == text) {
      out = value;
      return {};
    }
    names.append(names.empty() ? "" : ", ").append(name);
  }
  return "one of " + names;
}

// Names out of `known`, separated by commas, added to those of `out`.
Complaint read_names(std::string_view text,
                     const std::vector<std::string_view>& known,
                     std::vector<std::string>& out);

// "auto", "day" ...
Complaint read_interval(std::string_view text,
                        std::optional<TimelineInterval>& out);

// "json" or "csv".
Complaint read_format(std::string_view text, bool& as_csv);

}  // namespace lede
