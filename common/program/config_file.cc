// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/program/config_file.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <utility>

#include <toml++/toml.h>

namespace lede::internal {
namespace {

CLI::ConfigError bad_config(const std::string& file, const std::string& what) {
  return CLI::ConfigError("config file " + file + ": " + what);
}

// A scalar as it would stand on the command line.
std::string argument_of(const toml::node& node, const std::string& file,
                        const std::string& key) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* flag = node.as_boolean()) {
    return flag->get() ? "true" : "false";
  }
  if (const auto* number = node.as_integer()) {
    return std::to_string(number->get());
  }
  if (const auto* number = node.as_floating_point()) {
    return CLI::detail::to_string(number->get());
  }
  throw bad_config(file, "the value of " + key + " is no text or number");
}

void append_items(const toml::table& table, const std::string& file,
                  const std::vector<std::string>& parents,
                  std::vector<CLI::ConfigItem>& items) {
  for (const auto& [key, node] : table) {
    std::string name(key.str());
    std::ranges::replace(name, '_', '-');
    if (const auto* inner = node.as_table()) {
      std::vector<std::string> inner_parents = parents;
      inner_parents.push_back(name);
      append_items(*inner, file, inner_parents, items);
      continue;
    }
    if (!environment_value(environment_name(name)).empty()) continue;
    CLI::ConfigItem item;
    item.parents = parents;
    item.name = name;
    if (const auto* array = node.as_array()) {
      for (const toml::node& element : *array) {
        item.inputs.push_back(argument_of(element, file, name));
      }
    } else {
      item.inputs.push_back(argument_of(node, file, name));
    }
    items.push_back(std::move(item));
  }
}

}  // namespace

std::string environment_name(std::string_view option) {
  std::string name = "LEDE_";
  for (const char byte : option) {
    if (byte == '-' || byte == '_') {
      name += '_';
    } else {
      name += byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A')
                                         : byte;
    }
  }
  return name;
}

std::string environment_value(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

std::string ConfigFile::to_config(const CLI::App* /*app*/,
                                  bool /*default_also*/,
                                  bool /*write_description*/,
                                  std::string /*prefix*/) const {
  return {};
}

std::vector<CLI::ConfigItem> ConfigFile::from_config(
    std::istream& input) const {
  const std::string text{std::istreambuf_iterator<char>(input), {}};
  const auto file = app_.get_config_ptr()->as<std::string>();
  std::vector<CLI::ConfigItem> config;
  try {
    append_items(toml::parse(text), file, {}, config);
  } catch (const toml::parse_error& error) {
    throw bad_config(file, "line " + std::to_string(error.source().begin.line) +
                               ": " + std::string(error.description()));
  }
  return config;
}

}  // namespace lede::internal
