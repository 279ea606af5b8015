# SPDX-License-Identifier: GPL-3.0-or-later
# Writes OUTPUT, a source file holding the text of INPUT: see
# internal/background_data.h.
file(READ "${INPUT}" text)
file(WRITE "${OUTPUT}" "// Made by embed.cmake.\n\n#include \"indexer/stories/internal/background_data.h\"\n\nnamespace lede::internal {\n\nstd::string_view background_data() {\n  return R\"data(${text})data\";\n}\n\n}  // namespace lede::internal\n")
