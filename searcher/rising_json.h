// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands out, as JSON: stories, terms and bursts as they stand in answers.

#pragma once

#include <optional>

#include "common/json_writer.h"
#include <lede/rising.h>

namespace lede {

// An object, or null. Every key is always there.
void write_story(JsonWriter& json, const std::optional<TopStory>& story);
void write_term(JsonWriter& json, const TellingTerm& term);
void write_burst(JsonWriter& json, const Burst& burst);

}  // namespace lede
