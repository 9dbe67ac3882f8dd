# Building through the presets of CMakePresets.json.

# build PRESET TARGET...: configures on the first time (later CMake notices itself), then builds.
build() {
  local preset=$1
  shift
  if [ ! -f "$root/build/$preset/build.ninja" ]; then
    say "Configuring $preset"
    (cd "$root" && quietly "build/$preset.configure.log" cmake --preset "$preset") || return 1
  fi
  say "Building $preset ($*)"
  (cd "$root" && cmake --build --preset "$preset" -j "$jobs" --target "$@")
}
