# Headers made by scripts of this repository:
#
#   include(generated)
#   kith_generated_header(words bip39_english.h generate_word_list.mjs)
#   kith_generated_header(thanks third_party.h generate_third_party.mjs
#                         ${CMAKE_SOURCE_DIR}/THIRD_PARTY.md)
#
# The first argument is the variable that then names the header; list it among SOURCES. Further
# arguments are files the script reads.

find_program(NODE_PROGRAM NAMES node nodejs REQUIRED)

function(kith_generated_header variable name script)
  set(header ${CMAKE_BINARY_DIR}/generated/${name})
  set(script ${CMAKE_SOURCE_DIR}/scripts/${script})
  add_custom_command(
    OUTPUT ${header}
    COMMAND ${NODE_PROGRAM} ${script} ${ARGN} ${header}
    DEPENDS ${script} ${CMAKE_SOURCE_DIR}/package-lock.json ${ARGN}
    COMMENT "Making ${name}"
    VERBATIM)
  set(${variable} ${header} PARENT_SCOPE)
endfunction()
