// SPDX-License-Identifier: GPL-3.0-or-later
//
// What openapi.json says of the API, for the page that tells people of it.

#pragma once

#include "server/pages/render.h"
#include "server/pages/words.h"

namespace lede {

// "operations": those of the API, each with "methods", "path", "summary",
// "parameters" ("name", "values", "text") and under "more" the "names" of
// parameters that an operation before has told of; "codes" of problems ("name",
// "status", "text"). A "text" is pieces of prose and "code". Thread-safe.
View api_view(UiLanguage language);

}  // namespace lede
