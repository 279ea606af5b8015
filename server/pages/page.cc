// SPDX-License-Identifier: GPL-3.0-or-later
//
// See page.h.

#include "server/pages/page.h"

#include <array>

#include "server/problem.h"
#include "server/resources.h"

namespace lede {

namespace {

// In the order they are run: a later one may use what an earlier one made.
constexpr std::array<std::string_view, 4> kScripts = {"suggest.js", "live.js",
                                                      "chart.js", "keys.js"};

std::string_view parameter(const Parameters& parameters,
                           std::string_view name) {
  for (const auto& [known, value] : parameters) {
    if (known == name) return value;
  }
  return {};
}

std::string asset_tag(std::string_view name) {
  const Resource* asset = find_resource(name);
  return asset == nullptr ? std::string() : content_tag(asset->bytes);
}

// This very page in the other language.
std::string other_language_link(const Call& call, UiLanguage language) {
  Parameters parameters;
  for (const Parameter& each : call.target.parameters) {
    if (each.first != "hl") parameters.push_back(each);
  }
  parameters.emplace_back("hl", word(language, "other_code"));
  return make_link(call.settings.path_prefix + call.target.path, parameters);
}

// What the script calls the kinds of names, and headlines: "company=公司;...".
std::string kind_words(UiLanguage language) {
  std::string words;
  for (const std::string_view kind :
       {"company", "model", "chip", "person", "publication", "headline"}) {
    if (!words.empty()) words += ';';
    words.append(kind).append("=").append(word(language, kind));
  }
  return words;
}

std::string quoted_for_shell(std::string_view path) {
  if (path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW"
                             "XYZ0123456789/._-") == path.npos) {
    return std::string(path);
  }
  std::string quoted = "'";
  for (const char c : path) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace

Page::Page(const Call& call) : call_(call) {
  const std::string_view choice = parameter(call.target.parameters, "hl");
  language_ = ui_language(choice, call.http.header("accept-language"));
  language_chosen_ = choice == language_code(language_);
}

std::string Page::link(std::string_view path, Parameters parameters) const {
  if (language_chosen_) {
    parameters.emplace_back("hl", language_code(language_));
  }
  return make_link(call_.settings.path_prefix + std::string(path), parameters);
}

std::string Page::article_link(std::string_view key,
                               std::string_view query) const {
  Parameters parameters;
  if (!query.empty()) parameters.emplace_back("q", query);
  return link("/articles/" + percent_encode(key), std::move(parameters));
}

void Page::add_frame(View& view) const {
  add_words(language_, view);
  view.text("ui_lang", language_code(language_))
      .text("prefix", call_.settings.path_prefix)
      .text("style_tag", asset_tag("assets/style.css"))
      .text("icon_tag", asset_tag("assets/favicon.svg"))
      .text("home_link", link("/"))
      .text("search_action", call_.settings.path_prefix + "/search")
      .text("trends_link", link("/trends"))
      .text("compare_page_link", link("/compare"))
      .text("help_link", link("/help/query"))
      .text("api_link", link("/help/api"))
      .text("language_link", other_language_link(call_, language_))
      .text("query", query_)
      .text("atom_link", follow_.atom)
      .text("feed_json_link", follow_.json)
      .text("suggest_link", call_.settings.path_prefix + "/suggest")
      .text("suggest_kinds", kind_words(language_));
  for (const std::string_view name : kScripts) {
    view.list("scripts")
        .emplace_back()
        .text("name", name)
        .text("tag", asset_tag("assets/" + std::string(name)));
  }
  std::vector<View>& kept = view.list("kept");
  if (language_chosen_) {
    kept.emplace_back()
        .text("name", "hl")
        .text("value", language_code(language_));
  }
  for (const auto& [name, value] : kept_) {
    kept.emplace_back().text("name", name).text("value", value);
  }
}

HttpResponse Page::finish(std::string_view resource, std::string_view title,
                          View view, bool head, int status) const {
  View frame;
  add_frame(frame);
  frame.flag("head", head).text("page_title", title);
  add_frame(view);
  frame.text("content", render(resource, view));
  HttpResponse response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Content-Language", language_code(language_));
  response.body = render("pages/layout.mustache", frame);
  return response;
}

HttpResponse Page::respond(std::string_view resource, std::string_view title,
                           View view, int status) const {
  return finish(resource,
                title.empty() ? "lede" : std::string(title) + " · lede",
                std::move(view), true, status);
}

HttpResponse Page::respond_without_head(std::string_view resource,
                                        View view) const {
  return finish(resource, "lede · " + std::string(word(language_, "tagline")),
                std::move(view), false, 200);
}

void add_marked(View& view, std::string_view name, std::string_view text,
                const std::vector<Span>& marks) {
  std::vector<View>& pieces = view.list(name);
  const auto add = [&](std::size_t begin, std::size_t end, bool mark) {
    if (begin >= end) return;
    pieces.emplace_back()
        .text("text", text.substr(begin, end - begin))
        .flag("mark", mark);
  };
  std::size_t at = 0;
  for (const Span& mark : marks) {
    add(at, mark.begin, false);
    add(mark.begin, mark.end, true);
    at = mark.end;
  }
  add(at, text.size(), false);
}

void add_text_language(View& view, std::string_view lang) {
  view.text("lang", lang).text("dir", text_direction(lang));
}

void add_meta(View& view, const ArticleMeta& meta, UiLanguage language) {
  view.text("source", meta.source)
      .text("date", date_text(language, meta.published))
      .text("datetime", meta.published)
      .flag("inferred", meta.inferred)
      .text("language", language_name(meta.lang));
}

void add_headline(View& view, const Hit& hit, const Page& page) {
  add_text_language(view, hit.lang);
  view.text("link", page.article_link(hit.key, ""));
  add_marked(view, "title",
             hit.title ? std::string_view(*hit.title)
                       : word(page.language(), "untitled"),
             {});
  add_meta(view, {hit.source, hit.published, hit.published_inferred, hit.lang},
           page.language());
}

HttpResponse key_page(const Page& page, HttpResponse refusal) {
  const std::string title(word(page.language(), "key_title"));
  View view;
  view.text("message_title", title)
      .text("message_text", word(page.language(), "key_text"));
  HttpResponse response = page.respond("pages/message.mustache", title,
                                       std::move(view), refusal.status);
  refusal.content_type = std::move(response.content_type);
  refusal.body = std::move(response.body);
  return refusal;
}

HttpResponse error_page(const Page& page, const Error& error) {
  const Call& call = page.call();
  std::string_view kind = "unavailable";
  int status = problem_of(error).status;
  View view;
  switch (error.code) {
    case ErrorCode::kMissingIndex:
      kind = "setup";
      view.text("command", "lede-index add --index " +
                               quoted_for_shell(call.settings.index_path) +
                               " ARTICLES...");
      break;
    case ErrorCode::kBusy:
    case ErrorCode::kDeadlineExceeded:
      kind = "busy";
      break;
    case ErrorCode::kInvalidArgument:
      kind = "bad_query";
      view.text("detail", error.message);
      break;
    case ErrorCode::kNotFound:
      kind = "not_found";
      break;
    default:
      break;
  }
  const UiLanguage language = page.language();
  const std::string title(word(language, std::string(kind) + "_title"));
  view.text("message_title", title);
  if (kind != "bad_query") {
    view.text("message_text", word(language, std::string(kind) + "_text"));
  }
  if (status == 503) {
    view.text("again_link",
              make_link(call.settings.path_prefix + call.target.path,
                        call.target.parameters));
  }
  HttpResponse response =
      page.respond("pages/message.mustache", title, std::move(view), status);
  response.headers.emplace_back("Cache-Control", "no-store");
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace lede
