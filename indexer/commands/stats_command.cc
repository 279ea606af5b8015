// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-index stats

#include <algorithm>
#include <iostream>
#include <memory>

#include "common/date.h"
#include "indexer/commands/command.h"
#include "indexer/index_export.h"

namespace lede {
namespace {

std::string day_of(std::int64_t seconds) {
  return format_date({seconds, DatePrecision::kDay}, TimeZone::utc());
}

void print_languages(const IndexFigures& figures) {
  std::vector<std::pair<std::string, std::uint64_t>> languages(
      figures.languages.begin(), figures.languages.end());
  std::ranges::stable_sort(languages, std::ranges::greater{},
                           &std::pair<std::string, std::uint64_t>::second);
  std::cout << "languages   ";
  for (std::size_t i = 0; i < languages.size(); ++i) {
    const std::string& name = languages[i].first;
    std::cout << (i > 0 ? ", " : "") << (name.empty() ? "unknown" : name) << ' '
              << grouped(languages[i].second);
  }
  std::cout << '\n';
}

void print_figures(const IndexFigures& figures) {
  const Manifest& manifest = figures.manifest;
  std::cout << "documents   " << grouped(figures.documents) << '\n';
  if (figures.documents > figures.undated) {
    std::cout << "published   " << day_of(figures.oldest) << " to "
              << day_of(figures.newest);
    if (figures.undated > 0) {
      std::cout << ", " << grouped(figures.undated) << " undated";
    }
    std::cout << '\n';
  }
  if (!figures.languages.empty()) print_languages(figures);
  std::cout << "size        " << readable_bytes(figures.bytes) << " in "
            << manifest.segments.size()
            << (manifest.segments.size() == 1 ? " segment\n" : " segments\n")
            << "revision    " << manifest.revision << ", "
            << format_date({manifest.updated_at}, TimeZone::utc()) << '\n'
            << "uuid        " << manifest.uuid << '\n';
}

Result<int> run_stats(const CommandContext& context, bool json) {
  const Result<IndexFigures> figures = measure_index(context.index());
  if (!figures) return figures.error();
  if (json) {
    std::cout << figures_to_json(*figures) << '\n';
  } else {
    print_figures(*figures);
  }
  return kDone;
}

}  // namespace

Command stats_command(CLI::App& app, CommandContext& context) {
  CLI::App* sub = app.add_subcommand("stats", "Tell what is in the index");
  auto json = std::make_shared<bool>(false);
  sub->add_flag("--json", *json, "As one JSON object");
  return {sub, [&context, json] { return run_stats(context, *json); }};
}

}  // namespace lede
