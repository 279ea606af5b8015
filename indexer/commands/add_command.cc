// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-index add

#include <algorithm>
#include <memory>

#include "indexer/add.h"
#include "indexer/commands/command.h"
#include "indexer/commands/source_options.h"
#include "indexer/commands/stoppable_input.h"

namespace lede {
namespace {

// Files that come without pause are committed by their amount; this is for
// slow ones.
constexpr double kFileCommitSeconds = 30;
// A stream that comes faster than it can be written is committed about as often
// as asked: a core indexes some megabyte of text a second.
constexpr double kStreamBytesPerSecond = 1 << 20;

std::size_t stream_batch_bytes(double commit_seconds, std::size_t most) {
  const double bytes =
      std::max(commit_seconds * kStreamBytesPerSecond, kStreamBytesPerSecond);
  return bytes < static_cast<double>(most) ? static_cast<std::size_t>(bytes)
                                           : most;
}

struct AddCommand {
  SourceOptions source;
  double commit_seconds = 5;
  bool prune = false;
  bool dry_run = false;
};

Result<int> run_add(const CommandContext& context, const AddCommand& command) {
  AddOptions options;
  SourceRun run(context, command.source);
  if (auto prepared = run.prepare(options.pipeline); !prepared) {
    return prepared.error();
  }
  Result<WriterOptions> writer = writer_options(context);
  if (!writer) return writer.error();
  options.writer = std::move(*writer);
  options.writer.group_stories = !command.source.no_stories;
  options.prune = command.prune;
  options.dry_run = command.dry_run;
  options.stream = std::ranges::count(command.source.sources, "-") > 0;
  const double seconds =
      options.stream ? command.commit_seconds
                     : std::max(command.commit_seconds, kFileCommitSeconds);
  options.pipeline.commit_every =
      std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
  StoppableInput input(interrupt_flag());
  if (options.stream) {
    options.pipeline.batch_bytes =
        stream_batch_bytes(seconds, options.pipeline.batch_bytes);
    if (auto started = input.start(); !started) return started.error();
  }
  Result<AddResult> added =
      add_sources(context.index(), command.source.sources, std::move(options));
  if (!added) return added.error();
  return run.finish(added->report, added->interrupted,
                    command.dry_run ? "tried, not written;" : "done;");
}

}  // namespace

Command add_command(CLI::App& app, CommandContext& context) {
  CLI::App* sub = app.add_subcommand(
      "add", "Add or update articles; makes the index if there is none");
  auto command = std::make_shared<AddCommand>();
  add_source_options(*sub, command->source);
  add_jobs_option(*sub, context);
  add_wait_option(*sub, context);
  sub->add_flag("--prune", command->prune,
                "Remove articles that vanished from the folders named");
  sub->add_flag("--dry-run", command->dry_run,
                "Read and compare, but write nothing");
  sub->add_option("--commit-every", command->commit_seconds,
                  "From standard input: commit so often [5]")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.0, 86400.0));
  sub->footer(
      "Examples:\n"
      "  lede-index add articles/\n"
      "      every article below a folder: text, JSON, JSONL, Markdown, HTML\n"
      "  lede-index --index news.db add --prune feeds/ archive.jsonl.gz\n"
      "      and forget what is no longer in feeds/\n"
      "  tail -f stream.jsonl | lede-index add --commit-every 1 -\n"
      "      found a second after it came\n"
      "  lede-index add --dry-run --max-rejects any --rejects bad.jsonl in/\n"
      "      what would be done, and what would be refused and why\n");
  return {sub, [&context, command] { return run_add(context, *command); }};
}

}  // namespace lede
