// SPDX-License-Identifier: GPL-3.0-or-later
//
// /assets/{name}, /opensearch.xml and /openapi.json

#include "server/handlers/handlers.h"
#include "server/pages/render.h"
#include "server/problem.h"
#include "server/resources.h"

namespace lede {

namespace {

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return "application/octet-stream";
}

}  // namespace

HttpResponse handle_asset(const Call& call) {
  const Resource* asset = find_resource("assets/" + call.argument);
  if (asset == nullptr) {
    return problem_response({404, "not_found", "there is no such file", ""});
  }
  const std::string tag = content_tag(asset->bytes);
  HttpResponse response;
  const bool pinned = call.target.parameters == Parameters{{"v", tag}};
  response.headers = {
      {"ETag", '"' + tag + '"'},
      {"Cache-Control",
       pinned ? "public, max-age=31536000, immutable" : "no-cache"}};
  response.content_type = type_of(asset->name);
  response.body = asset->bytes;
  return response;
}

HttpResponse handle_opensearch(const Call& call) {
  HttpResponse response;
  response.content_type = "application/opensearchdescription+xml";
  View view;
  view.text("public_url", call.settings.public_url);
  response.body = render("pages/opensearch.xml", view);
  return response;
}

HttpResponse handle_openapi(const Call& call) {
  View view;
  view.text("public_url", call.settings.public_url);
  view.text("version", LEDE_VERSION);
  HttpResponse response;
  response.content_type = "application/json";
  response.body = render("openapi.json", view);
  // To be read by tools on any page, as the API it tells of.
  response.headers = {{"ETag", '"' + content_tag(response.body) + '"'},
                      {"Cache-Control", "no-cache"},
                      {"Access-Control-Allow-Origin", "*"}};
  return response;
}

}  // namespace lede
