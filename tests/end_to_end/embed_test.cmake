# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs the library to a folder of its own, builds the project in embed/
# against it, and asks an index of one article.
#
#   cmake -DBUILD=... -DSOURCE=... -DWORK=... -DGENERATOR=... -P embed_test.cmake
function(run)
  execute_process(COMMAND ${ARGN}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${output}${errors}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
file(WRITE ${WORK}/articles.jsonl
     "{\"id\":\"a1\",\"title\":\"Foundry opens\",\"text\":\"A chip foundry opened.\"}\n")
run(${BUILD}/bin/lede-index add --index ${WORK}/lede.db ${WORK}/articles.jsonl)
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
run(${CMAKE_COMMAND} -G ${GENERATOR} -S ${SOURCE} -B ${WORK}/build
    -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_BUILD_TYPE=Release)
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${WORK}/build/embed ${WORK}/lede.db "chip foundry")
if(NOT output STREQUAL "a1\tFoundry opens\n")
  message(FATAL_ERROR "the embedding program answered: ${output}")
endif()
file(GLOB headers RELATIVE ${WORK}/prefix/include ${WORK}/prefix/include/*/*)
list(FILTER headers EXCLUDE REGEX "^lede/[a-z_]+\\.h$")
if(headers)
  message(FATAL_ERROR "headers beyond the public ones: ${headers}")
endif()
file(REMOVE_RECURSE ${WORK})
