// SPDX-License-Identifier: GPL-3.0-or-later
//
// The answer to a query as a feed, before it is written in any format.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/handlers/handlers.h"
#include "server/url.h"
#include <lede/request.h>
#include <lede/response.h>

namespace lede {

struct FeedCategory {
  std::string term;   // a topic, or an entity's id: "company:alibaba"
  std::string label;  // what a person reads
};

// An article. Texts are plain UTF-8, times RFC 3339 in UTC, links absolute.
struct FeedEntry {
  std::string id;     // of feed_urn()
  std::string url;    // where it was published; empty unless http or https
  std::string page;   // where lede shows it
  std::string story;  // its story, if it has company there; or empty
  std::uint64_t story_documents = 1;
  std::string title;      // its first sentence if it has no headline
  std::string summary;    // its standfirst, else the passage that matched best
  std::string published;  // its first instant; empty if undated
  std::string updated;    // when it was indexed
  std::string lang;       // BCP 47; empty if unknown
  std::string source;
  std::vector<std::string> authors;
  std::vector<FeedCategory> categories;
};

struct Feed {
  std::string id;
  std::string title;
  std::string page;  // the same as a page of results
  std::string atom;  // the same feed in both formats
  std::string json;
  std::string updated;  // when the last entry was indexed
  std::vector<FeedEntry> entries;
};

// What a feed wants of each hit, see SearchRequest::fields.
std::vector<std::string> feed_fields();

// The feed of `response`, which answers `request` with feed_fields(), at the
// public address. `parameters`: those of the request, all valid.
Feed make_feed(const Call& call, const Parameters& parameters,
               const SearchRequest& request, const SearchResponse& response);

// As application/atom+xml (RFC 4287).
std::string feed_to_atom(const Feed& feed);
// As application/feed+json (JSON Feed 1.1); what it has no name for stands in
// "_lede".
std::string feed_to_json(const Feed& feed);

}  // namespace lede
