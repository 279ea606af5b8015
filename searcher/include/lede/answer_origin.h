// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where an answer comes from.

#pragma once

#include <cstdint>
#include <string>

#include <lede/response.h>

namespace lede {

struct AnswerOrigin {
  double took_ms = 0.0;
  std::string index_uuid;
  std::uint64_t index_revision = 0;
  ShardCount shards;
};

}  // namespace lede
