// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lede-server is told: by flags, environment and config file.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/program/program.h"
#include "server/settings.h"
#include <lede/result.h>

namespace CLI {
class App;
}

namespace lede {

// Bytes of memory the machine has; 0 if nobody can tell.
std::size_t machine_memory();
// One a processor, and two at least.
std::size_t default_searches();

struct ServerOptions {
  CommonOptions common;
  std::string listen = "127.0.0.1:8080";
  std::string metrics_listen;
  std::string public_url;
  std::vector<std::string> trusted_proxies;
  std::vector<std::string> cors = {"*"};
  std::size_t max_searches = default_searches();
  std::size_t max_queued = 256;
  std::size_t max_connections = 4096;
  std::size_t memory = machine_memory() / 4;  // bytes
  bool no_keys = false;
  bool check_config = false;
};

// Adds the options to `app`. REQUIRES: `options` outlives it.
void add_options(CLI::App& app, ServerOptions& options);

// Of the options, what decides about the answers. kInvalidArgument.
Result<ServerSettings> make_settings(const ServerOptions& options);

// kInvalidArgument for an address that is none, or that others reach without
// this being said to be meant.
Result<void> check_address(const ServerOptions& options);

// The path as it can be pasted from anywhere.
std::string absolute_path(const std::string& path);

}  // namespace lede
