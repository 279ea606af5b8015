// SPDX-License-Identifier: GPL-3.0-or-later
//
// Alerts: what saved queries find among the articles added or changed since
// they were last asked. Part of lede-index, which alone of this room searches.

#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <lede/result.h>

namespace lede {

struct AlertOptions {
  std::vector<std::string> names;  // saved queries; empty: all
  bool all = false;   // tell all that matches, what was told before too
  bool peek = false;  // do not note what is told
  std::string time_zone = "UTC";           // IANA name
  std::string lexicon;                     // see SearcherOptions
  std::chrono::milliseconds wait{10'000};  // for another run to end
};

// Prints lines; what it returns with an error counts as not told.
using AlertSink =
    std::function<Result<void>(const std::vector<std::string>& lines)>;

// Gives `sink` a line of JSON for each article that a saved query finds and was
// not told of before, the first indexed first, and then notes them as told: a
// crash in between repeats lines and loses none. An article is told once for
// each query, by its key, however often it changes, and whatever is rebuilt.
// Every word has to be there, held by the index or not; nothing is corrected.
// A query saved before alerts knew of it begins with what is added from now on.
//
// Returns how many lines. kInvalidArgument for a name that is not saved or a
// state that does not read, kMissingIndex, kBusy after `wait`, kIo, and the
// errors of searches.
Result<std::size_t> tell_alerts(const std::filesystem::path& index,
                                const AlertOptions& options,
                                const AlertSink& sink);

// Notes what the saved query `name` finds now as told: its alerts begin with
// what is added after. Errors as above.
Result<void> begin_alerts(const std::filesystem::path& index,
                          const std::string& name, const AlertOptions& options);

}  // namespace lede
