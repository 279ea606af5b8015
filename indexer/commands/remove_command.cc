// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-index remove

#include <algorithm>
#include <iostream>
#include <memory>

#include "indexer/commands/command.h"
#include "indexer/index_writer.h"

namespace lede {
namespace {

Result<int> run_remove(const CommandContext& context,
                       const std::vector<std::string>& ids) {
  Result<WriterOptions> options = writer_options(context);
  if (!options) return options.error();
  Result<IndexWriter> writer =
      IndexWriter::open(context.index(), std::move(*options));
  if (!writer) return writer.error();
  std::vector<std::string> keys;
  for (const std::string& id : ids) keys.push_back(article_key(id));
  const Result<std::vector<bool>> removed = writer->remove(keys);
  if (!removed) return removed.error();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!(*removed)[i]) std::cerr << "no article has the id " << ids[i] << '\n';
  }
  const auto count = std::ranges::count(*removed, true);
  if (!context.common.quiet) {
    std::cout << grouped(static_cast<std::uint64_t>(count)) << " removed, "
              << grouped(writer->documents()) << " documents left\n";
  }
  return count == std::ssize(ids) ? kDone : kNothingFound;
}

}  // namespace

Command remove_command(CLI::App& app, CommandContext& context) {
  CLI::App* sub = app.add_subcommand(
      "remove", "Remove articles by id; exits with 1 if one is not there");
  auto ids = std::make_shared<std::vector<std::string>>();
  sub->add_option("ID", *ids, "Ids as the articles gave them")->required();
  add_wait_option(*sub, context);
  sub->footer(
      "Example:\n"
      "  lede-index remove https://news.example/2025/09/retracted\n");
  return {sub, [&context, ids] { return run_remove(context, *ids); }};
}

}  // namespace lede
