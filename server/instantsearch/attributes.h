// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the attributes of InstantSearch clients are called here.

#pragma once

#include <span>
#include <string>
#include <string_view>

namespace lede {

// The numeric attribute: when an article was published, seconds since 1970.
inline constexpr std::string_view kPublishedAttribute = "published_ts";
// Between the levels of a hierarchical value: "2025 > 2025-09".
inline constexpr std::string_view kLevelSeparator = " > ";

// The field that counts and filters by `attribute`: "author" for "authors";
// empty if there is none. Not that of kPublishedAttribute.
std::string_view facet_field(std::string_view attribute);
// All attributes with a field, for "*".
std::span<const std::string_view> facet_attributes();

// A value of `field` as clients show it, and back.
std::string shown_value(std::string_view field, std::string_view value);
std::string_view filter_value(std::string_view field, std::string_view shown);

// The attribute of a record that `name` means: "text" for "body".
std::string_view record_attribute(std::string_view name);

}  // namespace lede
