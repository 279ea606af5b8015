# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes OUTPUT, a C++ file with the bytes of FILES (paths relative to ROOT):
#   cmake -DROOT=... -DFILES=a;b -DOUTPUT=... -P embed.cmake
set(table "")
foreach(file IN LISTS FILES)
  file(READ "${ROOT}/${file}" bytes)
  # The delimiter must stand in no file.
  string(APPEND table "    {\"${file}\", R\"~lede~(${bytes})~lede~\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Generated from server/openapi.json, server/pages and server/assets.

#include \"server/resources.h\"

namespace lede {

namespace {

constexpr Resource kResources[] = {
${table}};

}  // namespace

std::span<const Resource> resources() { return kResources; }

}  // namespace lede
")
