// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-server: serves an index over HTTP until it is told to stop.

#include <CLI/CLI.hpp>

#include "common/program/program.h"
#include "server/commands/keys_command.h"
#include "server/commands/serve_command.h"
#include "server/commands/server_options.h"

int main(int argc, char** argv) {
  CLI::App app("Serves an index of news over HTTP: API and pages.",
               "lede-server");
  lede::ServerOptions options;
  lede::add_common_options(app, options.common, /*several_indexes=*/true);
  lede::add_options(app, options);
  lede::KeysArguments arguments;
  const lede::KeysCommand keys = lede::add_keys_command(app, arguments);
  return lede::run_program(app, options.common, argc, argv, [&] {
    return keys.keys->parsed() ? lede::run_keys(keys, arguments, options)
                               : lede::serve(options);
  });
}
