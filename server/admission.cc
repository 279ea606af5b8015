// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/admission.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

namespace lede {

namespace {

// Null if none is asked for.
std::shared_ptr<const ApiKeys> keys_for(const ServerSettings& settings,
                                        KeyArea area) {
  const bool guarded = area != KeyArea::kOpen &&
                       (area != KeyArea::kPage || settings.pages_ask_for_key);
  if (!guarded || settings.keys == nullptr) return nullptr;
  return settings.keys->keys();
}

bool is_probe(const Target& target) {
  constexpr std::string_view kProbes[] = {"healthz", "readyz", "metrics"};
  return target.segments.size() == 1 &&
         std::ranges::find(kProbes, target.segments.front()) !=
             std::ranges::end(kProbes);
}

}  // namespace

HttpResponse too_often_response(std::chrono::seconds wait) {
  HttpResponse response = problem_response(
      {429, "rate_limited", "this client has asked too often", ""});
  response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
  return response;
}

bool asks_for_key(const ServerSettings& settings, KeyArea area) {
  return keys_for(settings, area) != nullptr;
}

Admission admit(const ServerSettings& settings, const HttpRequest& request,
                Target& target) {
  Admission admission;
  admission.area = key_area(target);
  if (settings.limiter != nullptr && settings.limiter->is_on() &&
      !is_probe(target)) {
    admission.too_often = settings.limiter->take(
        request.client, std::chrono::steady_clock::now());
  }
  const auto keys = keys_for(settings, admission.area);
  if (keys != nullptr && !admission.too_often && request.method != "OPTIONS") {
    KeyCheck check = check_key(*keys, admission.area, request, target);
    admission.verdict = check.verdict;
    admission.key_name = std::move(check.key_name);
  }
  HttpRequest copy;
  if (without_key(admission.area, request, target, copy)) {
    admission.without_key = std::move(copy);
  }
  return admission;
}

}  // namespace lede
