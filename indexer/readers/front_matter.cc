// SPDX-License-Identifier: GPL-3.0-or-later
//
// YAML -> JSON, the door to the YAML library.

#include "indexer/readers/front_matter.h"

#include <optional>
#include <yaml-cpp/yaml.h>

#include <nlohmann/json.hpp>

namespace lede::internal {
namespace {

using Json = nlohmann::json;

// Larger blocks are no front matter.
constexpr std::size_t kMaxFrontMatterBytes = std::size_t{1} << 20;
constexpr int kMaxDepth = 6;
// Aliases may repeat a part any number of times.
constexpr int kMaxNodes = 20'000;

// The values of a tree within limits; what is beyond them becomes null.
class YamlToJson {
 public:
  Json convert(const YAML::Node& node, int depth = 0) {
    if (depth > kMaxDepth || ++nodes_ > kMaxNodes) return nullptr;
    if (node.IsScalar()) return scalar(node);
    if (node.IsSequence()) {
      Json array = Json::array();
      for (const YAML::Node& element : node) {
        array.push_back(convert(element, depth + 1));
      }
      return array;
    }
    if (!node.IsMap()) return nullptr;
    Json object = Json::object();
    for (const auto& member : node) {
      if (member.first.IsScalar()) {
        object[member.first.Scalar()] = convert(member.second, depth + 1);
      }
    }
    return object;
  }

 private:
  // Numbers stay text: "title: 1984" is a title.
  static Json scalar(const YAML::Node& node) {
    const std::string& text = node.Scalar();
    const bool plain = node.Tag() == "?";
    if (plain && (text == "true" || text == "false")) return text == "true";
    if (plain && (text == "null" || text == "~")) return nullptr;
    return text;
  }

  int nodes_ = 0;
};

std::optional<Json> read_yaml(const std::string& block) {
  try {
    const YAML::Node root = YAML::Load(block);
    if (!root.IsMap()) return std::nullopt;
    return YamlToJson().convert(root);
  } catch (const YAML::Exception&) {
    return std::nullopt;
  }
}

std::string_view unquoted(std::string_view value) {
  const std::size_t begin = value.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  value = value.substr(begin, value.find_last_not_of(" \t\r") + 1 - begin);
  const bool quoted = value.size() >= 2 && value.front() == value.back() &&
                      (value.front() == '"' || value.front() == '\'');
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// For blocks YAML refuses, mostly for a colon in a title without quotes.
Json read_key_lines(std::string_view block) {
  Json object = Json::object();
  while (!block.empty()) {
    const std::size_t end = std::min(block.find('\n'), block.size());
    const std::string_view line = block.substr(0, end);
    block.remove_prefix(std::min(end + 1, block.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || line[0] == ' ' ||
        line[0] == '-' || line[0] == '#') {
      continue;
    }
    const std::string_view value = unquoted(line.substr(colon + 1));
    if (!value.empty()) object[std::string(line.substr(0, colon))] = value;
  }
  return object;
}

// Past the line that ends with the newline at or after `at`.
std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

// Where the line "---" or "..." that closes the block begins.
std::size_t closing_line(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); at = next_line(text, at)) {
    const std::string_view line = text.substr(at, next_line(text, at) - at);
    const std::size_t last = line.find_last_not_of(" \t\r\n");
    const std::string_view word =
        last == std::string_view::npos ? "" : line.substr(0, last + 1);
    if (word == "---" || word == "...") return at;
    if (at - from > kMaxFrontMatterBytes) break;
  }
  return std::string_view::npos;
}

}  // namespace

FrontMatter split_front_matter(std::string_view text) {
  FrontMatter split{"{}", text};
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return split;
  const std::size_t begin = next_line(text, 0);
  const std::size_t close = closing_line(text, begin);
  if (close == std::string_view::npos) return split;
  const std::string block(text.substr(begin, close - begin));
  const std::optional<Json> yaml = read_yaml(block);
  split.json = (yaml ? *yaml : read_key_lines(block))
                   .dump(-1, ' ', false, Json::error_handler_t::replace);
  split.body = text.substr(next_line(text, close));
  return split;
}

}  // namespace lede::internal
