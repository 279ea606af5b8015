// SPDX-License-Identifier: GPL-3.0-or-later
//
// What /openapi.json says is what the server does: routes, parameters with
// their bounds and defaults, and codes of problems.

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "server/problem_code.h"
#include "server/url.h"
#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using Json = nlohmann::ordered_json;
using Names = std::set<std::string>;
using testing::Site;

Json body_of(const HttpResponse& response) {
  return Json::parse(response.body);
}

const Json& document() {
  static const Json parsed = body_of(Site().get("/openapi.json"));
  return parsed;
}

Json resolved(const Json& value) {
  if (!value.contains("$ref")) return value;
  return document().at(
      Json::json_pointer(value["$ref"].get<std::string>().substr(1)));
}

std::string plain(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// A parameter of one operation, and a request that lacks nothing else.
struct Described {
  std::string path;  // with an example for each segment that is one
  std::string name;
  Json schema;        // of one value
  Json several = {};  // of all of them, if it may be repeated
  Parameters others;
};

void add_described(const std::string& pattern, const Json& operation,
                   std::vector<Described>& all) {
  std::string path = pattern;
  Parameters needed;
  std::vector<Json> asked;
  for (const Json& each : operation.value("parameters", Json::array())) {
    const Json parameter = resolved(each);
    const std::string name = parameter["name"];
    if (parameter["in"] == "path") {
      path.replace(path.find("{" + name + "}"), name.size() + 2,
                   plain(parameter["example"]));
      continue;
    }
    asked.push_back(parameter);
    if (!parameter.value("required", false)) continue;
    const Json& example = parameter["example"];
    for (const Json& value : example.is_array() ? example : Json{example}) {
      needed.emplace_back(name, plain(value));
    }
  }
  for (const Json& parameter : asked) {
    Described one{
        path, parameter["name"], resolved(parameter["schema"]), {}, needed};
    std::erase_if(one.others, [&](auto& p) { return p.first == one.name; });
    if (one.schema["type"] == "array") {
      one.several = one.schema;
      one.schema = resolved(one.several["items"]);
    }
    if (one.name == "rows") one.others.emplace_back("format", "csv");
    all.push_back(std::move(one));
  }
}

std::vector<Described> described() {
  std::vector<Described> all;
  for (const auto& [pattern, methods] : document()["paths"].items()) {
    if (methods.contains("get")) add_described(pattern, methods["get"], all);
  }
  return all;
}

// How many values there have to be.
std::size_t fewest(const Described& one) {
  return one.several.is_null() ? 1 : one.several.value("minItems", 1);
}

class ApiSite : public Site {
 public:
  ApiSite() { backend.response.timeline.emplace(); }

  HttpResponse ask_with(const Described& one,
                        const std::vector<std::string>& values) {
    Parameters parameters = one.others;
    for (const auto& value : values) parameters.emplace_back(one.name, value);
    return get(make_link(one.path, parameters));
  }

  // As many of the value as there have to be.
  bool takes(const Described& one, const std::string& value) {
    return ask_with(one, std::vector(fewest(one), value)).status != 400;
  }

  void expect_refused(const Described& one, const std::string& value) {
    const HttpResponse answer = ask_with(one, std::vector(fewest(one), value));
    EXPECT_EQ(answer.status, 400) << one.path << " " << one.name << value;
    if (answer.status != 400) return;
    EXPECT_EQ(body_of(answer)["parameter"], one.name) << answer.body;
    EXPECT_EQ(body_of(answer)["code"],
              one.name == "cursor" ? "invalid_cursor" : "invalid_parameter");
  }
};

TEST(OpenApi, NamesEveryRouteThatIsNoPage) {
  const Names pages = {
      "/",           "/search",   "/compare", "/articles/{}", "/stories/{}",
      "/help/query", "/help/api", "/trends",  "/suggest",     "/assets/{}"};
  Names routes;
  for (const std::string_view pattern : route_patterns()) {
    if (!pages.contains(std::string(pattern))) routes.emplace(pattern);
  }
  Names told;
  for (const auto& [path, methods] : document()["paths"].items()) {
    std::string pattern;
    bool within = false;
    for (const char c : path) {
      if (c != '}' && within) continue;
      within = c == '{';
      pattern += c;
    }
    told.insert(pattern);
  }
  EXPECT_EQ(told, routes);
}

TEST(OpenApi, NamesTheMethodsThereAre) {
  for (const auto& [path, methods] : document()["paths"].items()) {
    Site site;
    const std::string allowed =
        testing::field(site.get(path, {}, "DELETE"), "Allow");
    const bool posts = allowed.find("POST") != std::string::npos;
    // A POST of articles is told what to do instead.
    EXPECT_EQ(methods.contains("post"), posts && path != "/api/v1/articles")
        << path;
  }
}

TEST(OpenApi, NamesTheParametersThatAreTaken) {
  std::map<std::string, Names> told;
  for (const auto& [pattern, methods] : document()["paths"].items()) {
    // InstantSearch passes over what it does not know; so do the others.
    if (!pattern.starts_with("/api/") && !pattern.starts_with("/feed") &&
        pattern != "/opml") {
      continue;
    }
    std::vector<Described> all;
    add_described(pattern, methods["get"], all);
    Names names;
    for (const Described& one : all) names.insert(one.name);
    Site site;
    const Json problem = body_of(site.get(pattern + "?no_such=1"));
    EXPECT_EQ(problem["code"], "unknown_parameter") << pattern;
    EXPECT_EQ(Names(problem.value("known", Names())), names) << pattern;
  }
}

TEST(OpenApi, SaysOfABodyWhatItSaysOfTheUrl) {
  Json expected = Json::object();
  for (const Json& each :
       document()["paths"]["/api/v1/search"]["get"]["parameters"]) {
    const Json parameter = resolved(each);
    expected[parameter["name"].get<std::string>()] = parameter["schema"];
  }
  EXPECT_EQ(document()["components"]["schemas"]["SearchBody"]["properties"],
            expected);
}

TEST(OpenApi, TellsTheBoundsThatHold) {
  for (const Described& one : described()) {
    ApiSite site;
    if (one.schema.contains("maximum")) {
      const double low = one.schema["minimum"];
      const double high = one.schema["maximum"];
      EXPECT_TRUE(site.takes(one, plain(one.schema["minimum"])));
      EXPECT_TRUE(site.takes(one, plain(one.schema["maximum"])));
      for (const double beyond : {low - 1, high + 1}) {
        std::ostringstream text;
        text << static_cast<std::int64_t>(beyond);
        site.expect_refused(one, text.str());
      }
      site.expect_refused(one, "many");
    } else if (one.schema["type"] == "boolean") {
      EXPECT_TRUE(site.takes(one, "true"));
      EXPECT_TRUE(site.takes(one, "false"));
      site.expect_refused(one, "maybe");
    } else if (one.schema.contains("maxLength")) {
      const std::size_t most = one.schema["maxLength"];
      EXPECT_TRUE(site.takes(one, std::string(most, 'a')));
      site.expect_refused(one, std::string(most + 1, 'a'));
    } else if (one.schema.contains("pattern")) {
      site.expect_refused(one, "no.such");
    }
  }
}

TEST(OpenApi, TellsTheValuesThereAre) {
  for (const Described& one : described()) {
    if (!one.schema.contains("enum")) continue;
    ApiSite site;
    Names told;
    for (const Json& value : one.schema["enum"]) {
      EXPECT_TRUE(site.takes(one, value)) << one.name << value;
      told.insert(value);
    }
    site.expect_refused(one, "none");
    // "must be one of a, b"; "must be out of a, b"
    const std::string said = body_of(site.ask_with(
        one, std::vector(fewest(one), std::string("none"))))["detail"];
    std::istringstream names(said.substr(said.find(" of ") + 4));
    Names known;
    for (std::string name; std::getline(names >> std::ws, name, ',');) {
      known.insert(name);
    }
    EXPECT_EQ(known, told) << one.path << " " << one.name;
  }
}

TEST(OpenApi, TellsTheFieldsOfFilters) {
  const Json filter = document()["components"]["schemas"]["Filter"];
  const std::string pattern = filter["pattern"];
  Site site;
  const std::string said =
      body_of(site.get("/api/v1/search?filter=none:x"))["detail"];
  std::istringstream known(said.substr(said.find("out of ") + 7));
  std::istringstream told(pattern.substr(2, pattern.find(')') - 2));
  Names known_names;
  Names told_names;
  for (std::string name; std::getline(known >> std::ws, name, ',');) {
    known_names.insert(name);
  }
  for (std::string name; std::getline(told, name, '|');) {
    told_names.insert(name);
  }
  EXPECT_EQ(told_names, known_names);
}

TEST(OpenApi, TellsHowOftenAParameterMayBeGiven) {
  for (const Described& one : described()) {
    ApiSite site;
    const std::string value =
        one.schema.contains("enum") ? plain(one.schema["enum"][0])
        : one.name == "filter"      ? "source:Wire"
        : one.schema.contains("default") && one.name != "q"
            ? plain(one.schema["default"])
            : "2025";
    const bool refused =
        site.ask_with(one, {value, value}).body.find("more than once") !=
        std::string::npos;
    EXPECT_EQ(refused, one.several.is_null()) << one.path << " " << one.name;
    if (!one.several.contains("maxItems")) continue;
    const std::size_t most = one.several["maxItems"];
    EXPECT_NE(site.ask_with(one, std::vector(most, value)).status, 400);
    EXPECT_EQ(site.ask_with(one, std::vector(most + 1, value)).status, 400);
    EXPECT_EQ(site.ask_with(one, std::vector(fewest(one) - 1, value)).status,
              400);
  }
}

// All that a default can be seen by, of whatever was asked last.
std::string last_asked(const testing::FakeBackend& backend) {
  std::ostringstream out;
  for (const SearchRequest& r : backend.requests) {
    out << r.query << '|' << r.limit << '|' << r.offset << '|'
        << static_cast<int>(r.sort) << static_cast<int>(r.rank) << '|'
        << r.freshness << '|' << r.half_life_days << '|'
        << static_cast<int>(r.match) << static_cast<int>(r.spelling) << '|'
        << r.time_zone << '|' << r.facet_limit << '|' << r.timeline.has_value()
        << r.burst_labels << r.stories << static_cast<int>(r.offsets)
        << r.explain << '|' << r.deadline_ms << '\n';
  }
  for (const SuggestRequest& r : backend.completed) {
    out << r.text << '|' << r.limit << '|' << r.time_zone << '\n';
  }
  for (const TrendsRequest& r : backend.trends_requests) {
    out << r.window << '|' << r.limit << '|' << r.time_zone << '|'
        << r.deadline_ms << '\n';
  }
  for (const CompareRequest& r : backend.compare_requests) {
    out << r.queries.size() << '|' << r.time_zone << '|'
        << static_cast<int>(r.interval) << '|' << r.deadline_ms << '\n';
  }
  for (const SignificantRequest& r : backend.significant_requests) {
    out << r.query << '|' << r.limit << '|' << r.time_zone << '|'
        << static_cast<int>(r.match) << '|' << r.deadline_ms << '\n';
  }
  for (const SimilarOptions& r : backend.asked_similar) {
    out << r.limit << '|' << r.time_zone << '|' << r.deadline_ms << '\n';
  }
  out << backend.last_story_request.limit << '|'
      << backend.last_story_request.offset;
  return out.str();
}

TEST(OpenApi, TellsTheDefaultsThatApply) {
  for (const Described& one : described()) {
    if (!one.schema.contains("default")) continue;
    ApiSite bare;
    ApiSite given;
    const HttpResponse without = bare.ask_with(one, {});
    const HttpResponse with =
        given.ask_with(one, {plain(one.schema["default"])});
    EXPECT_EQ(with.content_type, without.content_type)
        << one.path << " " << one.name;
    EXPECT_EQ(last_asked(given.backend), last_asked(bare.backend))
        << one.path << " " << one.name;
  }
}

TEST(OpenApi, ListsTheCodesOfProblems) {
  const Json code =
      document()["components"]["schemas"]["Problem"]["properties"]["code"];
  std::map<std::string, int> told;
  for (const auto& [name, about] : code["x-codes"].items()) {
    told[name] = about["status"];
  }
  std::map<std::string, int> known;
  Names names;
  for (const ProblemKind& kind : kProblemKinds) {
    known.emplace(kind.code, kind.status);
    names.emplace(kind.code);
  }
  EXPECT_EQ(told, known);
  EXPECT_EQ(code["enum"].get<Names>(), names);
}

TEST(OpenApi, NamesTheServerByItsPublicAddress) {
  Site site;
  site.settings.public_url = "https://news.example/lede";
  site.settings.path_prefix = "/lede";
  const HttpResponse response = site.get("/lede/openapi.json");
  EXPECT_EQ(response.content_type, "application/json");
  const Json described = body_of(response);
  EXPECT_EQ(described["servers"][0]["url"], "https://news.example/lede");
  EXPECT_EQ(described["openapi"], "3.1.0");
  EXPECT_EQ(testing::field(response, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(site.get("/openapi.json",
                     {{"if-none-match", testing::field(response, "ETag")}})
                .status,
            304);
}

}  // namespace
}  // namespace lede
