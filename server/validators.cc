// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/validators.h"

#include "common/date.h"
#include "server/pages/page.h"
#include "server/resources.h"

namespace lede {

namespace {

constexpr std::size_t kBytes = 512;  // of what an answer depends on, about

// The day in the request's own zone, which dates such as "yesterday" mean, and
// the hour, at which freshness moves on.
std::string clock_of(const Call& call, const Parameters& parameters) {
  std::string_view name = call.settings.time_zone;
  for (const auto& [parameter, value] : parameters) {
    if (parameter == "tz") name = value;
  }
  const Result<TimeZone> zone = TimeZone::find(name);
  const CivilTime time = (zone ? *zone : TimeZone::utc()).to_civil(call.now);
  return std::to_string(time.day) + "." + std::to_string(call.now / 3600);
}

}  // namespace

std::string dependencies(const Call& call, const Parameters& parameters,
                         bool is_page) {
  const Versions& versions = call.versions;
  if (versions.index.empty()) return {};
  std::string all;
  all.reserve(kBytes);
  all.append(LEDE_VERSION "\n");
  all.append(versions.index).append("\n");
  all.append(versions.lexicon).append("\n");
  all.append(versions.saved).append("\n");
  all.append(clock_of(call, parameters)).append("\n");
  if (is_page) all.append(language_code(Page(call).language()));
  all.append("\n").append(make_link(call.target.path, parameters));
  return all;
}

std::string validator(std::string_view dependencies) {
  return dependencies.empty() ? "" : "W/\"" + content_tag(dependencies) + "\"";
}

bool names_validator(std::string_view if_none_match, std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return !etag.empty() && (if_none_match == "*" ||
                           if_none_match.find(etag) != std::string_view::npos);
}

HttpResponse not_modified(std::string_view etag) {
  HttpResponse response;
  response.status = 304;
  response.headers = {{"ETag", std::string(etag)},
                      {"Cache-Control", "no-cache"}};
  return response;
}

}  // namespace lede
