// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/commands/source_options.h"

#include <charconv>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <unistd.h>

#include "common/date.h"
#include "common/join.h"

namespace lede {
namespace {

// So many rejections are told one by one.
constexpr std::size_t kShownRejections = 10;

Result<std::optional<std::uint64_t>> parse_max_rejects(
    const std::string& text) {
  if (text == "any") return std::optional<std::uint64_t>();
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (text.empty() || parsed.ec != std::errc() || parsed.ptr != end) {
    return Error{
        ErrorCode::kInvalidArgument,
        "--max-rejects takes a number or \"any\", not \"" + text + "\""};
  }
  return std::optional(number);
}

// "a, b and 3 more", so that the line stays one.
std::string listed(const std::set<std::string>& names) {
  constexpr std::size_t kShown = 8;
  if (names.size() <= kShown) return join(names, ", ");
  const std::vector<std::string> shown(names.begin(),
                                       std::next(names.begin(), kShown));
  return join(shown, ", ") + " and " + std::to_string(names.size() - kShown) +
         " more";
}

}  // namespace

void add_source_options(CLI::App& app, SourceOptions& options) {
  app.add_option("SOURCE", options.sources,
                 "Files, folders (with all below them), or - for standard "
                 "input; .gz and .zst are read through")
      ->required();
  app.add_option("--format", options.format,
                 "auto, text, json, jsonl, markdown or html [auto: by content]")
      ->type_name("F");
  app.add_option("--max-rejects", options.max_rejects,
                 "Exit with 1 if more records are rejected [0]")
      ->type_name("N|any");
  app.add_option("--rejects", options.rejects_file,
                 "Write each rejected record's place and reason, as JSONL")
      ->type_name("FILE");
  app.add_flag("--no-stories", options.no_stories,
               "Leave articles ungrouped for now; the next run groups them");
  app.add_flag("--strict", options.strict, "Stop at the first bad record");
  app.add_flag("--json", options.json, "Print the report as JSON");
}

Result<void> SourceRun::prepare(PipelineOptions& pipeline) {
  Result<InputFormat> format = parse_input_format(options_.format);
  if (!format) return format.error();
  Result<TimeZone> zone = TimeZone::find(context_.common.time_zone);
  if (!zone) return zone.error();
  Result<std::optional<std::uint64_t>> most =
      parse_max_rejects(options_.max_rejects);
  if (!most) return most.error();
  max_rejects_ = *most;
  if (!options_.rejects_file.empty()) {
    rejects_.open(options_.rejects_file, std::ios::trunc);
    if (!rejects_) {
      return Error{ErrorCode::kIo, "cannot write " + options_.rejects_file};
    }
  }
  pipeline.read.format = *format;
  pipeline.read.zone = *zone;
  pipeline.read.now = system_now();
  pipeline.strict = options_.strict;
  pipeline.stop = &interrupt_flag();
  pipeline.on_reject = [this](const Rejection& rejection) { note(rejection); };
  if (!context_.common.quiet && isatty(STDERR_FILENO) != 0) {
    bar_ = std::make_unique<ProgressBar>();
    pipeline.on_progress = [this](const PipelineProgress& progress) {
      bar_->show(progress);
    };
  }
  return {};
}

void SourceRun::note(const Rejection& rejection) {
  if (rejects_.is_open()) rejects_ << rejection_to_json(rejection) << '\n';
  if (context_.common.verbose) {
    std::cerr << rejection.where << ": " << rejection.why << '\n';
  } else if (first_.size() < kShownRejections) {
    first_.push_back(rejection);
  }
}

Result<int> SourceRun::finish(const IndexReport& report, bool interrupted,
                              std::string_view done_what) {
  if (bar_) bar_->clear();
  if (rejects_.is_open() && !rejects_.flush()) {
    return Error{ErrorCode::kIo, "cannot write " + options_.rejects_file};
  }
  if (options_.json) std::cout << report_to_json(report) << '\n';
  if (!context_.common.quiet) print_summary(report, done_what);
  if (interrupted) return kInterrupted;
  const bool too_many = max_rejects_ && report.rejected > *max_rejects_;
  return too_many || (options_.strict && report.rejected > 0) ? kNothingFound
                                                              : kDone;
}

void SourceRun::print_summary(const IndexReport& report,
                              std::string_view done_what) {
  std::ostream& out = options_.json ? std::cerr : std::cout;
  for (const Rejection& rejection : first_) {
    std::cerr << "rejected " << rejection.where << ": " << rejection.why
              << '\n';
  }
  if (!context_.common.verbose && report.rejected > first_.size()) {
    std::cerr << "and " << grouped(report.rejected - first_.size())
              << " more; --rejects FILE lists them all\n";
  }
  out << done_what << ' ' << grouped(report.read)
      << " read: " << grouped(report.added) << " added, "
      << grouped(report.updated) << " updated, " << grouped(report.unchanged)
      << " unchanged, " << grouped(report.rejected) << " rejected";
  if (report.removed > 0) out << "; " << grouped(report.removed) << " removed";
  out << '\n';
  if (report.same_id > 0) {
    out << grouped(report.same_id)
        << " had the id of an earlier record and took its place\n";
  }
  if (report.undated > 0) {
    out << grouped(report.undated) << " without a date";
    if (report.dates_dropped > 0) {
      out << ", " << grouped(report.dates_dropped)
          << " of them with one that cannot be used";
    }
    out << '\n';
  }
  if (!report.extra_fields.empty()) {
    out << "kept but not searched: " << listed(report.extra_fields) << '\n';
  }
  const double seconds = std::max(report.seconds, 0.001);
  const auto rate =
      static_cast<std::uint64_t>(static_cast<double>(report.read) / seconds);
  char elapsed[32];
  std::snprintf(elapsed, sizeof elapsed, "%.1f", report.seconds);
  out << grouped(report.documents) << " documents in "
      << grouped(report.stories) << " stories in " << context_.index().string()
      << "; " << elapsed << " s, " << grouped(rate) << " articles/s, "
      << readable_bytes(static_cast<std::uint64_t>(
             static_cast<double>(report.input_bytes) / seconds))
      << "/s\n";
}

}  // namespace lede
