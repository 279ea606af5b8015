// SPDX-License-Identifier: GPL-3.0-or-later
//
// Templates and assets, built into the program. The definitions are made from
// openapi.json and the files in pages/ and assets/ when the server is built.

#pragma once

#include <span>
#include <string>
#include <string_view>

namespace lede {

struct Resource {
  std::string_view name;  // "assets/style.css", "pages/search.mustache"
  std::string_view bytes;
};

std::span<const Resource> resources();

// Null if there is none of that name.
const Resource* find_resource(std::string_view name);

// 16 hexadecimal digits that change with the content.
std::string content_tag(std::string_view bytes);

}  // namespace lede
