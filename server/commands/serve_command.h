// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-server without a subcommand: serves until it is told to stop.

#pragma once

#include "server/commands/server_options.h"
#include <lede/result.h>

namespace lede {

// Returns the exit status once SIGINT or SIGTERM has come and what ran has
// ended; with --check-config at once. kInvalidArgument, kCorrupt,
// kVersionMismatch, kIo.
Result<int> serve(const ServerOptions& options);

}  // namespace lede
