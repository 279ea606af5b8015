// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-index check

#include <algorithm>
#include <iostream>
#include <memory>

#include "indexer/commands/command.h"
#include "indexer/index_check.h"

namespace lede {
namespace {

void print_problems(const CheckReport& report) {
  for (const SegmentCheck& check : report.segments) {
    for (const std::string& problem : check.problems) {
      std::cout << "segment " << check.segment.name << ": " << problem << '\n';
    }
    if (!check.has_damaged_postings()) continue;
    std::cout << "segment " << check.segment.name << ": "
              << check.postings.error().message << '\n';
  }
  if (!report.stories) {
    std::cout << "stories: " << report.stories.error().message << '\n';
  }
}

Result<int> run_check(const CommandContext& context) {
  const auto wait = std::chrono::milliseconds(
      static_cast<std::int64_t>(context.wait_seconds * 1000));
  const Result<CheckReport> report = check_index(context.index(), wait);
  if (!report) return report.error();
  print_problems(*report);
  if (!report->sound()) {
    return Error{ErrorCode::kCorrupt, context.index().string() + " is damaged"};
  }
  if (context.common.quiet) return kDone;
  std::cout << "sound: " << grouped(report->documents) << " documents in "
            << report->segments.size()
            << (report->segments.size() == 1 ? " segment" : " segments");
  if (report->pending_deletes > 0) {
    std::cout << "; " << grouped(report->pending_deletes)
              << " old versions are left for the next writer to delete";
  }
  std::cout << '\n';
  const auto slow =
      std::ranges::count_if(report->segments, &SegmentCheck::lacks_postings);
  if (slow > 0) {
    std::cout << slow << (slow == 1 ? " segment is" : " segments are")
              << " searched slowly, for want of a postings file of this"
                 " version: `lede-index compact` makes it\n";
  }
  return kDone;
}

Result<int> run_repair(const CommandContext& context) {
  Result<WriterOptions> options = writer_options(context);
  if (!options) return options.error();
  const Result<RepairReport> report = repair_index(context.index(), *options);
  if (!report) return report.error();
  if (!context.common.quiet) {
    std::cout << "repaired: " << grouped(report->kept) << " documents kept, "
              << grouped(report->moved) << " of them out of damaged segments, "
              << grouped(report->lost) << " lost\n";
  }
  return kDone;
}

}  // namespace

Command check_command(CLI::App& app, CommandContext& context) {
  CLI::App* sub = app.add_subcommand(
      "check", "Check every table and every article; exits with 3 if damaged");
  auto repair = std::make_shared<bool>(false);
  sub->add_flag("--repair", *repair,
                "Keep what can be read and drop what cannot");
  add_jobs_option(*sub, context);
  add_wait_option(*sub, context);
  return {sub, [&context, repair] {
            return *repair ? run_repair(context) : run_check(context);
          }};
}

}  // namespace lede
