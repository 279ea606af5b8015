// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/commands/progress_bar.h"

#include <algorithm>
#include <cmath>
#include <iostream>

#include "indexer/commands/command.h"

namespace lede {
namespace {

constexpr std::chrono::milliseconds kInterval{100};

std::string time_left(double seconds) {
  const auto whole = std::llround(seconds);
  const std::string rest = std::to_string(whole % 60);
  return std::to_string(whole / 60) + ":" + (rest.size() == 1 ? "0" : "") +
         rest;
}

}  // namespace

std::string progress_line(const PipelineProgress& progress) {
  const ReadProgress& read = progress.read;
  const double seconds = std::max(progress.seconds, 0.001);
  const auto rate = [seconds](std::uint64_t amount) {
    return static_cast<std::uint64_t>(static_cast<double>(amount) / seconds);
  };
  std::string line = grouped(read.files_done);
  if (read.files_total > 0) line += "/" + grouped(read.files_total);
  line += " files  " + grouped(progress.articles_read) + " articles  " +
          grouped(rate(progress.articles_written)) + "/s  " +
          readable_bytes(rate(read.text_bytes)) + "/s";
  if (read.bytes_total == 0 || read.bytes_read == 0) return line;
  // Reading runs ahead of writing; what is written is what is done.
  double done = static_cast<double>(read.bytes_read) /
                static_cast<double>(read.bytes_total);
  if (progress.articles_read > 0) {
    done *= static_cast<double>(progress.articles_written) /
            static_cast<double>(progress.articles_read);
  }
  done = std::min(done, 1.0);
  line += "  " + std::to_string(static_cast<int>(done * 100)) + " %";
  if (done > 0) line += "  " + time_left(seconds * (1 - done) / done) + " left";
  return line;
}

void ProgressBar::show(const PipelineProgress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (shown_ && now - shown_at_ < kInterval) return;
  shown_at_ = now;
  shown_ = true;
  std::cerr << '\r' << progress_line(progress) << "\033[K" << std::flush;
}

void ProgressBar::clear() {
  if (shown_) std::cerr << "\r\033[K" << std::flush;
  shown_ = false;
}

}  // namespace lede
