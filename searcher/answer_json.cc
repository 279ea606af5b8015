// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/answer_json.h"

namespace lede {

void write_warnings(JsonWriter& json, const std::vector<Warning>& warnings) {
  json.key("warnings");
  json.begin_array();
  for (const Warning& warning : warnings) {
    json.begin_object();
    json.member("message", warning.message);
    json.member("position", warning.position);
    json.end_object();
  }
  json.end_array();
}

void write_index(JsonWriter& json, std::string_view uuid,
                 std::uint64_t revision) {
  json.key("index");
  json.begin_object();
  json.member("uuid", uuid);
  json.member("revision", revision);
  json.end_object();
}

void write_shards(JsonWriter& json, const ShardCount& shards) {
  json.key("shards");
  json.begin_object();
  json.member("total", shards.total);
  json.member("answered", shards.answered);
  json.end_object();
}

}  // namespace lede
