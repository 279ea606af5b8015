// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every kind of answer says in JSON: what to know of it, and of which
// index it is.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/json_writer.h"
#include <lede/response.h>

namespace lede {

// Members "warnings"; "index"; "shards".
void write_warnings(JsonWriter& json, const std::vector<Warning>& warnings);
void write_index(JsonWriter& json, std::string_view uuid,
                 std::uint64_t revision);
void write_shards(JsonWriter& json, const ShardCount& shards);

}  // namespace lede
