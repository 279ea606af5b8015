// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole of a postings file from documents and terms in order: what the
// writer of a batch, a merge and the making from a database have in common.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/postings/document_table.h"
#include "common/postings/list_encoder.h"
#include "common/postings/list_sink.h"
#include "common/postings/section_writer.h"
#include <lede/result.h>

namespace lede::internal {

// Streams the lists to the file as they come; keeps 16 bytes a term and the
// terms' own. One thread at a time.
class TermOutput {
 public:
  // Writes the documents. `documents` stays as it is until finish(). Each term
  // goes to `also` too, if there is one.
  TermOutput(const std::filesystem::path& path, const DocumentTable& documents,
             ListSink* also = nullptr);

  // One more posting of the term at hand; see ListEncoder::add().
  void add(std::uint32_t ordinal, std::uint32_t wdf,
           std::span<const std::uint8_t> positions, WordNeighbors beside) {
    encoder_.add(ordinal, wdf, positions, beside);
  }
  // Ends the term at hand. One without postings is left out.
  //
  // REQUIRES: terms ascend by their bytes.
  void end_term(std::string_view term);

  // kIo, also for more than the file can hold; the path is then as
  // it was.
  Result<void> finish(std::string_view database_uuid);

 private:
  void write_terms();

  const DocumentTable& documents_;
  SectionWriter out_;
  ListSink* also_;
  ListEncoder encoder_;
  std::string record_;
  std::vector<TermEntry> entries_;
  std::string term_bytes_;
  bool too_large_ = false;
};

}  // namespace lede::internal
