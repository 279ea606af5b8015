// SPDX-License-Identifier: GPL-3.0-or-later
//
// /help/query, /help/api and pages that do not exist.

#include "server/handlers/handlers.h"
#include "server/pages/page.h"

namespace lede {

namespace {

HttpResponse help_page(const Call& call, std::string_view name) {
  const Page page(call);
  const std::string code(language_code(page.language()));
  const std::string topic(name);
  View view;
  view.text("public_url", call.settings.public_url);
  return page.respond("pages/help_" + topic + "." + code + ".mustache",
                      word(page.language(), "help_" + topic + "_title"),
                      std::move(view));
}

}  // namespace

HttpResponse handle_query_help(const Call& call) {
  return help_page(call, "query");
}

HttpResponse handle_api_help(const Call& call) {
  return help_page(call, "api");
}

HttpResponse handle_unknown_page(const Call& call) {
  return error_page(Page(call), {ErrorCode::kNotFound, "no such page"});
}

}  // namespace lede
