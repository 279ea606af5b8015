// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who is let in to a resource, before anything is looked up or taken from what
// was kept.

#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "server/http_message.h"
#include "server/key_check.h"
#include "server/settings.h"
#include "server/url.h"

namespace lede {

// A judged request.
struct Admission {
  // Set if the client has asked too often: when it may again.
  std::optional<std::chrono::seconds> too_often;
  KeyArea area = KeyArea::kOpen;
  KeyVerdict verdict = KeyVerdict::kGranted;
  std::string key_name;  // of the key that was brought, if it is one
  // Set if the request brought a key in its target: the same without it.
  std::optional<HttpRequest> without_key;

  [[nodiscard]] bool granted() const {
    return !too_often && verdict == KeyVerdict::kGranted;
  }
};

// Judges a request by how often its client asks and by the keys that are asked
// for, and takes keys out of `target`. Probes of operators (/healthz, /readyz,
// /metrics) may come at any rate. Preflights of browsers bring no key, and get
// nothing but who may ask.
Admission admit(const ServerSettings& settings, const HttpRequest& request,
                Target& target);

// What a client gets that has asked too often: 429 with Retry-After.
HttpResponse too_often_response(std::chrono::seconds wait);

// True if requests for the resources of `area` have to bring a key.
bool asks_for_key(const ServerSettings& settings, KeyArea area);

}  // namespace lede
