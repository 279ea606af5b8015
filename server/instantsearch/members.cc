// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/instantsearch/members.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "server/json_body.h"
#include "server/url.h"

namespace lede {

namespace {

using Json = nlohmann::ordered_json;

// Texts, whatever they look like; other encoded parameters are JSON.
constexpr std::array<std::string_view, 6> kTexts = {
    "query",           "facetQuery",       "filters",
    "highlightPreTag", "highlightPostTag", "snippetEllipsisText"};

Error invalid(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message)};
}

}  // namespace

Result<Json> parameters_of(const Json& query) {
  if (!query.is_object()) return invalid("a query is a JSON object");
  Json parameters = query;
  const auto encoded = query.find("params");
  if (encoded == query.end() || encoded->is_null()) return parameters;
  if (!encoded->is_string()) return invalid("params: not a text");
  const Target decoded =
      parse_target("?" + encoded->get_ref<const std::string&>());
  for (const auto& [name, value] : decoded.parameters) {
    if (!is_clean_text(name) || !is_clean_text(value)) {
      return invalid("params: not valid UTF-8, or with control characters");
    }
    if (std::ranges::find(kTexts, name) != kTexts.end()) {
      parameters[name] = value;
      continue;
    }
    const auto wrapped =
        parse_json_object("{\"v\":" + value + "}", kMaxQueryDepth);
    parameters[name] = wrapped ? wrapped->at("v") : Json(value);
  }
  return parameters;
}

void MemberReader::text(const char* name, std::size_t max_bytes,
                        std::string& out) {
  const Json* value = find(name);
  if (value == nullptr) return;
  if (!value->is_string() ||
      !is_clean_text(value->get_ref<const std::string&>())) {
    return refuse(name, "must be a text");
  }
  if (value->get_ref<const std::string&>().size() > max_bytes) {
    return refuse(name, "has at most " + std::to_string(max_bytes) + " bytes");
  }
  out = value->get<std::string>();
}

void MemberReader::number(const char* name, std::size_t most,
                          std::size_t& out) {
  const Json* value = find(name);
  if (value == nullptr) return;
  if (!value->is_number_unsigned()) {
    return refuse(name, "must be a whole number from 0 on");
  }
  out = static_cast<std::size_t>(
      std::min<std::uint64_t>(value->get<std::uint64_t>(), most));
}

void MemberReader::truth(const char* name, bool& out) {
  const Json* value = find(name);
  if (value == nullptr) return;
  if (value->is_boolean()) {
    out = value->get<bool>();
  } else if (value->is_number_unsigned()) {
    out = value->get<std::uint64_t>() > 0;
  } else {
    refuse(name, "must be true or false");
  }
}

std::vector<std::string> MemberReader::list(const char* name,
                                            std::size_t max_names) {
  const Json* value = find(name);
  if (value == nullptr) return {};
  std::vector<std::string> texts;
  if (value->is_string()) {
    std::string_view rest = value->get_ref<const std::string&>();
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      texts.emplace_back(rest.substr(0, comma));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  } else if (value->is_array()) {
    for (const Json& each : *value) {
      if (each.is_string()) texts.push_back(each.get<std::string>());
    }
  } else {
    refuse(name, "must be an array of texts");
  }
  if (texts.size() > max_names) refuse(name, "names too many");
  if (!std::ranges::all_of(texts, is_clean_text)) {
    refuse(name, "must be texts");
  }
  return texts;
}

void MemberReader::filters(const char* name,
                           Result<void> (*read)(const Json&, Conditions&),
                           Conditions& out) {
  const Json* value = find(name);
  if (value == nullptr || *value == "") return;
  if (auto ok = read(*value, out); !ok) fail(ok.error());
}

const Json* MemberReader::find(const char* name) const {
  const auto found = members_.find(name);
  return found == members_.end() || found->is_null() ? nullptr : &*found;
}

void MemberReader::refuse(const char* name, const std::string& why) {
  fail(invalid(std::string(name) + ": " + why));
}

void MemberReader::fail(Error error) {
  if (!error_) error_ = std::move(error);
}

}  // namespace lede
