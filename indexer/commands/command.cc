// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/commands/command.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <thread>

#include "common/index_layout.h"
#include "common/lexicon/lexicon.h"

namespace lede {

void add_wait_option(CLI::App& app, CommandContext& context) {
  app.add_option("--wait", context.wait_seconds,
                 "Wait so long for another writer to end [10]")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.0, 86400.0));
}

void add_jobs_option(CLI::App& app, CommandContext& context) {
  app.add_option("--jobs", context.jobs,
                 "Threads that build the index [one a core]")
      ->type_name("N")
      ->check(CLI::Range(1U, 256U));
}

Result<WriterOptions> writer_options(const CommandContext& context) {
  const std::filesystem::path lexicon_file =
      context.common.lexicon.empty()
          ? user_lexicon_path(context.index())
          : std::filesystem::path(context.common.lexicon);
  Result<std::shared_ptr<const Lexicon>> lexicon = Lexicon::load(lexicon_file);
  if (!lexicon) return lexicon.error();
  WriterOptions options;
  options.lexicon = std::move(*lexicon);
  options.jobs = context.jobs != 0
                     ? context.jobs
                     : std::max(1U, std::thread::hardware_concurrency());
  options.wait = std::chrono::milliseconds(
      static_cast<std::int64_t>(context.wait_seconds * 1000));
  options.clock = system_now;
  return options;
}

std::int64_t system_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string readable_bytes(std::uint64_t bytes) {
  static constexpr std::array<const char*, 5> kUnits = {"B", "kB", "MB", "GB",
                                                        "TB"};
  auto amount = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (amount >= 1000 && unit + 1 < kUnits.size()) {
    amount /= 1000;
    ++unit;
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s",
                amount, kUnits[unit]);
  return text.data();
}

}  // namespace lede
