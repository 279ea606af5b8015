// SPDX-License-Identifier: GPL-3.0-or-later
//
// The --config file: TOML, read for CLI11. It ranks below the environment,
// which CLI11 by itself has the other way round.

#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

namespace lede::internal {

// "commit-every" -> "LEDE_COMMIT_EVERY".
std::string environment_name(std::string_view option);

// Value of an environment variable; empty if it is not set.
std::string environment_value(const std::string& name);

// Hands CLI11 the values of a TOML file, without those that the environment
// also sets.
class ConfigFile : public CLI::Config {
 public:
  // REQUIRES: `app` owns this object.
  explicit ConfigFile(const CLI::App& app) : app_(app) {}

  std::string to_config(const CLI::App* app, bool default_also,
                        bool write_description,
                        std::string prefix) const override;
  // Throws CLI::ConfigError for what is no TOML or has no place in an option.
  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override;

 private:
  const CLI::App& app_;
};

}  // namespace lede::internal
