// SPDX-License-Identifier: GPL-3.0-or-later
//
// Links from one search to the next: the same with one thing changed.

#pragma once

#include <string>
#include <string_view>

#include "server/pages/page.h"
#include "server/url.h"
#include <lede/response.h>

namespace lede {

// The parameters of a search page, without its place in the answer.
class SearchLinks {
 public:
  explicit SearchLinks(const Page& page);

  // The same search, at another place of the answer.
  [[nodiscard]] std::string at_offset(std::size_t offset) const;
  // The same, with `name` set to `value`, or unset if that is empty.
  [[nodiscard]] std::string with(std::string_view name,
                                 std::string_view value) const;
  // The same, with the filter added, or removed if it is there.
  [[nodiscard]] std::string toggled(std::string_view field,
                                    std::string_view value) const;
  [[nodiscard]] std::string with_dates(std::string_view from,
                                       std::string_view to) const;
  // The same, by words and that weight of freshness, the default if empty.
  [[nodiscard]] std::string with_freshness(std::string_view weight) const;
  // The same, with the query, filters and dates of `alternative`.
  [[nodiscard]] std::string instead(const Alternative& alternative) const;

  // The feeds of the same search.
  [[nodiscard]] FollowLinks follow() const;

  [[nodiscard]] const Parameters& parameters() const { return parameters_; }
  // The first value of a parameter, or "".
  [[nodiscard]] std::string_view value(std::string_view name) const;

 private:
  [[nodiscard]] std::string link(Parameters parameters) const;

  const Page& page_;
  Parameters parameters_;
};

}  // namespace lede
