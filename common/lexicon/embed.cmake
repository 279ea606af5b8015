# SPDX-License-Identifier: GPL-3.0-or-later
# Writes OUTPUT, a source file holding the texts of the files INPUTS: see
# internal/built_in_data.h.
set(source "// Made by embed.cmake.\n\n#include \"common/lexicon/internal/built_in_data.h\"\n\nnamespace lede::internal {\nnamespace {\n\nconstexpr BuiltInFile kFiles[] = {\n")
foreach(input IN LISTS INPUTS)
  file(READ "${input}" text)
  get_filename_component(name "${input}" NAME)
  string(APPEND source "    {\"${name}\", R\"json(${text})json\"},\n")
endforeach()
string(APPEND source "};\n\n}  // namespace\n\nstd::span<const BuiltInFile> built_in_files() { return kFiles; }\n\n}  // namespace lede::internal\n")
file(WRITE "${OUTPUT}" "${source}")
