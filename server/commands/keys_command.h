// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-server keys add|list|remove

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/commands/server_options.h"
#include <lede/result.h>

namespace lede {

struct KeysArguments {
  std::string name;
  std::vector<std::string> scopes = {"read"};
  bool json = false;
};

// The subcommand that was named.
struct KeysCommand {
  CLI::App* keys = nullptr;
  CLI::App* add = nullptr;
  CLI::App* list = nullptr;
  CLI::App* remove = nullptr;
};

// Adds the subcommands to `app`. REQUIRES: `arguments` outlives it.
KeysCommand add_keys_command(CLI::App& app, KeysArguments& arguments);

// REQUIRES: `command.keys` was parsed. Returns the exit status; kMissingIndex
// if the file of keys has no folder to stand in, kInvalidArgument, kNotFound,
// kIo.
Result<int> run_keys(const KeysCommand& command, const KeysArguments& arguments,
                     const ServerOptions& options);

}  // namespace lede
