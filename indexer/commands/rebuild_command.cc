// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-index rebuild

#include <memory>

#include "indexer/commands/command.h"
#include "indexer/commands/source_options.h"
#include "indexer/rebuild.h"

namespace lede {
namespace {

Result<int> run_rebuild(const CommandContext& context,
                        const SourceOptions& source) {
  AddOptions options;
  SourceRun run(context, source);
  if (auto prepared = run.prepare(options.pipeline); !prepared) {
    return prepared.error();
  }
  Result<WriterOptions> writer = writer_options(context);
  if (!writer) return writer.error();
  options.writer = std::move(*writer);
  options.writer.group_stories = !source.no_stories;
  Result<AddResult> rebuilt =
      rebuild_index(context.index(), source.sources, options);
  if (!rebuilt) return rebuilt.error();
  return run.finish(
      rebuilt->report, rebuilt->interrupted,
      rebuilt->swapped ? "rebuilt;" : "stopped, the index is as it was;");
}

}  // namespace

Command rebuild_command(CLI::App& app, CommandContext& context) {
  CLI::App* sub = app.add_subcommand(
      "rebuild",
      "Build the index anew beside the live one, then swap: the sources are "
      "all it will hold");
  auto source = std::make_shared<SourceOptions>();
  add_source_options(*sub, *source);
  add_jobs_option(*sub, context);
  add_wait_option(*sub, context);
  sub->footer(
      "Searches go on in the old index until the swap. Needed after an "
      "upgrade\n"
      "that changes how text is cut, and to bring a new lexicon's names into "
      "facets.\n"
      "Examples:\n"
      "  lede-index rebuild archive/\n"
      "  lede-index export > all.jsonl && lede-index rebuild all.jsonl\n");
  return {sub, [&context, source] { return run_rebuild(context, *source); }};
}

}  // namespace lede
