// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/commands/server_options.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <utility>

#include <CLI/CLI.hpp>

#include "common/date.h"
#include "server/http_server.h"

namespace lede {

namespace {

constexpr std::string_view kFooter = R"(
Answers a JSON API under /api/v1, pages for people at /, metrics at /metrics.
With no index yet it starts all the same, says on its pages how to fill one, and
opens it as soon as it is there. SIGTERM finishes what runs and ends; SIGHUP
rereads keys and lexicon. Other machines are let in with a key, or --no-keys.

Examples:
  lede-server --index lede.db
  lede-server --listen unix:/run/lede/lede.sock --public-url https://a.example/n
  lede-server keys add reader --index lede.db
  lede-server --config /etc/lede/server.toml --check-config)";

// A person who types, pages and clicks stays below.
constexpr double kPublicRequestsPerSecond = 20;

Error wrong_usage(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message)};
}

// Splits "https://host/path" into what settings hold.
Result<void> read_public_url(const ServerOptions& options,
                             ServerSettings& settings) {
  std::string url = options.public_url;
  while (url.ends_with('/')) url.pop_back();
  if (url.empty()) {
    const bool unix_socket = options.listen.starts_with("unix:");
    settings.public_url =
        "http://" + (unix_socket ? std::string("localhost") : options.listen);
    return {};
  }
  if (!url.starts_with("http://") && !url.starts_with("https://")) {
    return wrong_usage("--public-url '" + options.public_url +
                       "' does not begin with http:// or https://");
  }
  if (url.find_first_of("?#\"'<> ") != std::string::npos) {
    return wrong_usage("--public-url '" + options.public_url +
                       "' is more than an address and a path");
  }
  settings.public_url = url;
  const std::size_t slash = url.find('/', url.find("//") + 2);
  if (slash != std::string::npos) settings.path_prefix = url.substr(slash);
  return {};
}

}  // namespace

// Bytes of memory the machine has.
std::size_t machine_memory() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page_bytes = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page_bytes <= 0) return 0;
  return static_cast<std::size_t>(pages) * static_cast<std::size_t>(page_bytes);
}

std::size_t default_searches() {
  return std::max(2U, std::thread::hardware_concurrency());
}

void add_options(CLI::App& app, ServerOptions& options) {
  app.add_option("--listen", options.listen,
                 "Where to listen: HOST:PORT or unix:PATH [127.0.0.1:8080]")
      ->type_name("ADDRESS");
  app.add_option("--metrics-listen", options.metrics_listen,
                 "Serve /metrics, /healthz and /readyz here instead")
      ->type_name("ADDRESS");
  app.add_option("--public-url", options.public_url,
                 "What readers reach it by, with a path if a proxy adds one")
      ->type_name("URL");
  app.add_option("--trusted-proxies", options.trusted_proxies,
                 "Addresses or networks whose X-Forwarded-For is believed")
      ->type_name("ADDRESS")
      ->delimiter(',');
  app.add_option("--cors", options.cors,
                 "Origins whose pages may read the API [*; with keys, none]")
      ->type_name("ORIGIN")
      ->delimiter(',');
  app.add_option("--max-searches", options.max_searches,
                 "Searches at the same time [one a processor]")
      ->check(CLI::Range(1, 1024));
  app.add_option("--max-queued", options.max_queued,
                 "Requests waiting for their turn [256]")
      ->check(CLI::Range(1, 100'000));
  app.add_option("--max-connections", options.max_connections,
                 "Open connections [4096]")
      ->check(CLI::Range(1, 100'000));
  app.add_option("--rate-limit", options.rate_limit,
                 "Requests a second of one client, told apart by address; 0: "
                 "any number [20; on loopback and unix sockets 0]")
      ->check(CLI::Range(0.0, 1e6));
  app.add_option("--rate-burst", options.rate_burst,
                 "Requests of one client at once, after a rest [100]")
      ->check(CLI::Range(1, 1'000'000));
  app.add_option("--memory", options.memory,
                 "Bytes for what is kept at hand, an eighth of them for "
                 "finished answers, the rest for what is read of the index; "
                 "0: keep none [a quarter of the machine's]")
      ->transform(CLI::AsSizeValue(false));
  app.add_flag("--no-answer-cache", options.no_answer_cache,
               "Keep no finished answers: each is made anew, to measure that");
  app.add_option("--keys", options.keys,
                 "Keys that the API asks for, if there is such a file "
                 "[keys.json in the index folder]")
      ->type_name("FILE");
  app.add_option("--pages", options.pages,
                 "Whether pages are open or ask for a key too [open]")
      ->check(CLI::IsMember({"open", "key"}));
  app.add_flag("--no-keys", options.no_keys,
               "Ask for no key, whatever address is listened on");
  app.add_flag("--check-config", options.check_config,
               "Only tell whether options and index are right");
  app.footer(std::string(kFooter));
}

std::string absolute_path(const std::string& path) {
  std::error_code ignored;
  const auto absolute = std::filesystem::absolute(path, ignored);
  return absolute.empty() ? path : absolute.lexically_normal().string();
}

Result<ServerSettings> make_settings(const ServerOptions& options) {
  ServerSettings settings;
  if (const auto read = read_public_url(options, settings); !read) {
    return read.error();
  }
  if (const auto zone = TimeZone::find(options.common.time_zone); !zone) {
    return zone.error().with_context("--timezone");
  }
  settings.time_zone = options.common.time_zone;
  settings.cors = options.cors;
  settings.pages_ask_for_key = options.pages == "key";
  settings.index_path = absolute_path(options.common.indexes.front());
  settings.clock = [] { return static_cast<std::int64_t>(std::time(nullptr)); };
  return settings;
}

std::filesystem::path keys_file(const ServerOptions& options) {
  if (!options.keys.empty()) return options.keys;
  const std::string& index = options.common.indexes.front();
  const bool remote = index.find("://") != std::string::npos;
  return remote ? std::filesystem::path() : keys_path(index);
}

Result<std::unique_ptr<KeyRing>> make_keys(const ServerOptions& options) {
  const Result<bool> local = is_local_address(options.listen);
  if (!local) return local.error();
  if (!options.metrics_listen.empty()) {
    const Result<bool> metrics = is_local_address(options.metrics_listen);
    if (!metrics) return metrics.error();
  }
  if (options.no_keys) return std::unique_ptr<KeyRing>();
  const bool demanded = !*local || !options.keys.empty();
  auto ring = std::make_unique<KeyRing>(
      keys_file(options), demanded ? KeyRing::Missing::kIsAnError
                                   : KeyRing::Missing::kNoKeyIsAsked);
  // An index that is no folder is told of when it is opened.
  std::error_code ignored;
  const bool no_folder =
      options.keys.empty() &&
      !std::filesystem::is_directory(options.common.indexes.front(), ignored);
  const Result<void> read = no_folder ? Result<void>() : ring->reload();
  const bool missing =
      no_folder || (!read && read.error().code == ErrorCode::kNotFound);
  if (!*local && (missing || (read && ring->keys()->all().empty()))) {
    return wrong_usage("listening on " + options.listen +
                       " lets anybody who reaches it ask: lede-server keys add "
                       "NAME makes a key, --no-keys says that this is meant");
  }
  if (missing && demanded) {
    return wrong_usage(read.error().message +
                       "; lede-server keys add NAME makes it");
  }
  if (!read) return read.error();
  return ring;
}

RateLimit rate_limit(const ServerOptions& options) {
  const Result<bool> local = is_local_address(options.listen);
  RateLimit limit;
  limit.per_second = options.rate_limit.value_or(
      local && *local ? 0 : kPublicRequestsPerSecond);
  limit.burst = static_cast<double>(options.rate_burst);
  return limit;
}

}  // namespace lede
