// SPDX-License-Identifier: GPL-3.0-or-later
//
// Families: what a name tells about what it is a version of.

#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace lede::internal {

// The id of the nearest family of models or chips that `id` names a version
// of, or "": the longest known id that begins it and ends at a dash or between
// a letter and a number. "model:qwen2.5-coder" is of "model:qwen2.5", that of
// "model:qwen"; "model:gpt-4o" is not of "model:gpt-4", nor "model:gpt-4.1".
std::string family_by_name(
    std::string_view id, const std::function<bool(std::string_view)>& is_known);

}  // namespace lede::internal
