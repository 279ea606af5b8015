// SPDX-License-Identifier: GPL-3.0-or-later
//
// The members of a JSON object that a client sent, checked.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "server/instantsearch/filters.h"
#include <lede/result.h>

namespace lede {

// {"requests":[{"facetFilters":[["..."]]}]}
inline constexpr int kMaxQueryDepth = 8;

// The parameters of a query: its members and, of version 4 of the client, what
// "params" holds, encoded as in a URL. kInvalidArgument.
Result<nlohmann::ordered_json> parameters_of(
    const nlohmann::ordered_json& query);

// Reads members into what they are for; those that are absent or null leave it
// as it is. The first that is wrong is kept.
class MemberReader {
 public:
  // `members`, an object, outlives it.
  explicit MemberReader(const nlohmann::ordered_json& members)
      : members_(members) {}

  void text(const char* name, std::size_t max_bytes, std::string& out);
  // What is greater than `most` is taken for that.
  void number(const char* name, std::size_t most, std::size_t& out);
  // True or false, or a number of which 0 is false.
  void truth(const char* name, bool& out);
  // One text, several with commas, or an array of texts; so many at most.
  std::vector<std::string> list(const char* name, std::size_t max_names);
  void filters(const char* name,
               Result<void> (*read)(const nlohmann::ordered_json&, Conditions&),
               Conditions& out);

  [[nodiscard]] bool has(const char* name) const {
    return find(name) != nullptr;
  }
  void fail(Error error);
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  // Null if it is absent or null.
  [[nodiscard]] const nlohmann::ordered_json* find(const char* name) const;
  void refuse(const char* name, const std::string& why);

  const nlohmann::ordered_json& members_;
  std::optional<Error> error_;
};

}  // namespace lede
