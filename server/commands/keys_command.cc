// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/commands/keys_command.h"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

#include <CLI/CLI.hpp>

#include "common/join.h"
#include "common/state_file.h"
#include "common/unique_fd.h"
#include "server/api_keys.h"

namespace lede {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFooter =
    "A key is shown once, when it is made. Whoever holds it sends it along:\n"
    "  curl -H \"Authorization: Bearer $KEY\" .../api/v1/search?q=chips\n"
    "As soon as there is a file of keys, the API asks for one. A running "
    "server\n"
    "rereads the file on SIGHUP.\n";

// Held while the file is read, changed and written. Of the folder, so that no
// file is left behind; another that adds a key waits.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder)
      : fd_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (!fd_.is_open() || ::flock(fd_.get(), LOCK_EX) != 0) failure_ = errno;
  }

  [[nodiscard]] int failure() const { return failure_; }

 private:
  UniqueFd fd_;
  int failure_ = 0;
};

fs::path folder_of(const fs::path& file) {
  const fs::path parent = file.parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[16];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts)};
}

// None if there is no file yet.
Result<ApiKeys> keys_so_far(const fs::path& file) {
  Result<ApiKeys> keys = load_keys(file);
  if (!keys && keys.error().code == ErrorCode::kNotFound) return ApiKeys();
  return keys;
}

std::string scopes_of(const ApiKey& key) {
  std::vector<std::string> names;
  for (const KeyScope scope : key.scopes) names.emplace_back(scope_name(scope));
  return join(names, ",");
}

Result<int> run_add(const KeysArguments& arguments, const fs::path& file,
                    bool quiet) {
  std::vector<KeyScope> scopes;
  for (const std::string& name : arguments.scopes) {
    const Result<KeyScope> scope = parse_scope(name);
    if (!scope) return scope.error().with_context("--scope '" + name + "'");
    scopes.push_back(*scope);
  }
  Result<ApiKeys> keys = keys_so_far(file);
  if (!keys) return keys.error();
  const Result<std::string> secret =
      keys->add(arguments.name, std::move(scopes), today());
  if (!secret) return secret.error();
  if (const auto saved = save_keys(file, *keys); !saved) return saved.error();
  std::cout << *secret << '\n';
  if (!quiet) {
    std::cerr << "key " << arguments.name << " ("
              << scopes_of(keys->all().back()) << ") stands in "
              << shown_path(file)
              << "; it is not shown again, and asked for by a server that is "
                 "running once it gets SIGHUP\n";
  }
  return kDone;
}

Result<int> run_list(const fs::path& file, bool json) {
  const Result<ApiKeys> keys = keys_so_far(file);
  if (!keys) return keys.error();
  if (json) {
    std::cout << keys->to_json();
    return kDone;
  }
  for (const ApiKey& key : keys->all()) {
    std::cout << key.name << '\t' << scopes_of(key) << '\t' << key.created
              << '\n';
  }
  return kDone;
}

Result<int> run_remove(const std::string& name, const fs::path& file,
                       bool quiet) {
  Result<ApiKeys> keys = keys_so_far(file);
  if (!keys) return keys.error();
  if (!keys->remove(name)) {
    return Error{ErrorCode::kNotFound, "no key is named " + name};
  }
  if (const auto saved = save_keys(file, *keys); !saved) return saved.error();
  if (quiet) return kDone;
  std::cerr << "removed " << name
            << "; a running server takes it until SIGHUP\n";
  if (keys->all().empty()) {
    std::cerr << "no key is left: nobody is let in until one is added, or "
              << shown_path(file) << " is removed\n";
  }
  return kDone;
}

// Takes the names of the scopes apart only when they are read, so that a wrong
// one is told by this program's own words.
CLI::App* add_add_command(CLI::App& keys, KeysArguments& arguments) {
  CLI::App* add = keys.add_subcommand("add", "Make a key and print it, once");
  add->add_option("NAME", arguments.name,
                  "Who it is for: letters, digits, - _ .")
      ->required();
  add->add_option("--scope", arguments.scopes,
                  "What it is for: read, stats, or both [read]")
      ->type_name("SCOPE")
      ->delimiter(',');
  return add;
}

}  // namespace

KeysCommand add_keys_command(CLI::App& app, KeysArguments& arguments) {
  KeysCommand command;
  command.keys = app.add_subcommand("keys", "Keys that the API asks for");
  command.keys->require_subcommand(1);
  command.keys->footer(kFooter);
  command.add = add_add_command(*command.keys, arguments);
  command.list = command.keys->add_subcommand(
      "list", "Print name, scopes and date of each key");
  command.list->add_flag("--json", arguments.json, "As the file has them");
  command.remove = command.keys->add_subcommand(
      "remove", "Forget a key; exits with 1 if there is none of that name");
  command.remove->add_option("NAME", arguments.name, "Its name")->required();
  return command;
}

Result<int> run_keys(const KeysCommand& command, const KeysArguments& arguments,
                     const ServerOptions& options) {
  const fs::path file = keys_file(options);
  if (file.empty()) {
    return Error{ErrorCode::kInvalidArgument,
                 "a remote index has no folder for keys: --keys FILE says "
                 "where they are"};
  }
  const fs::path folder = folder_of(file);
  const FolderLock lock(folder);
  if (lock.failure() == ENOENT && options.keys.empty()) {
    return Error{ErrorCode::kMissingIndex, "there is no index at " +
                                               shown_path(folder) +
                                               " for its keys to stand in"};
  }
  if (lock.failure() != 0) {
    return Error{ErrorCode::kIo, "opening " + shown_path(folder) + ": " +
                                     std::strerror(lock.failure())};
  }
  const bool quiet = options.common.quiet;
  if (command.add->parsed()) return run_add(arguments, file, quiet);
  if (command.remove->parsed()) return run_remove(arguments.name, file, quiet);
  return run_list(file, arguments.json);
}

}  // namespace lede
