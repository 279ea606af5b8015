// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/program/program.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <unistd.h>
#include <utility>

#include <CLI/CLI.hpp>

#include "common/program/config_file.h"
#include "common/program/output.h"

namespace lede {
namespace {

constexpr const char* kDefaultIndex = "./lede.db";

// Gives every long option its LEDE_* variable. --index has none: it is read by
// resolve_indexes(), which has to know where the value came from.
void bind_environment(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    const std::vector<std::string>& names = option->get_lnames();
    if (names.empty() || !option->get_configurable() || names[0] == "index") {
      continue;
    }
    option->envname(internal::environment_name(names[0]));
  }
  for (CLI::App* sub : app.get_subcommands({})) bind_environment(*sub);
}

// Whether the arguments themselves, not the config file, give --index.
bool given_as_argument(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--") return false;
    if (argument == "--index" || argument.starts_with("--index=")) return true;
  }
  return false;
}

void resolve_indexes(CommonOptions& options, int argc,
                     const char* const* argv) {
  if (!options.indexes.empty()) {
    options.index_source =
        given_as_argument(argc, argv) ? "--index" : "the config file";
    return;
  }
  const std::string value = internal::environment_value("LEDE_INDEX");
  options.index_source = value.empty() ? "the default" : "$LEDE_INDEX";
  options.indexes = {value.empty() ? kDefaultIndex : value};
}

// CLI11's messages begin with a capital, and some span lines.
std::string one_line(std::string message) {
  std::ranges::replace(message, '\n', ' ');
  const bool word = message.size() > 1 &&
                    std::islower(static_cast<unsigned char>(message[1])) != 0;
  if (word) {
    message[0] =
        static_cast<char>(std::tolower(static_cast<unsigned char>(message[0])));
  }
  return message;
}

int report_usage(CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {
    app.exit(error, std::cout, std::cerr);
    return kDone;
  }
  std::cerr << app.get_name() << ": " << one_line(error.what()) << " (see "
            << app.get_name() << " --help)\n";
  return kWrongUsage;
}

int parse_and_run(CLI::App& app, CommonOptions& options, int argc,
                  const char* const* argv,
                  const std::function<Result<int>()>& body) {
  try {
    bind_environment(app);
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return report_usage(app, error);
  }
  resolve_indexes(options, argc, argv);
  const Result<int> status = body();
  if (status) return *status;
  report_error(app.get_name(), status.error(), options);
  return exit_status(status.error());
}

// The command that mends an index, to be put behind a message.
std::string mending_command(ErrorCode code, const std::string& index) {
  switch (code) {
    case ErrorCode::kMissingIndex:
      return "lede-index add --index " + index + " SOURCE... makes one";
    case ErrorCode::kVersionMismatch:
      return "lede-index rebuild --index " + index + " SOURCE... makes it new";
    default:
      return "lede-index check --repair --index " + index + " may mend it";
  }
}

std::string absolute_path(const std::string& index) {
  if (index.starts_with("xapian://")) return index;
  std::error_code failed;
  const std::filesystem::path path = std::filesystem::absolute(index, failed);
  return failed ? index : path.lexically_normal().string();
}

std::atomic<bool> interrupted = false;

void note_interrupt(int signal_number) {
  interrupted = true;
  std::signal(signal_number, SIG_DFL);
}

}  // namespace

int exit_status(const Error& error) {
  switch (error.code) {
    case ErrorCode::kInvalidArgument:
      return kWrongUsage;
    case ErrorCode::kNotFound:
      return kNothingFound;
    case ErrorCode::kMissingIndex:
    case ErrorCode::kVersionMismatch:
    case ErrorCode::kCorrupt:
      return kBadIndex;
    case ErrorCode::kBusy:
    case ErrorCode::kUnavailable:
    case ErrorCode::kDeadlineExceeded:
      return kTryAgain;
    case ErrorCode::kIo:
      return kInputOutputFailed;
    case ErrorCode::kInternal:
      break;
  }
  return kBug;
}

void add_common_options(CLI::App& app, CommonOptions& options,
                        bool several_indexes) {
  app.fallthrough();
  CLI::Option* index = app.add_option(
      "--index", options.indexes,
      std::string("Index folder") +
          (several_indexes ? " or xapian://HOST:PORT; repeatable" : "") +
          " [$LEDE_INDEX, else ./lede.db]");
  index->type_name("DIR")->allow_extra_args(false);
  if (!several_indexes) index->expected(1);
  app.add_option("--lexicon", options.lexicon,
                 "Own lexicon [lexicon.json in the index folder]")
      ->type_name("FILE");
  app.add_option("--timezone", options.time_zone,
                 "Zone of times that name none [UTC]")
      ->type_name("NAME");
  CLI::Option* quiet =
      app.add_flag("--quiet", options.quiet, "Say nothing but errors");
  app.add_flag("--verbose", options.verbose, "Say more")->excludes(quiet);
  const std::map<std::string, ColorMode> modes = {
      {"auto", ColorMode::kAuto},
      {"always", ColorMode::kAlways},
      {"never", ColorMode::kNever}};
  app.add_option("--color", options.color, "auto, always or never [auto]")
      ->type_name("WHEN")
      ->transform(CLI::CheckedTransformer(modes).description(""));
  const std::string config = internal::environment_value("LEDE_CONFIG");
  app.set_config("--config", config, "Options as a TOML file", !config.empty())
      ->type_name("FILE");
  app.config_formatter(std::make_shared<internal::ConfigFile>(app));
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.set_version_flag("--version", app.get_name() + " " LEDE_VERSION,
                       "Print the version and exit");
  app.set_help_flag("--help,-h", "Print this help and exit");
}

int run_program(CLI::App& app, CommonOptions& options, int argc,
                const char* const* argv,
                const std::function<Result<int>()>& body) {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    internal::OutputGuard output(STDOUT_FILENO);
    const int status = parse_and_run(app, options, argc, argv, body);
    output.finish();
    return status;
  } catch (const internal::OutputFailed& failure) {
    if (failure.error_number == EPIPE) return kDone;
    std::cerr << app.get_name() << ": writing to standard output: "
              << std::strerror(failure.error_number) << '\n';
    return kInputOutputFailed;
  } catch (const std::exception& exception) {
    std::cerr << app.get_name() << ": " << exception.what() << '\n';
    return kBug;
  }
}

void report_error(std::string_view program, const Error& error,
                  const CommonOptions& options) {
  std::cerr << program << ": " << error.message;
  if (exit_status(error) == kBadIndex && !options.indexes.empty()) {
    const std::string index = absolute_path(options.indexes.front());
    std::cerr << " (";
    if (options.indexes.size() == 1) {
      // Lower layers name the folder as they were given it.
      if (error.message.find(index) == std::string::npos) {
        std::cerr << index << ", ";
      }
      std::cerr << "from " << options.index_source;
      // They mostly know what mends it, too.
      if (error.message.find("lede-index ") == std::string::npos) {
        std::cerr << "; " << mending_command(error.code, index);
      }
    } else {
      std::cerr << "from " << options.index_source;
    }
    std::cerr << ")";
  }
  std::cerr << '\n';
}

bool use_color(const CommonOptions& options, int file_descriptor) {
  if (options.color != ColorMode::kAuto) {
    return options.color == ColorMode::kAlways;
  }
  return isatty(file_descriptor) != 0 &&
         internal::environment_value("NO_COLOR").empty() &&
         internal::environment_value("TERM") != "dumb";
}

const std::atomic<bool>& interrupt_flag() {
  std::signal(SIGINT, note_interrupt);
  std::signal(SIGTERM, note_interrupt);
  return interrupted;
}

}  // namespace lede
