# How everything for the browser is compiled and linked, third-party libraries included, so that
# link-time optimisation sees one set of options. Release: small, and fast where it counts
# (kith_hot). Debug (preset wasm-dev): quick to link, with Emscripten's assertions.

set(CMAKE_C_FLAGS_RELEASE "-Oz -DNDEBUG -flto")
set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG -flto")
set(CMAKE_C_FLAGS_DEBUG "-O1 -g2")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g2")
# One thread, and a worker that is ended rather than returned from.
set(kith_worker_only -fno-threadsafe-statics -fno-c++-static-destructors)
add_compile_options(-msimd128 -fno-exceptions
                    "$<$<COMPILE_LANGUAGE:CXX>:-fno-rtti;${kith_worker_only}>")

# kith_hot(SOURCE...): compiled for speed where all else is compiled for size, because every row or
# page goes through them. (SQLite is not: the table of scripts/bench came out no slower, and the
# first visit 87 kB smaller.)
function(kith_hot)
  set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS $<$<CONFIG:Release>:-O2>)
endfunction()

# Browsers from autumn 2023 on (docs/architecture.md); one worker, so no threads, no file system,
# no exceptions. Out of memory returns null: an import says so rather than ending the program.
add_library(kith_wasm_link INTERFACE)
target_link_options(kith_wasm_link INTERFACE
  -fno-exceptions
  -sSTRICT
  -sMODULARIZE
  -sEXPORT_ES6
  -sENVIRONMENT=worker
  -sFILESYSTEM=0
  -sALLOW_MEMORY_GROWTH
  -sABORTING_MALLOC=0
  -sINITIAL_HEAP=32MB
  -sMAXIMUM_MEMORY=2GB
  -sSTACK_SIZE=512KB
  -sMALLOC=dlmalloc
  -sSUPPORT_LONGJMP=0
  -sMIN_WEBGL_VERSION=2
  -sMAX_WEBGL_VERSION=2
  -sGL_ENABLE_GET_PROC_ADDRESS=0
  -sGL_TRACK_ERRORS=0
  -sMIN_CHROME_VERSION=108
  -sMIN_FIREFOX_VERSION=111
  -sMIN_SAFARI_VERSION=170000
  $<$<CONFIG:Release>:-sASSERTIONS=0>
  $<$<CONFIG:Debug>:-sASSERTIONS=1>)
