// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the commands about saved queries and their alerts share.

#pragma once

#include "indexer/alerts.h"
#include "indexer/commands/command.h"

namespace lede {

// As the common options have it.
AlertOptions alert_options(const CommandContext& context);

}  // namespace lede
