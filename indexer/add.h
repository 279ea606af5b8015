// SPDX-License-Identifier: GPL-3.0-or-later
//
// Adding and updating articles: sources, through the pipeline, into the live
// index; trying that without writing; and pruning what vanished.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/index_report.h"
#include "indexer/index_writer.h"
#include "indexer/pipeline.h"
#include <lede/result.h>

namespace lede {

struct AddOptions {
  PipelineOptions pipeline;
  WriterOptions writer;
  // Removes articles whose origin lies under the sources that are folders and
  // whose id this run did not read; not those of files it could not read, and
  // nothing if the run did not reach its end.
  bool prune = false;
  bool dry_run = false;  // says what would be done
  // The lock is held only while a batch is written, since the sources may take
  // for ever.
  bool stream = false;
};

struct AddResult {
  IndexReport report;
  bool interrupted = false;
  bool swapped = false;  // of a rebuild: the new generation is live
};

// kMissingIndex (dry runs excepted, which count it as empty), kBusy, kCorrupt,
// kVersionMismatch, kIo; what was committed before a failure stays.
Result<AddResult> add_sources(const std::filesystem::path& index,
                              const std::vector<std::string>& sources,
                              AddOptions options);

}  // namespace lede
