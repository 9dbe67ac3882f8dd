# Building through the presets of CMakePresets.json.

# build PRESET TARGET...: configures on the first time (later CMake notices itself), then builds.
build() {
  local preset=$1 configure_options=()
  shift
  if [ ! -f "$root/build/$preset/build.ninja" ]; then
    say "Configuring $preset"
    [ "$preset" != native-asan ] || sanitizer_options
    (cd "$root" && quietly "build/$preset.configure.log" \
      cmake --preset "$preset" "${configure_options[@]}") || return 1
  fi
  say "Building $preset ($*)"
  (cd "$root" && cmake --build --preset "$preset" -j "$jobs" --target "$@")
}

# Clang compiles the sanitizers three times as fast as GCC does, and brings libFuzzer.
sanitizer_options() {
  have clang++-19 || return 0
  configure_options=(-DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19
    -DKITH_LIBFUZZER=ON)
}
