// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/handlers/parameter_values.h"

#include <algorithm>

#include "common/join.h"

namespace lede {

Complaint read_truth(std::string_view text, bool& out) {
  const bool yes = text == "true" || text == "1";
  if (!yes && text != "false" && text != "0") return "true or false";
  out = yes;
  return {};
}

Complaint read_names(std::string_view text,
                     const std::vector<std::string_view>& known,
                     std::vector<std::string>& out) {
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view name = text.substr(0, comma);
    if (std::ranges::find(known, name) == known.end()) {
      return "out of " + join(known, ", ");
    }
    if (std::ranges::find(out, name) == out.end()) out.emplace_back(name);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return {};
}

Complaint read_interval(std::string_view text,
                        std::optional<TimelineInterval>& out) {
  using enum TimelineInterval;
  return read_choice<TimelineInterval>(text,
                                       {{"auto", kAuto},
                                        {"day", kDay},
                                        {"week", kWeek},
                                        {"month", kMonth},
                                        {"year", kYear}},
                                       out);
}

Complaint read_format(std::string_view text, bool& as_csv) {
  return read_choice<bool>(text, {{"json", false}, {"csv", true}}, as_csv);
}

}  // namespace lede
