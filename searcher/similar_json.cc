// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/similar_json.h"

#include <string_view>
#include <vector>

#include "common/json_writer.h"
#include "searcher/hit_json.h"

namespace lede {
namespace {

void write_hits(JsonWriter& json, std::string_view name,
                const std::vector<Hit>& hits) {
  json.key(name);
  json.begin_array();
  for (const Hit& hit : hits) write_hit(json, hit, SearchRequest());
  json.end_array();
}

}  // namespace

std::string similar_to_json(const SimilarResponse& response) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("key", response.key);
  json.member("took_ms", response.took_ms);
  json.key("terms");
  json.begin_array();
  for (const WeighedTerm& term : response.terms) {
    json.begin_object();
    json.member("text", term.text);
    json.member("weight", term.weight);
    json.end_object();
  }
  json.end_array();
  write_hits(json, "hits", response.hits);
  write_hits(json, "same_story", response.same_story);
  json.end_object();
  return out;
}

}  // namespace lede
