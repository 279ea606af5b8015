// SPDX-License-Identifier: GPL-3.0-or-later
//
// Answers as lede-search prints them.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/cli/options.h"
#include <lede/request.h>
#include <lede/response.h>
#include <lede/suggest.h>

namespace lede {

// The lines of one answer in a format. `query_id`: of a batch, else empty.
// `color`: with terminal escapes, in the text format.
std::string format_answer(const SearchResponse& response,
                          const SearchRequest& request, OutputFormat format,
                          std::string_view query_id, bool color);

// The answer for people to read: hits with their matches, facets, timeline.
std::string answer_as_text(const SearchResponse& response,
                           const SearchRequest& request, bool color);

// Hits alone, numbered from 1.
std::string hits_as_text(const std::vector<Hit>& hits, bool color);

// Why the article asked about is no hit, a line; empty if none was asked about.
std::string why_not_as_text(const SearchResponse& response);

// The same to print beside an answer in a format that has no place for it; of
// a batch, behind the query's id. Empty for the other formats.
std::string why_not_beside(const SearchResponse& response, OutputFormat format,
                           std::string_view query_id);

// How the query was read and what is odd about it, a line each; empty if it was
// read as it was typed.
std::string reading_as_text(const QueryReading& reading);

// What is being typed, completed: a line each of kind, text and documents with
// tabs between, nothing where nobody can tell the documents.
std::string suggestions_as_text(const SuggestResponse& response);

// The query language: what is typed, and what it means.
std::string query_help_as_text();

// `id` with each white space of Unicode as %XX of its bytes: an item of a TREC
// run stands between spaces.
std::string encode_white_space(std::string_view id);

}  // namespace lede
