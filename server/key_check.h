// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which resources ask for a key, where a request may bring it, and what those
// get who have none.
//
//   /api/...               Authorization: Bearer KEY
//   /feed.atom /feed.json /opml
//                          the same, or ?key=KEY: feed readers send no fields
//   /1/indexes/...         the same, or x-algolia-api-key, field or parameter
//   pages, if they ask     the same, or Basic with the key as password: that is
//                          what browsers let a person type in
//   all else               none: /healthz, /readyz, /metrics, files

#pragma once

#include <cstdint>
#include <string>

#include "server/api_keys.h"
#include "server/http_message.h"
#include "server/problem.h"
#include "server/url.h"

namespace lede {

enum class KeyArea : std::uint8_t {
  kOpen,
  kApi,
  kFeed,
  kInstantSearch,
  kPage,
};

// Decided by the path alone, so that a new resource is guarded by where it
// stands: what is not known to be open counts as a page.
KeyArea key_area(const Target& target);

enum class KeyVerdict : std::uint8_t { kGranted, kNoKey, kBadKey, kNoScope };

struct KeyCheck {
  KeyVerdict verdict = KeyVerdict::kGranted;
  std::string key_name;  // for the log; empty if none was brought
};

// Judges a request for a resource of `area` that asks for a key of `keys`.
KeyCheck check_key(const ApiKeys& keys, KeyArea area,
                   const HttpRequest& request, const Target& target);

// The refusal: 401 or 403, and always 403 where InstantSearch clients ask.
// REQUIRES: `verdict` is not kGranted.
HttpResponse key_refusal(KeyVerdict verdict, KeyArea area,
                         const HttpRequest& request, const Target& target);

// The challenge that goes with the verdict (RFC 6750, section 3, or RFC 7617).
std::string key_challenge(KeyVerdict verdict, const Target& target,
                          bool for_person);

// Takes the keys out of the parameters of feeds and InstantSearch, and of the
// request's target: no handler sees them, so no link, log or name in the cache
// can hold one. True if there were any; `request` is then a changed copy.
bool without_key(KeyArea area, const HttpRequest& request, Target& target,
                 HttpRequest& copy);

}  // namespace lede
