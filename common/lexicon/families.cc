// SPDX-License-Identifier: GPL-3.0-or-later
//
// Families by the parts of a slug.

#include "common/lexicon/internal/families.h"

#include "common/lexicon/internal/name_text.h"

namespace lede::internal {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// True if a version may begin at byte `at` of the id.
bool begins_version(std::string_view id, std::size_t at) {
  return id[at] == '-' || (is_digit(id[at]) && is_ascii_letter(id[at - 1]));
}

}  // namespace

std::string family_by_name(
    std::string_view id,
    const std::function<bool(std::string_view)>& is_known) {
  if (!id.starts_with("model:") && !id.starts_with("chip:")) return {};
  for (std::size_t at = id.size() - 1; at > id.find(':') + 1; --at) {
    const std::string_view family = id.substr(0, at);
    if (begins_version(id, at) && is_known(family)) return std::string(family);
  }
  return {};
}

}  // namespace lede::internal
