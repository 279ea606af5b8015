// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-server: serves an index over HTTP until it is told to stop.

#include <csignal>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <optional>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "common/date.h"
#include "common/program/program.h"
#include "server/access_log.h"
#include "server/application.h"
#include "server/http_server.h"
#include "server/index_backend.h"
#include "server/trusted_proxies.h"

namespace lede {

namespace {

constexpr std::string_view kFooter = R"(
Answers a JSON API under /api/v1, pages for people at /, metrics at /metrics.
With no index yet it starts all the same, says on its pages how to fill one, and
opens it as soon as it is there. SIGTERM finishes what runs and ends; SIGHUP
rereads the lexicon.

Examples:
  lede-server --index lede.db
  lede-server --listen unix:/run/lede/lede.sock --public-url https://a.example/n
  lede-server --config /etc/lede/server.toml --check-config)";

constexpr auto kTick = std::chrono::milliseconds(200);

// Of --memory, what finished answers may take.
constexpr std::size_t kAnswerShare = 8;

// Bytes of memory the machine has.
std::size_t machine_memory() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page_bytes = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page_bytes <= 0) return 0;
  return static_cast<std::size_t>(pages) * static_cast<std::size_t>(page_bytes);
}

struct ServerOptions {
  CommonOptions common;
  std::string listen = "127.0.0.1:8080";
  std::string metrics_listen;
  std::string public_url;
  std::vector<std::string> trusted_proxies;
  std::vector<std::string> cors = {"*"};
  std::size_t max_searches = std::max(2U, std::thread::hardware_concurrency());
  std::size_t max_queued = 256;
  std::size_t max_connections = 4096;
  std::size_t memory = machine_memory() / 4;  // bytes
  bool no_keys = false;
  bool check_config = false;
};

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
                 "Origins whose pages may read the API [*]")
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
  app.add_option("--memory", options.memory,
                 "Bytes for what is kept at hand, an eighth of them for "
                 "finished answers, the rest for what is read of the index; "
                 "0: keep none [a quarter of the machine's]")
      ->transform(CLI::AsSizeValue(false));
  app.add_flag("--no-keys", options.no_keys,
               "Let any address be listened on, though anybody may then ask");
  app.add_flag("--check-config", options.check_config,
               "Only tell whether options and index are right");
  app.footer(std::string(kFooter));
}

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
  settings.index_path = absolute_path(options.common.indexes.front());
  settings.clock = [] { return static_cast<std::int64_t>(std::time(nullptr)); };
  return settings;
}

Result<void> check_address(const ServerOptions& options) {
  const Result<bool> local = is_local_address(options.listen);
  if (!local) return local.error();
  if (!*local && !options.no_keys) {
    return wrong_usage(
        "listening on " + options.listen +
        " lets anybody who reaches it ask; --no-keys says that this is meant");
  }
  if (options.metrics_listen.empty()) return {};
  const Result<bool> metrics = is_local_address(options.metrics_listen);
  if (!metrics) return metrics.error();
  return {};
}

// Clients are many; the usual soft limit is not.
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

// Everything that runs while the server does.
class Service {
 public:
  Service(const ServerOptions& options, ServerSettings settings,
          TrustedProxies proxies)
      : options_(options),
        proxies_(std::move(proxies)),
        log_(options.common.quiet),
        metrics_(LEDE_VERSION),
        cache_(options.memory / kAnswerShare),
        backend_({options.common.indexes,
                  {options.common.lexicon, {}},
                  static_cast<std::ptrdiff_t>(options.max_searches)},
                 [this](const SearchRequest&, const SearchResponse& response,
                        std::chrono::nanoseconds duration) {
                   metrics_.search_answered(response, duration);
                 }),
        application_(options.metrics_listen.empty() ? RouteSet::kAll
                                                    : RouteSet::kAllButMetrics,
                     settings, backend_, metrics_, cache_),
        operations_(RouteSet::kOperations, settings, backend_, metrics_,
                    cache_),
        public_url_(settings.public_url) {}

  IndexBackend& backend() { return backend_; }

  Result<void> start();
  // Until SIGINT or SIGTERM.
  void run();

 private:
  HttpObserver observer(bool logs);
  void open_index();
  void reload_lexicon();

  const ServerOptions& options_;
  TrustedProxies proxies_;
  AccessLog log_;
  Metrics metrics_;
  AnswerCache cache_;
  IndexBackend backend_;
  Application application_;
  Application operations_;
  std::string public_url_;
  std::string last_failure_;
  std::optional<HttpServer> server_;
  std::optional<HttpServer> metrics_server_;
};

HttpObserver Service::observer(bool logs) {
  HttpObserver observer;
  observer.answered = [this, logs](const HttpRequest& request,
                                   const HttpResponse& response,
                                   std::chrono::nanoseconds duration) {
    metrics_.request_answered(response.route, response.status, duration);
    if (logs) {
      log_.answered(request, response, duration, proxies_.client_of(request));
    }
  };
  observer.rejected = [this](std::string_view code) {
    metrics_.request_rejected(code);
    log_.rejected(code);
  };
  return observer;
}

Result<void> Service::start() {
  HttpServerOptions http;
  http.listen = options_.listen;
  // Searches wait for their turn on a worker; pages without one get through.
  http.workers = 2 * options_.max_searches + 2;
  http.max_queued = options_.max_queued;
  http.max_connections = options_.max_connections;
  auto server = HttpServer::start(
      http,
      [this](const HttpRequest& request) {
        metrics_.request_begun();
        return application_.handle(request);
      },
      observer(true));
  if (!server) return server.error();
  server_.emplace(std::move(*server));
  std::cerr << "lede-server: listening on " << server_->address()
            << ", read at " << public_url_ << "/\n";
  if (options_.metrics_listen.empty()) return {};

  http.listen = options_.metrics_listen;
  http.workers = 1;
  auto metrics_server = HttpServer::start(
      http,
      [this](const HttpRequest& request) {
        metrics_.request_begun();
        return operations_.handle(request);
      },
      observer(false));
  if (!metrics_server) return metrics_server.error();
  metrics_server_.emplace(std::move(*metrics_server));
  return {};
}

// Tries until the index is there; tells of a failure once.
void Service::open_index() {
  const Result<void> opened = backend_.open();
  std::string failure;
  if (!opened && opened.error().code != ErrorCode::kMissingIndex) {
    failure = opened.error().message;
  }
  if (!failure.empty() && failure != last_failure_) log_.failure(failure);
  last_failure_ = failure;
}

void Service::reload_lexicon() {
  if (const auto reloaded = backend_.reload_lexicon(); !reloaded) {
    log_.failure("rereading the lexicon: " + reloaded.error().message);
  } else {
    log_.note("lexicon reread");
  }
}

void Service::run() {
  const auto& interrupted = interrupt_flag();
  sigset_t hang_up;
  sigemptyset(&hang_up);
  sigaddset(&hang_up, SIGHUP);
  const timespec tick{0, std::chrono::nanoseconds(kTick).count()};
  const std::size_t index_memory =
      options_.memory - options_.memory / kAnswerShare;
  while (!interrupted) {
    open_index();
    backend_.keep_within(index_memory);
    if (::sigtimedwait(&hang_up, nullptr, &tick) == SIGHUP) reload_lexicon();
  }
  server_->stop();
  if (metrics_server_) metrics_server_->stop();
}

Result<int> serve(const ServerOptions& options) {
  if (const auto checked = check_address(options); !checked) {
    return checked.error();
  }
  Result<ServerSettings> settings = make_settings(options);
  if (!settings) return settings.error();
  Result<TrustedProxies> proxies =
      TrustedProxies::parse(options.trusted_proxies);
  if (!proxies) return proxies.error();

  // Before any thread is made: all of them leave this signal to run().
  sigset_t hang_up;
  sigemptyset(&hang_up);
  sigaddset(&hang_up, SIGHUP);
  ::pthread_sigmask(SIG_BLOCK, &hang_up, nullptr);

  Service service(options, std::move(*settings), std::move(*proxies));
  const Result<void> opened = service.backend().open();
  const bool missing =
      !opened && opened.error().code == ErrorCode::kMissingIndex;
  if (!opened && !missing) return opened.error();
  if (missing) {
    std::cerr << "lede-server: no index yet at "
              << absolute_path(options.common.indexes.front()) << " (from "
              << options.common.index_source << "); waiting for one\n";
  }
  if (options.check_config) {
    std::cout << "options are right\n";
    return kDone;
  }
  raise_descriptor_limit();
  if (const auto started = service.start(); !started) return started.error();
  service.run();
  return kDone;
}

}  // namespace

}  // namespace lede

int main(int argc, char** argv) {
  CLI::App app("Serves an index of news over HTTP: API and pages.",
               "lede-server");
  lede::ServerOptions options;
  lede::add_common_options(app, options.common, /*several_indexes=*/true);
  lede::add_options(app, options);
  return lede::run_program(app, options.common, argc, argv,
                           [&options] { return lede::serve(options); });
}
