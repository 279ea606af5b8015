// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run of `add` or `rebuild` did, in figures.

#pragma once

#include <cstdint>
#include <set>
#include <string>

namespace lede {

// read = added + updated + unchanged + rejected. Of several records with one id
// each is compared with the one before it, as if they had come in runs of their
// own; `same_id` says how many there were beyond the first.
struct IndexReport {
  std::uint64_t read = 0;
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t removed = 0;  // by --prune
  std::uint64_t rejected = 0;
  std::uint64_t same_id = 0;
  std::uint64_t undated = 0;        // records without a date that could be used
  std::uint64_t dates_dropped = 0;  // of these, records that had one written
  std::set<std::string> extra_fields;  // names kept, but not searched
  std::uint64_t documents = 0;         // in the index afterwards
  std::uint64_t stories = 0;           // the same, those of a story as one
  std::uint64_t input_bytes = 0;       // read, after decompression
  double seconds = 0;
};

// The report as one JSON object, in one line, with the names of the contract.
std::string report_to_json(const IndexReport& report);

// A record that was refused.
struct Rejection {
  std::string where;  // file and line or record
  std::string why;
};

std::string rejection_to_json(const Rejection& rejection);

}  // namespace lede
