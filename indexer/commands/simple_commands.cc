// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-index compact, backup, export

#include <iostream>
#include <memory>

#include "indexer/commands/command.h"
#include "indexer/index_export.h"
#include "indexer/index_writer.h"

namespace lede {
namespace {

std::chrono::milliseconds wait_of(const CommandContext& context) {
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(context.wait_seconds * 1000));
}

Result<int> run_compact(const CommandContext& context) {
  Result<WriterOptions> options = writer_options(context);
  if (!options) return options.error();
  Result<IndexWriter> writer =
      IndexWriter::open(context.index(), std::move(*options));
  if (!writer) return writer.error();
  const std::uint64_t before = folder_bytes(context.index());
  if (auto compacted = writer->compact(); !compacted) return compacted.error();
  if (!context.common.quiet) {
    std::cerr << grouped(writer->documents()) << " documents, "
              << readable_bytes(before) << " before, "
              << readable_bytes(folder_bytes(context.index())) << " now\n";
  }
  return kDone;
}

Result<int> run_backup(const CommandContext& context,
                       const std::string& target) {
  if (auto copied = backup_index(context.index(), target, wait_of(context));
      !copied) {
    return copied.error();
  }
  if (!context.common.quiet) {
    std::cerr << "copied " << readable_bytes(folder_bytes(target)) << " to "
              << target << '\n';
  }
  return kDone;
}

}  // namespace

Command compact_command(CLI::App& app, CommandContext& context) {
  CLI::App* sub = app.add_subcommand(
      "compact", "Merge everything into one segment: smaller and quicker");
  add_wait_option(*sub, context);
  return {sub, [&context] { return run_compact(context); }};
}

Command backup_command(CLI::App& app, CommandContext& context) {
  CLI::App* sub = app.add_subcommand(
      "backup", "Copy the index, as the last commit left it, to a new folder");
  auto target = std::make_shared<std::string>();
  sub->add_option("DIR", *target, "Folder to make")->required();
  add_wait_option(*sub, context);
  return {sub, [&context, target] { return run_backup(context, *target); }};
}

Command export_command(CLI::App& app, CommandContext& context) {
  CLI::App* sub = app.add_subcommand(
      "export", "Print every article as a line of JSON; `add -` takes it back");
  return {sub, [&context]() -> Result<int> {
            Result<void> written = export_articles(
                context.index(),
                [](std::string_view line) { std::cout << line << '\n'; });
            if (!written) return written.error();
            return kDone;
          }};
}

}  // namespace lede
