// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/index_report.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace lede {
namespace {

using Json = nlohmann::ordered_json;

// One line; a path that is no UTF-8 is shown as far as it is.
std::string one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string report_to_json(const IndexReport& report) {
  return one_line({{"read", report.read},
                   {"added", report.added},
                   {"updated", report.updated},
                   {"unchanged", report.unchanged},
                   {"removed", report.removed},
                   {"rejected", report.rejected},
                   {"same_id", report.same_id},
                   {"undated", report.undated},
                   {"extra_fields", report.extra_fields},
                   {"documents", report.documents},
                   {"stories", report.stories},
                   {"input_bytes", report.input_bytes},
                   {"seconds", std::round(report.seconds * 1000) / 1000}});
}

std::string rejection_to_json(const Rejection& rejection) {
  return one_line({{"where", rejection.where}, {"why", rejection.why}});
}

}  // namespace lede
