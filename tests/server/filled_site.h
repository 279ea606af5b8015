// SPDX-License-Identifier: GPL-3.0-or-later
//
// An answer with something in each of its places.

#pragma once

#include "tests/server/fake_backend.h"

namespace lede::testing {

// A site with one answer of everything.
void fill(Site& site);

}  // namespace lede::testing
