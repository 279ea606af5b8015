// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/key_check.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

namespace lede {

namespace {

constexpr std::string_view kFeedParameter = "key";
constexpr std::string_view kInstantSearchName = "x-algolia-api-key";

constexpr std::string_view kOpenPaths[] = {
    "healthz", "readyz", "metrics", "assets", "opensearch.xml", "openapi.json"};

bool equals_folded(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
  });
}

// What follows `scheme` in an Authorization field.
std::optional<std::string_view> credentials(std::string_view field,
                                            std::string_view scheme) {
  const std::size_t space = field.find(' ');
  if (space == std::string_view::npos ||
      !equals_folded(field.substr(0, space), scheme)) {
    return std::nullopt;
  }
  field.remove_prefix(
      std::min(field.find_first_not_of(' ', space), field.size()));
  return field;
}

// The password of Basic credentials: base64 of "user:password".
std::string basic_password(std::string_view encoded) {
  if (encoded.size() > 1024 || encoded.size() % 4 != 0) return {};
  std::string decoded(encoded.size() / 4 * 3, '\0');
  const int bytes =
      ::EVP_DecodeBlock(reinterpret_cast<unsigned char*>(decoded.data()),
                        reinterpret_cast<const unsigned char*>(encoded.data()),
                        static_cast<int>(encoded.size()));
  if (bytes < 0) return {};
  // EVP_DecodeBlock() counts what the padding stands for.
  const std::size_t padding =
      encoded.size() -
      std::min(encoded.find_last_not_of('=') + 1, encoded.size());
  decoded.resize(
      static_cast<std::size_t>(bytes) -
      std::min<std::size_t>(padding, static_cast<std::size_t>(bytes)));
  const std::size_t colon = decoded.find(':');
  return colon == std::string::npos ? std::string() : decoded.substr(colon + 1);
}

// The name of the parameter a key may come in; empty: none.
std::string_view key_parameter(KeyArea area) {
  switch (area) {
    case KeyArea::kFeed:
      return kFeedParameter;
    case KeyArea::kInstantSearch:
      return kInstantSearchName;
    case KeyArea::kOpen:
    case KeyArea::kApi:
    case KeyArea::kPage:
      break;
  }
  return {};
}

// The key a request brings; empty if none.
std::string brought_key(KeyArea area, const HttpRequest& request,
                        const Target& target) {
  const std::string_view field = request.header("authorization");
  if (const auto bearer = credentials(field, "bearer")) {
    return std::string(*bearer);
  }
  if (const auto basic = credentials(field, "basic")) {
    return basic_password(*basic);
  }
  if (area == KeyArea::kInstantSearch &&
      !request.header(kInstantSearchName).empty()) {
    return std::string(request.header(kInstantSearchName));
  }
  const std::string_view name = key_parameter(area);
  if (name.empty()) return {};
  for (const auto& [parameter, value] : target.parameters) {
    if (parameter == name) return value;
  }
  return {};
}

bool is_stats(const Target& target) {
  return target.segments.size() == 3 && target.segments.front() == "api" &&
         target.segments.back() == "stats";
}

KeyScope wanted_scope(const Target& target) {
  return is_stats(target) ? KeyScope::kStats : KeyScope::kRead;
}

HttpResponse instant_search_refusal() {
  HttpResponse response;
  response.status = 403;
  response.content_type = "application/json";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = nlohmann::ordered_json{
      {"message", "Invalid API key"},
      {"status", 403}}.dump();
  return response;
}

}  // namespace

KeyArea key_area(const Target& target) {
  if (target.segments.empty()) return KeyArea::kPage;
  const std::string& first = target.segments.front();
  if (first == "api") return KeyArea::kApi;
  if (first == "feed.atom" || first == "feed.json" || first == "opml") {
    return KeyArea::kFeed;
  }
  if (first == "1") return KeyArea::kInstantSearch;
  const bool open =
      std::ranges::find(kOpenPaths, first) != std::ranges::end(kOpenPaths);
  return open ? KeyArea::kOpen : KeyArea::kPage;
}

KeyCheck check_key(const ApiKeys& keys, KeyArea area,
                   const HttpRequest& request, const Target& target) {
  const std::string brought = brought_key(area, request, target);
  if (brought.empty()) return {KeyVerdict::kNoKey, ""};
  const ApiKey* key = keys.find(brought);
  if (key == nullptr) return {KeyVerdict::kBadKey, ""};
  return {key->has(wanted_scope(target)) ? KeyVerdict::kGranted
                                         : KeyVerdict::kNoScope,
          key->name};
}

HttpResponse key_refusal(KeyVerdict verdict, KeyArea area,
                         const HttpRequest& request, const Target& target) {
  if (area == KeyArea::kInstantSearch) return instant_search_refusal();
  const bool for_person =
      request.header("accept").find("text/html") != std::string_view::npos;
  Problem problem{401, "unauthorized", "this resource asks for a key", ""};
  if (verdict == KeyVerdict::kBadKey) problem.detail = "the key is not known";
  if (verdict == KeyVerdict::kNoScope) {
    problem = {403, "forbidden",
               "the key has not the scope " +
                   std::string(scope_name(wanted_scope(target))),
               ""};
  }
  HttpResponse response = problem_response(problem);
  response.headers.emplace_back("WWW-Authenticate",
                                key_challenge(verdict, target, for_person));
  return response;
}

std::string key_challenge(KeyVerdict verdict, const Target& target,
                          bool for_person) {
  if (for_person && verdict != KeyVerdict::kNoScope) {
    return R"(Basic realm="lede", charset="UTF-8")";
  }
  std::string challenge = R"(Bearer realm="lede")";
  if (verdict == KeyVerdict::kBadKey) challenge += R"(, error="invalid_token")";
  if (verdict == KeyVerdict::kNoScope) {
    challenge.append(R"(, error="insufficient_scope", scope=")")
        .append(scope_name(wanted_scope(target)))
        .append("\"");
  }
  return challenge;
}

bool without_key(KeyArea area, const HttpRequest& request, Target& target,
                 HttpRequest& copy) {
  const std::string_view name = key_parameter(area);
  if (name.empty() ||
      std::ranges::find(target.parameters, name, &Parameter::first) ==
          target.parameters.end()) {
    return false;
  }
  std::erase_if(target.parameters, [name](const Parameter& parameter) {
    return parameter.first == name;
  });
  copy = request;
  copy.target = make_link(target.path, target.parameters);
  return true;
}

}  // namespace lede
