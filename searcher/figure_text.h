// SPDX-License-Identifier: GPL-3.0-or-later
//
// Amounts and days as people read them.

#pragma once

#include <string>

#include "common/amounts.h"
#include "common/date.h"

namespace lede {

// "$1.2 billion", "12%", "1.2 GW", "3 nm", "70 billion parameter": in English,
// six digits at most.
std::string amount_text(const Amount& amount);

// "2026-03-11", "2026-03" or "2026" of an interval that is that; else its
// first and last day.
std::string interval_text(const DateInterval& interval);

}  // namespace lede
