# Emscripten: the one on PATH when it is new enough, else Debian's next release's, unpacked into the
# cache and pointed at its own loader and libraries there, so that this system stays as it is.

emscripten_lowest=3.1.69
emscripten_packages='emscripten binaryen clang-21 libclang-cpp21 libclang-common-21-dev libllvm21
  llvm-21 llvm-21-linker-tools lld-21 libc6 libgcc-s1 libstdc++6 zlib1g libzstd1 libxml2-16 libz3-4
  libedit2 libffi8 libtinfo6 libbsd0 libmd0 liblzma5 libxxhash0 libpfm4 node-acorn gcc-16-base'

# Sets $emscripten_root and $emscripten_version.
find_emscripten() {
  local version folder
  if have emcc; then
    version=$(emcc -dumpversion 2>/dev/null | sed 's/-.*//')
    if version_at_least "${version:-0}" $emscripten_lowest; then
      emscripten_root=$(em-config EMSCRIPTEN_ROOT)
      emscripten_version=$version
      return
    fi
  fi
  mkdir -p "$cache/emscripten"
  folder=$(find "$cache/emscripten" -mindepth 2 -maxdepth 2 -name complete | sort -V | tail -n 1)
  if [ -z "$folder" ]; then
    unpack_emscripten
  else
    use_unpacked "$(dirname "$folder")"
  fi
}

use_unpacked() {
  emscripten_root=$1/usr/share/emscripten
  emscripten_version=${1##*/}
}

unpack_emscripten() {
  local version folder debs package count=0 total
  next_update
  version=$(next_apt apt-cache policy emscripten | awk '$1 == "Candidate:" { print $2 }')
  version=${version%%+*}
  version_at_least "${version:-0}" $emscripten_lowest || fail \
    "Debian $next_suite offers no Emscripten of $emscripten_lowest or newer" \
    "install one (emsdk, Homebrew, Nix) so that emcc is on PATH, and run this again."
  folder=$cache/emscripten/$version
  debs=$folder/debs
  rm -rf "$folder"
  mkdir -p "$debs/partial"
  say "Fetching Emscripten $version (Debian $next_suite, about 90 MB)"
  (cd "$debs" && quietly "$folder/fetch.log" next_apt apt-get download $emscripten_packages) ||
    fail "the packages of Emscripten could not be fetched" "check the network and run this again."
  total=$(find "$debs" -name '*.deb' | wc -l)
  for package in "$debs"/*.deb; do
    count=$((count + 1))
    progress "unpacking $count of $total"
    dpkg-deb -x "$package" "$folder"
  done
  progress_end
  rm -rf "$debs"
  point_at_own_libraries "$folder"
  ln -sfn nodejs "$folder/usr/share/node_modules" # Where Emscripten's optimizer looks for acorn.
  prefer_system_python "$folder"
  write_emscripten_config "$folder"
  use_unpacked "$folder"
  quietly "$folder/check.log" "$emscripten_root/emcc" --version ||
    fail "the unpacked Emscripten does not start" "remove $folder and run this again."
  touch "$folder/complete"
}

# The unpacked programs need a newer C library than this system's: the one unpacked beside them.
point_at_own_libraries() {
  local folder=$1 file libraries loader triplet
  triplet=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || gcc -print-multiarch)
  libraries=$folder/usr/lib/$triplet:$folder/usr/lib/llvm-21/lib
  loader=$(find "$folder/usr/lib" -name 'ld-linux*' | head -n 1)
  say "Pointing its programs at the libraries beside them"
  for file in "$folder"/usr/lib/llvm-21/bin/* "$folder"/usr/bin/wasm*; do
    [ -L "$file" ] || ! is_elf "$file" ||
      patchelf --set-interpreter "$loader" --set-rpath "$libraries" "$file"
  done
  for file in "$folder/usr/lib/$triplet"/lib{LLVM,clang-cpp,binaryen}*.so* \
    "$folder/usr/lib/llvm-21/lib"/*.so*; do
    [ -L "$file" ] || [ ! -f "$file" ] || ! is_elf "$file" ||
      patchelf --set-rpath "$libraries" "$file"
  done
}

# A python3 in front of the system's on PATH (pyenv's and its like) costs a second at every call.
prefer_system_python() {
  local python=/usr/bin/python3 file
  [ -x $python ] || return 0
  for file in "$1/usr/share/emscripten"/*; do
    [ -f "$file" ] && grep -qIF '_EM_PY=$EMSDK_PYTHON' "$file" || continue
    sed -i "s|^_EM_PY=\$EMSDK_PYTHON\$|_EM_PY=\${EMSDK_PYTHON:-$python}|" "$file"
  done
}

is_elf() { [ "$(head -c 4 "$1" | tail -c 3)" = ELF ]; }

write_emscripten_config() {
  cat >"$1/usr/share/emscripten/.emscripten" <<CONFIG
LLVM_ROOT = '$1/usr/lib/llvm-21/bin'
BINARYEN_ROOT = '$1/usr'
NODE_JS = '$(command -v node)'
EMSCRIPTEN_ROOT = '$1/usr/share/emscripten'
CACHE = '$1/cache'
LLVM_ADD_VERSION = ''
CLANG_ADD_VERSION = ''
CONFIG
  if have ccache; then
    echo "COMPILER_WRAPPER = '$(command -v ccache)'" >>"$1/usr/share/emscripten/.emscripten"
  fi
}

# Tells CMake (presets wasm and wasm-dev) which Emscripten to use.
write_emscripten_toolchain() {
  mkdir -p "$generated"
  printf 'include("%s/cmake/Modules/Platform/Emscripten.cmake")\n' "$emscripten_root" \
    >"$generated/emscripten.new"
  replace_if_changed "$generated/emscripten.new" "$generated/emscripten.cmake"
}
