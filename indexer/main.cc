// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-index: articles in, an index out.

#include <cstdlib>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "common/program/program.h"
#include "indexer/alerts.h"
#include "indexer/commands/alerts_command.h"
#include "indexer/commands/command.h"
#include <lede/searcher.h>

namespace {

std::vector<std::string> warnings_of(const lede::CommandContext& context,
                                     const std::string& query) {
  lede::SearcherOptions options;
  options.lexicon_path = context.common.lexicon;
  const auto searcher = lede::Searcher::open({context.index()}, options);
  if (!searcher) return {};
  lede::SearchRequest request;
  request.query = query;
  request.limit = 0;
  request.time_zone = context.common.time_zone;
  const auto response = searcher->search(request);
  if (!response) return {};
  std::vector<std::string> messages;
  for (const lede::Warning& warning : response->query.warnings) {
    messages.push_back(warning.message);
  }
  return messages;
}

}  // namespace

int main(int argc, char** argv) {
  // Small maps are quick maps: Xapian gathers postings in trees that leave the
  // processor's caches at its own default of 10,000 documents. Said before any
  // thread is started; a value set by the user stands.
  setenv("XAPIAN_FLUSH_THRESHOLD", "200", 0);

  CLI::App app("Turns articles into an index for lede-search and lede-server.",
               "lede-index");
  lede::CommandContext context;
  lede::add_common_options(app, context.common, false);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  lede-index add articles/           index a folder, into ./lede.db\n"
      "  lede-index --index news.db stats   what is in it\n"
      "  lede-index add --help              more about one command\n");
  const std::vector<lede::Command> commands = {
      lede::add_command(app, context),
      lede::rebuild_command(app, context),
      lede::remove_command(app, context),
      lede::stats_command(app, context),
      lede::saved_command(app, context,
                          {[&](const std::string& query) {
                             return warnings_of(context, query);
                           },
                           [&](const std::string& name) {
                             return lede::begin_alerts(
                                 context.index(), name,
                                 lede::alert_options(context));
                           }}),
      lede::alerts_command(app, context),
      lede::check_command(app, context),
      lede::compact_command(app, context),
      lede::backup_command(app, context),
      lede::export_command(app, context),
  };
  return lede::run_program(app, context.common, argc, argv,
                           [&]() -> lede::Result<int> {
                             for (const lede::Command& command : commands) {
                               if (app.got_subcommand(command.app))
                                 return command.run();
                             }
                             return lede::kWrongUsage;
                           });
}
