# include(word_list) in the folder that needs the words of recovery phrases, and name
# ${word_list_header} among its SOURCES; then #include "bip39_english.h" works.
find_program(NODE_PROGRAM NAMES node nodejs REQUIRED)
set(word_list_header ${CMAKE_BINARY_DIR}/generated/bip39_english.h)
add_custom_command(
  OUTPUT ${word_list_header}
  COMMAND ${NODE_PROGRAM} ${CMAKE_SOURCE_DIR}/scripts/generate_word_list.mjs ${word_list_header}
  DEPENDS ${CMAKE_SOURCE_DIR}/scripts/generate_word_list.mjs ${CMAKE_SOURCE_DIR}/package-lock.json
  COMMENT "Making the list of words for recovery phrases"
  VERBATIM)
