// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lede-server is told: by flags, environment and config file.

#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/program/program.h"
#include "server/key_ring.h"
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
  std::vector<std::string> cors;
  std::string keys;            // file; empty: keys.json in the index folder
  std::string pages = "open";  // or "key"
  std::size_t max_searches = default_searches();
  std::size_t max_queued = 256;
  std::size_t max_connections = 4096;
  std::optional<double> rate_limit;  // requests a second; unset: by the address
  std::size_t rate_burst = 100;
  std::size_t memory = machine_memory() / 4;  // bytes
  bool no_answer_cache = false;
  bool no_keys = false;  // none is asked for, whatever the file holds
  bool check_config = false;
};

// Adds the options to `app`. REQUIRES: `options` outlives it.
void add_options(CLI::App& app, ServerOptions& options);

// Of the options, what decides about the answers. kInvalidArgument.
Result<ServerSettings> make_settings(const ServerOptions& options);

// The file of keys; empty if nobody said where, and the index is remote.
std::filesystem::path keys_file(const ServerOptions& options);

// The keys to ask for, read; null with --no-keys. kInvalidArgument if a listen
// address is none, if others reach it while there is no key, or if the file
// that was named does not read; kIo.
Result<std::unique_ptr<KeyRing>> make_keys(const ServerOptions& options);

// How often one client may ask. REQUIRES: make_keys() found no fault.
RateLimit rate_limit(const ServerOptions& options);

// The path as it can be pasted from anywhere.
std::string absolute_path(const std::string& path);

}  // namespace lede
