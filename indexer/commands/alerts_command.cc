// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-index alerts

#include "indexer/commands/alerts_command.h"

#include <iostream>
#include <memory>

namespace lede {
namespace {

Result<void> print(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) std::cout << line << '\n';
  // Told only once it is out.
  std::cout.flush();
  if (!std::cout) return Error{ErrorCode::kIo, "the output cannot be written"};
  return {};
}

}  // namespace

AlertOptions alert_options(const CommandContext& context) {
  AlertOptions options;
  options.time_zone = context.common.time_zone;
  options.lexicon = context.common.lexicon;
  options.wait = std::chrono::milliseconds(
      static_cast<std::int64_t>(context.wait_seconds * 1000));
  return options;
}

Command alerts_command(CLI::App& app, CommandContext& context) {
  CLI::App* sub = app.add_subcommand(
      "alerts", "Print what saved queries find among what is new");
  auto asked = std::make_shared<AlertOptions>();
  sub->add_option("NAME", asked->names, "Saved queries [all]");
  sub->add_flag("--all", asked->all,
                "The whole archive, and what was told before too");
  sub->add_flag("--peek", asked->peek, "Tell the same again the next time");
  add_wait_option(*sub, context);
  sub->footer(
      "A line of JSON for each article that was added or changed since the\n"
      "last run and that a saved query finds, the first indexed first; each\n"
      "once for each query. A query begins with what is added after it was\n"
      "saved. All its words have to be there, and nothing is corrected. A\n"
      "crash may repeat lines, it never loses one. Exits with 1 if there is\n"
      "nothing new.\n"
      "  lede-index saved add chips 'chip:h20 OR \"training chips\"'\n"
      "  lede-index add feed.jsonl && lede-index alerts chips\n");
  return {sub, [&context, asked]() -> Result<int> {
            AlertOptions options = alert_options(context);
            options.names = asked->names;
            options.all = asked->all;
            options.peek = asked->peek;
            const Result<std::size_t> told =
                tell_alerts(context.index(), options, print);
            if (!told) return told.error();
            return *told > 0 ? kDone : kNothingFound;
          }};
}

}  // namespace lede
