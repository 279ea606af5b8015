// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the programs have in common: their shared options, where a value comes
// from (flag, then LEDE_* environment, then --config file, then default), their
// exit statuses, and the frame each main() runs in.
//
// Programs link lede::program; the library does not. Not for use by several
// threads at once.

#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <lede/result.h>

namespace CLI {
class App;
}

namespace lede {

// Exit statuses of every program.
inline constexpr int kDone = 0;
inline constexpr int kNothingFound = 1;  // or more rejected than allowed
inline constexpr int kWrongUsage = 2;
inline constexpr int kBadIndex = 3;  // missing, corrupt, of another version
inline constexpr int kBug = 70;
inline constexpr int kInputOutputFailed = 74;
inline constexpr int kTryAgain = 75;
inline constexpr int kInterrupted = 130;

// The only place where an error becomes an exit status.
int exit_status(const Error& error);

enum class ColorMode { kAuto, kAlways, kNever };

struct CommonOptions {
  // Folders, or "xapian://HOST:PORT"; never empty once run_program() has
  // called the body.
  std::vector<std::string> indexes;
  // Where `indexes` came from, as messages say it: "--index", "$LEDE_INDEX",
  // "the config file" or "the default".
  std::string index_source = "the default";
  std::string lexicon;  // empty: lexicon.json in the first index folder
  std::string time_zone = "UTC";  // IANA name, not yet checked
  bool quiet = false;
  bool verbose = false;
  ColorMode color = ColorMode::kAuto;
};

// Adds --index (repeatable if `several_indexes`), --lexicon, --timezone,
// --quiet, --verbose, --color, --config, --version and --help to `app`, and
// lets them stand after a subcommand too: call it before adding subcommands.
//
// Every long option of `app` and of its subcommands, whoever adds it, can also
// be set by the environment (--commit-every by LEDE_COMMIT_EVERY) and by the
// config file (`commit-every = 5` or `commit_every = 5`; those of a subcommand
// in a table of its name). A key the program does not know is wrong usage.
//
// REQUIRES: `options` outlives `app`; app.get_name() is the program's name.
void add_common_options(CLI::App& app, CommonOptions& options,
                        bool several_indexes);

// Reads the arguments into the options of `app`, calls `body` and returns the
// exit status: what `body` returned, or that of its error, which is reported on
// stderr. --help and --version print and return kDone; wrong usage is one line
// and kWrongUsage.
//
// While `body` runs, std::cout is buffered (flush it to be read at once), and
// printing to it throws once the output is gone: a closed pipe ends the program
// quietly with kDone, any other failure with kInputOutputFailed. SIGPIPE is
// ignored for good. An exception that reaches this frame is reported and
// becomes kBug.
//
// REQUIRES: add_common_options(app, options, ...) was called.
int run_program(CLI::App& app, CommonOptions& options, int argc,
                const char* const* argv,
                const std::function<Result<int>()>& body);

// Prints one line to stderr, "lede-search: message". For an index that is
// missing, corrupt or of another version it adds where the path came from and
// the command that mends it.
void report_error(std::string_view program, const Error& error,
                  const CommonOptions& options);

// Whether what is written to the file descriptor (1 or 2) should be coloured:
// always, never, or on a terminal unless NO_COLOR is set or TERM is "dumb".
bool use_color(const CommonOptions& options, int file_descriptor);

// From the first call on, the first SIGINT or SIGTERM sets the flag returned
// instead of ending the process; the second one ends it.
const std::atomic<bool>& interrupt_flag();

}  // namespace lede
