// SPDX-License-Identifier: GPL-3.0-or-later
//
// See access_log.h.

#include "server/access_log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "common/json_writer.h"

namespace lede {

namespace {

// JSON text of a value that may be no UTF-8.
std::string json_text(std::string_view text) {
  std::string json;
  append_json_text(json, text);
  return json;
}

double milliseconds(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

}  // namespace

AccessLog::AccessLog(bool quiet) : tells_requests_(!quiet) {
  if (!spdlog::get("lede-server")) spdlog::stderr_logger_mt("lede-server");
  auto logger = spdlog::get("lede-server");
  logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                      spdlog::pattern_time_type::utc);
  logger->set_level(quiet ? spdlog::level::err : spdlog::level::info);
  spdlog::set_default_logger(logger);
}

void AccessLog::answered(const HttpRequest& request,
                         const HttpResponse& response,
                         std::chrono::nanoseconds duration) const {
  if (!tells_requests_) return;
  const std::string key =
      response.key_name.empty() ? "null" : json_text(response.key_name);
  spdlog::info(
      R"("event":"request","method":{},"route":{},"status":{},"bytes":{},"ms":{:.2f},"client":{},"key":{},"id":{})",
      json_text(request.method), json_text(response.route), response.status,
      response.body.size(), milliseconds(duration), json_text(request.client),
      key, json_text(request.id));
}

void AccessLog::rejected(std::string_view code,
                         const HttpRequest& request) const {
  if (!tells_requests_) return;
  spdlog::info(R"("event":"rejected","code":{},"client":{},"id":{})",
               json_text(code), json_text(request.client),
               json_text(request.id));
}

void AccessLog::note(std::string_view message) const {
  spdlog::info(R"("event":"note","message":{})", json_text(message));
}

void AccessLog::failure(std::string_view message) const {
  spdlog::error(R"("event":"failure","message":{})", json_text(message));
}

}  // namespace lede
