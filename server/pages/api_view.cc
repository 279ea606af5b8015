// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/pages/api_view.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "server/resources.h"

namespace lede {

namespace {

using Json = nlohmann::ordered_json;

const Json& description() {
  static const Json parsed = Json::parse(find_resource("openapi.json")->bytes);
  return parsed;
}

// What a {"$ref": "#/..."} stands for; anything else stands for itself.
const Json& resolved(const Json& value) {
  const auto found = value.find("$ref");
  if (found == value.end()) return value;
  return description().at(
      Json::json_pointer(found->get<std::string>().substr(1)));
}

std::string told(const Json& value, UiLanguage language,
                 const char* english = "description") {
  return value.at(language == UiLanguage::kChinese ? "x-zh" : english)
      .get<std::string>();
}

std::string plain(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// "relevance, newest, oldest (relevance)", "0–100 (10)".
std::string values_of(const Json& given) {
  const Json& schema = resolved(given);
  if (schema.at("type") == "array") return values_of(schema.at("items"));
  std::string values;
  if (schema.contains("enum")) {
    for (const Json& value : schema["enum"]) {
      values.append(values.empty() ? "" : ", ").append(plain(value));
    }
  } else if (schema.contains("maximum")) {
    values = plain(schema.at("minimum")) + "–" + plain(schema["maximum"]);
  } else if (schema.at("type") == "boolean") {
    values = "true, false";
  }
  const auto usual = schema.find("default");
  if (usual == schema.end() || plain(*usual).empty()) return values;
  return values + (values.empty() ? "(" : " (") + plain(*usual) + ")";
}

// Cuts at backticks: what stands between two is code.
void add_text(View& view, std::string_view text) {
  std::vector<View>& pieces = view.list("text");
  for (bool code = false; !text.empty(); code = !code) {
    const std::size_t tick = std::min(text.find('`'), text.size());
    if (tick > 0) {
      pieces.emplace_back()
          .text("piece", text.substr(0, tick))
          .flag("code", code);
    }
    text.remove_prefix(std::min(tick + 1, text.size()));
  }
}

void add_parameters(View& view, const Json& operation, UiLanguage language,
                    std::set<std::string>& told_of) {
  std::vector<std::string> known;
  std::vector<View> rows;
  for (const Json& each :
       operation.value("parameters", Json(Json::value_t::array))) {
    const Json& parameter = resolved(each);
    const auto name = parameter.at("name").get<std::string>();
    if (!told_of.insert(each.at("$ref")).second) {
      known.push_back(name);
      continue;
    }
    View& row = rows.emplace_back();
    row.text("name", name).text("values", values_of(parameter.at("schema")));
    add_text(row, told(parameter, language));
  }
  view.flag("any", !rows.empty());
  view.list("parameters") = std::move(rows);
  if (known.empty()) return;
  std::vector<View>& names = view.section("more").list("names");
  for (const std::string& name : known) names.emplace_back().text("name", name);
}

std::string upper_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return static_cast<char>(std::toupper(c));
  });
  return text;
}

void add_operations(View& view, UiLanguage language) {
  std::vector<View>& operations = view.list("operations");
  std::set<std::string> told_of;
  for (const auto& [path, methods] : description().at("paths").items()) {
    std::string names;
    for (const auto& [method, ignored] : methods.items()) {
      names.append(names.empty() ? "" : ", ").append(upper_case(method));
    }
    const Json& first = methods.front();
    View& each = operations.emplace_back();
    each.text("methods", names).text("path", path);
    each.text("summary", told(first, language, "summary"));
    add_parameters(each, first, language, told_of);
  }
}

}  // namespace

View api_view(UiLanguage language) {
  View view;
  add_operations(view, language);
  const Json& problem =
      description().at("components").at("schemas").at("Problem");
  std::vector<View>& codes = view.list("codes");
  for (const auto& [code, about] :
       problem.at("properties").at("code").at("x-codes").items()) {
    View& row = codes.emplace_back();
    row.text("name", code).text("status", about.at("status").dump());
    add_text(row, told(about, language));
  }
  return view;
}

}  // namespace lede
