# Third-party libraries as targets: kith::sqlite kith::sodium kith::json kith::imgui kith::catch2.
# scripts/setup fetches and builds them into the cache (scripts/third_party) and writes, per kind
# of build, where they are.

if(NOT EMSCRIPTEN)
  set(kith_kind native)
elseif(CMAKE_BUILD_TYPE STREQUAL "Debug")
  set(kith_kind wasm-dev)
else()
  set(kith_kind wasm)
endif()

set(kith_third_party ${CMAKE_SOURCE_DIR}/build/third_party/${kith_kind})
if(NOT EXISTS ${kith_third_party}.cmake OR NOT EXISTS ${kith_third_party}/complete)
  message(FATAL_ERROR "Third-party libraries are missing: run  scripts/setup ${kith_kind}")
endif()
include(${kith_third_party}.cmake)  # kith_third_party_prefix

# A library compiled into lib/lib<name>.a, or headers only when LIBRARIES is empty.
function(kith_imported name)
  cmake_parse_arguments(ARG "" "" "LIBRARIES;DEFINITIONS" ${ARGN})
  add_library(kith::${name} INTERFACE IMPORTED GLOBAL)
  target_include_directories(kith::${name} INTERFACE ${kith_third_party}/include/${name})
  target_compile_definitions(kith::${name} INTERFACE ${ARG_DEFINITIONS})
  foreach(library ${ARG_LIBRARIES})
    target_link_libraries(kith::${name} INTERFACE ${kith_third_party_prefix}/lib/lib${library}.a)
  endforeach()
endfunction()

kith_imported(sqlite LIBRARIES sqlite)
kith_imported(sodium LIBRARIES sodium DEFINITIONS SODIUM_STATIC)
kith_imported(json)
kith_imported(imgui LIBRARIES imgui DEFINITIONS IMGUI_USER_CONFIG="kith_imconfig.h")
if(NOT EMSCRIPTEN)
  kith_imported(catch2 LIBRARIES Catch2Main Catch2)
  find_package(Threads REQUIRED)
  target_link_libraries(kith::sodium INTERFACE Threads::Threads)
endif()
