// SPDX-License-Identifier: GPL-3.0-or-later
//
// Request targets taken apart, and links put together.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lede {

// Name and value, decoded, in the order of the request.
using Parameter = std::pair<std::string, std::string>;
using Parameters = std::vector<Parameter>;

struct Target {
  std::string path;                   // as sent: "/articles/a%20b"
  std::vector<std::string> segments;  // decoded: {"articles", "a b"}
  Parameters parameters;
};

// Takes a target in origin form apart. A slash at the path's end makes no
// segment. Never fails: "%" without two hexadecimal digits stands for itself.
// What comes out may be invalid UTF-8 or hold NULs: see is_clean_text().
Target parse_target(std::string_view target);

// True for valid UTF-8 without control bytes other than tab and line ends.
bool is_clean_text(std::string_view text);

// Decodes %XX, and "+" as a space if `plus_is_space`.
std::string percent_decode(std::string_view text, bool plus_is_space);

// Encodes every byte but unreserved ones (RFC 3986, section 2.3) and those of
// `also_kept`.
std::string percent_encode(std::string_view text,
                           std::string_view also_kept = "");

// "path?name=value&..."; just the path if there are no parameters.
std::string make_link(std::string_view path, const Parameters& parameters);

}  // namespace lede
