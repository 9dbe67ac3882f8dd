# How every target of Kith is made: one static library per folder, one test program per folder.
# A library sees the whole tree through its include root (paths are written from the root), but
# links only what it names, and tests/tidy checks that it includes nothing else.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# ccache finds the same objects for every checkout: paths below the root do not count.
set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1)
if(EMSCRIPTEN)
  include(wasm)  # kith_wasm_link; Emscripten's own configuration names ccache
  set(kith_hot_libraries core_base core_crypto core_store)
else()
  find_program(CCACHE_PROGRAM ccache)
  list(APPEND launcher ${CCACHE_PROGRAM})
endif()
if(EMSCRIPTEN OR CCACHE_PROGRAM)
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

add_library(kith_flags INTERFACE)
target_include_directories(kith_flags INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
# Designated initialisers leave out what keeps its default, on purpose. What is built names no
# folder of this machine.
target_compile_options(kith_flags INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wimplicit-fallthrough -Wno-missing-field-initializers
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)

# What libFuzzer goes by (tests/fuzz).
option(KITH_LIBFUZZER "Compile for libFuzzer and make the program kith_fuzz (Clang only)" OFF)
if(KITH_LIBFUZZER)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# kith_library(core_store SOURCES a.cpp b.cpp DEPENDS core_base PRIVATE_DEPENDS kith::sqlite
#              [HOT a.cpp] [EXCEPTIONS])
# Makes the static library kith_<name>. DEPENDS are other such names (without kith_) or imported
# targets. HOT are those of its sources through which every row goes (kith_hot in wasm.cmake). Only
# the relay asks for EXCEPTIONS.
function(kith_library name)
  cmake_parse_arguments(ARG "EXCEPTIONS" "" "SOURCES;HOT;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  add_library(kith_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(kith_${name} PUBLIC kith_flags)
  if(NOT ARG_EXCEPTIONS)
    target_compile_options(kith_${name} PRIVATE -fno-exceptions
                                                $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
  endif()
  if(EMSCRIPTEN AND name IN_LIST kith_hot_libraries)
    kith_hot(${ARG_SOURCES})
  elseif(EMSCRIPTEN AND ARG_HOT)
    kith_hot(${ARG_HOT})
  endif()
  foreach(scope PUBLIC PRIVATE)
    set(list_name ARG_DEPENDS)
    if(scope STREQUAL "PRIVATE")
      set(list_name ARG_PRIVATE_DEPENDS)
    endif()
    foreach(dependency ${${list_name}})
      if(dependency MATCHES "::")
        target_link_libraries(kith_${name} ${scope} ${dependency})
      else()
        target_link_libraries(kith_${name} ${scope} kith_${dependency})
      endif()
    endforeach()
  endforeach()
endfunction()

# kith_test(core_store SOURCES a_test.cpp DEPENDS core_store [LABELS fault])
# Makes the Catch2 program test_<name> and one ctest entry of that name.
function(kith_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LABELS" ${ARGN})
  add_executable(test_${name} ${ARG_SOURCES})
  target_link_libraries(test_${name} PRIVATE kith_flags kith::catch2)
  foreach(dependency ${ARG_DEPENDS})
    if(dependency MATCHES "::")
      target_link_libraries(test_${name} PRIVATE ${dependency})
    else()
      target_link_libraries(test_${name} PRIVATE kith_${dependency})
    endif()
  endforeach()
  add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  if(ARG_LABELS)
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}")
  endif()
endfunction()
