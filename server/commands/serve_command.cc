// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/commands/serve_command.h"

#include <chrono>
#include <csignal>
#include <iostream>
#include <optional>
#include <sys/resource.h>
#include <utility>

#include "server/access_log.h"
#include "server/application.h"
#include "server/http_server.h"
#include "server/index_backend.h"
#include "server/rate_limiter.h"
#include "server/request_id.h"
#include "server/trusted_proxies.h"

namespace lede {

namespace {

// How often an index that is not there yet is looked for.
constexpr timespec kOpenTick{0, 200'000'000};
// How often it is seen what memory takes.
constexpr timespec kMemoryTick{1, 0};

// Of --memory, what finished answers may take.
constexpr std::size_t kAnswerShare = 8;

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
  Service(const ServerOptions& options, const ServerSettings& settings,
          TrustedProxies proxies, KeyRing* keys, const RateLimit& limit)
      : options_(options),
        keys_(keys),
        limiter_(limit),
        proxies_(std::move(proxies)),
        log_(options.common.quiet),
        metrics_(LEDE_VERSION),
        cache_(options.no_answer_cache ? 0 : options.memory / kAnswerShare),
        backend_(
            {options.common.indexes,
             {options.common.lexicon, {}, /*watch_files=*/true}},
            {[this](const SearchResponse& response, const SearchTimes& times) {
              metrics_.search_answered(response, times);
            }}),
        application_(options.metrics_listen.empty() ? RouteSet::kAll
                                                    : RouteSet::kAllButMetrics,
                     with_limiter(settings), backend_, metrics_, cache_),
        operations_(RouteSet::kOperations, settings, backend_, metrics_,
                    cache_),
        public_url_(settings.public_url) {}

  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  IndexBackend& backend() { return backend_; }

  Result<void> start();
  // Until SIGINT or SIGTERM.
  void run();

 private:
  ServerSettings with_limiter(ServerSettings settings) {
    settings.limiter = &limiter_;
    return settings;
  }
  HttpObserver observer(bool logs);
  bool open_index();
  void reload();

  const ServerOptions& options_;
  KeyRing* keys_;  // null: none are asked for
  RateLimiter limiter_;
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
  observer.arrived = [this](HttpRequest& request) {
    const std::string_view named = request.header("x-request-id");
    const bool believed =
        proxies_.trusts(request.client) && is_request_id(named);
    request.id = believed ? std::string(named) : make_request_id();
    request.client = proxies_.client_of(request);
  };
  observer.answered = [this, logs](const HttpRequest& request,
                                   const HttpResponse& response,
                                   std::chrono::nanoseconds duration) {
    metrics_.request_answered(response.route, response.status, duration);
    if (logs) {
      log_.answered(request, response, duration);
    }
  };
  observer.rejected = [this](std::string_view code,
                             const HttpRequest& request) {
    metrics_.request_rejected(code);
    log_.rejected(code, request);
  };
  return observer;
}

Result<void> Service::start() {
  HttpServerOptions http;
  http.listen = options_.listen;
  // What needs no search gets through beside those that do.
  http.workers = 2 * options_.max_searches + 2;
  http.turns = options_.max_searches;
  http.max_queued = options_.max_queued;
  http.max_connections = options_.max_connections;
  auto server = HttpServer::start(
      http,
      [this](const HttpRequest& request) {
        metrics_.request_begun();
        return application_.reply(request);
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
        return operations_.reply(request);
      },
      observer(false));
  if (!metrics_server) return metrics_server.error();
  metrics_server_.emplace(std::move(*metrics_server));
  return {};
}

// Tries until the index is there, which it returns; tells of a failure once.
bool Service::open_index() {
  const Result<void> opened = backend_.open();
  std::string failure;
  if (!opened && opened.error().code != ErrorCode::kMissingIndex) {
    failure = opened.error().message;
  }
  if (!failure.empty() && failure != last_failure_) log_.failure(failure);
  last_failure_ = failure;
  return static_cast<bool>(opened);
}

void Service::reload() {
  if (keys_ != nullptr) {
    if (const auto reloaded = keys_->reload(); !reloaded) {
      log_.failure("rereading the keys: " + reloaded.error().message);
    } else {
      log_.note("keys reread");
    }
  }
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
  const std::size_t index_memory =
      options_.memory - options_.memory / kAnswerShare;
  while (!interrupted) {
    const bool is_open = open_index();
    backend_.keep_within(index_memory);
    const timespec& tick = is_open ? kMemoryTick : kOpenTick;
    if (::sigtimedwait(&hang_up, nullptr, &tick) == SIGHUP) reload();
  }
  server_->stop();
  if (metrics_server_) metrics_server_->stop();
}

}  // namespace

Result<int> serve(const ServerOptions& options) {
  const Result<std::unique_ptr<KeyRing>> keys = make_keys(options);
  if (!keys) return keys.error();
  Result<ServerSettings> settings = make_settings(options);
  if (!settings) return settings.error();
  settings->keys = keys->get();
  Result<TrustedProxies> proxies =
      TrustedProxies::parse(options.trusted_proxies);
  if (!proxies) return proxies.error();

  // Before any thread is made: all of them leave this signal to run().
  sigset_t hang_up;
  sigemptyset(&hang_up);
  sigaddset(&hang_up, SIGHUP);
  ::pthread_sigmask(SIG_BLOCK, &hang_up, nullptr);

  Service service(options, *settings, std::move(*proxies), keys->get(),
                  rate_limit(options));
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
  // From before the first client on: who can ask can also be told to go.
  interrupt_flag();
  raise_descriptor_limit();
  if (const auto started = service.start(); !started) return started.error();
  service.run();
  return kDone;
}

}  // namespace lede
