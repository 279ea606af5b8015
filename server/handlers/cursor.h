// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cursors: where a page of an answer goes on, as a text that a client sends
// back. All a page depends on is in it, so that nothing is kept here:
//
//   OFFSET-SECONDS-INDEX-DIGEST
//
// in hexadecimal: hits before the page; the clock of the first page; a digest
// of the index, lexicon and saved queries the first page was made of; and one
// of all these and what was asked.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <lede/request.h>

namespace lede {

struct Cursor {
  std::size_t offset = 0;   // in hits, as SearchRequest::offset
  std::int64_t as_of = 0;   // as SearchRequest::as_of
  std::string index_state;  // 16 hexadecimal digits, see content_tag()
};

// Letters, digits and "-", some fifty bytes. `request` is what the answer is
// to; its offset, limit and what is told beside the hits may be others on the
// next page.
std::string print_cursor(const Cursor& cursor, const SearchRequest& request);

// nullopt for what print_cursor() did not make of such a request.
std::optional<Cursor> read_cursor(std::string_view text,
                                  const SearchRequest& request);

}  // namespace lede
