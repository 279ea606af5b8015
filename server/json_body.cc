// SPDX-License-Identifier: GPL-3.0-or-later
//
// See json_body.h.

#include "server/json_body.h"

#include <nlohmann/json.hpp>

namespace lede {

namespace {

using Json = nlohmann::ordered_json;

// An object holding arrays.
constexpr int kMaxDepth = 2;

Error bad_json(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message)};
}

// Returns false for what has no place in a parameter.
bool append(const std::string& name, const Json& value, Parameters& out) {
  if (value.is_null()) return true;
  if (value.is_string()) {
    out.emplace_back(name, value.get<std::string>());
  } else if (value.is_number() || value.is_boolean()) {
    out.emplace_back(name, value.dump());
  } else {
    return false;
  }
  return true;
}

bool append_all(const std::string& name, const Json& value, Parameters& out) {
  if (!value.is_array()) return append(name, value, out);
  for (const Json& element : value) {
    if (!append(name, element, out)) return false;
  }
  return true;
}

}  // namespace

Result<Json> parse_json_object(std::string_view body, int max_depth) {
  bool too_deep = false;
  const Json::parser_callback_t guard =
      [&](int depth, Json::parse_event_t event, const Json&) {
        const bool opens = event == Json::parse_event_t::object_start ||
                           event == Json::parse_event_t::array_start;
        too_deep = too_deep || (opens && depth >= max_depth);
        return !too_deep;
      };
  Json json = Json::parse(body, guard, /*allow_exceptions=*/false);
  if (too_deep) return bad_json("the JSON body is nested too deep");
  if (json.is_discarded()) return bad_json("the body is not JSON");
  if (!json.is_object()) return bad_json("the body is not a JSON object");
  return json;
}

Result<Parameters> parse_json_parameters(std::string_view body) {
  const Result<Json> json = parse_json_object(body, kMaxDepth);
  if (!json) return json.error();
  Parameters parameters;
  for (const auto& [name, value] : json->items()) {
    if (!append_all(name, value, parameters)) {
      return bad_json("'" + name + "' holds an object or a nested array");
    }
  }
  return parameters;
}

}  // namespace lede
