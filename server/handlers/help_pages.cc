// SPDX-License-Identifier: GPL-3.0-or-later
//
// /help/query, /help/api and pages that do not exist.

#include "server/handlers/handlers.h"
#include "server/pages/api_view.h"
#include "server/pages/page.h"
#include "server/pages/render.h"
#include <lede/query_help.h>

namespace lede {

namespace {

HttpResponse help_page(const Page& page, std::string_view name, View view) {
  const Call& call = page.call();
  const std::string code(language_code(page.language()));
  const std::string topic(name);
  view.text("public_url", call.settings.public_url);
  return page.respond("pages/help_" + topic + "." + code + ".mustache",
                      word(page.language(), "help_" + topic + "_title"),
                      std::move(view));
}

void add_row(std::vector<View>& rows, const QueryHelpText& text) {
  View& row = rows.emplace_back();
  row.text("means", text.means);
  for (const std::string_view example : text.typed) {
    row.list("typed").emplace_back().text("text", example);
  }
}

}  // namespace

HttpResponse handle_query_help(const Call& call) {
  const Page page(call);
  View view;
  std::vector<View>& rows = view.list("rows");
  for (const QueryHelpRow& row : query_help()) {
    const bool chinese = page.language() == UiLanguage::kChinese;
    add_row(rows, chinese ? row.chinese : row.english);
  }
  return help_page(page, "query", std::move(view));
}

HttpResponse handle_api_help(const Call& call) {
  const Page page(call);
  View view = api_view(page.language());
  view.text("marks_js", render("pages/marks_js.mustache", {}));
  view.text("marks_python", render("pages/marks_python.mustache", {}));
  return help_page(page, "api", std::move(view));
}

HttpResponse handle_unknown_page(const Call& call) {
  return error_page(Page(call), {ErrorCode::kNotFound, "no such page"});
}

}  // namespace lede
