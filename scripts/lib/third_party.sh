# Third-party libraries: sources into the cache by version, then static builds into the cache by
# compiler, kind and versions. Nothing of it lies in the checkout but a pointer (build/third_party).

sources_dir=$cache/sources
third_party=$root/scripts/third_party
generated=$root/build/third_party

wanted_packages() { sed 's/#.*//; /^ *$/d' "$third_party/packages"; }

# source_folder PACKAGE LOWEST: the newest unpacked source that will do, or nothing.
source_folder() {
  local folder version
  if [ -n "${KITH_SOURCES:-}" ] && [ -d "$KITH_SOURCES/$1" ]; then
    echo "$KITH_SOURCES/$1"
    return
  fi
  for folder in $(find "$sources_dir/$1" -mindepth 1 -maxdepth 1 2>/dev/null | sort -rV); do
    version=${folder##*/}
    if version_at_least "$version" "$2"; then
      echo "$folder"
      return
    fi
  done
}

# Fetches every source package that the cache lacks and writes build/third_party/versions.
fetch_sources() {
  local package lowest folder
  mkdir -p "$sources_dir" "$generated"
  while read -r package lowest; do
    [ -n "$(source_folder "$package" "$lowest")" ] && continue
    next_update
    say "Fetching the source of $package (Debian $next_suite)"
    fetch_source "$package" || fail "the source of $package could not be fetched" \
      "check the network, then run this again (or unpack it to a folder named by KITH_SOURCES)."
    [ -n "$(source_folder "$package" "$lowest")" ] || fail \
      "Debian $next_suite carries $package only below $lowest" \
      "unpack a newer one as $package/ in a folder named by KITH_SOURCES."
  done < <(wanted_packages)
  while read -r package lowest; do
    echo "$package $(source_folder "$package" "$lowest")"
  done < <(wanted_packages) >"$generated/versions.new"
  mv "$generated/versions.new" "$generated/versions"
}

fetch_source() {
  local package=$1 version work=$sources_dir/$1.part
  version=$(next_version "$package")
  rm -rf "$work" && mkdir -p "$work"
  (
    cd "$work" &&
      quietly "$work/fetch.log" next_apt apt-get source --download-only -qq "$package" &&
      quietly "$work/unpack.log" dpkg-source --no-check -x ./*.dsc unpacked
  ) || return 1
  if [ "$package" = sqlite3 ]; then amalgamate "$work/unpacked" || return 1; fi
  rm -rf "$work"/unpacked/debian/patches
  mkdir -p "$sources_dir/$package"
  mv "$work/unpacked" "$sources_dir/$package/$version"
  rm -rf "$work"
}

# SQLite is compiled as one file, which its own build puts together (with the small Tcl it brings).
amalgamate() {
  (cd "$1" && quietly ../amalgamate.log sh -c \
    './configure --disable-tcl --disable-readline && make sqlite3.c') || return 1
}

# build_third_party KIND [CMAKE_OPTION...]: builds the libraries unless the cache has them, and
# points build/third_party/KIND.cmake there. The caller has set $compiler_id.
build_third_party() {
  local kind=$1 key prefix work
  shift
  key=$(content_key "$generated/versions" "$third_party"/{CMakeLists.txt,*.h} \
    "$compiler_id" "$*")
  prefix=$cache/built/$kind-$key
  if [ ! -f "$prefix/complete" ]; then
    say "Building SQLite, libsodium, Dear ImGui and their like ($kind)"
    work=$cache/built/$kind-$key.part # Kept when interrupted: the next run goes on from there.
    mkdir -p "$work"
    quietly "$work/configure.log" cmake -G Ninja -S "$third_party" -B "$work/build" \
      -DCMAKE_INSTALL_PREFIX="$prefix" -Dsqlite3_source="$(source_of sqlite3)" \
      -Dlibsodium_source="$(source_of libsodium)" -Dcatch2_source="$(source_of catch2)" \
      -Djson_source="$(source_of nlohmann-json3)" -Dimgui_source="$(source_of imgui)" "$@" ||
      fail "CMake could not configure the third-party libraries" "see the lines above."
    cmake --build "$work/build" -j "$jobs" ||
      fail "a third-party library did not compile" "see the lines above."
    quietly "$work/install.log" cmake --install "$work/build" ||
      fail "the third-party libraries could not be installed into $prefix" "see the lines above."
    cp "$generated/versions" "$prefix/complete"
    rm -rf "$work"
  fi
  point_to "$kind" "$prefix"
}

# Headers are seen through a link in the checkout, so that ccache knows them by the same path
# whatever their version; libraries by the real path, so that another one is linked anew.
point_to() {
  local kind=$1 prefix=$2
  printf 'set(kith_third_party_prefix "%s")\n' "$prefix" >"$generated/$kind.new"
  if cmp -s "$generated/$kind.new" "$generated/$kind.cmake" && [ -L "$generated/$kind" ]; then
    rm "$generated/$kind.new"
    return 0
  fi
  ln -sfn "$prefix" "$generated/$kind"
  find "$prefix/include" -type f -exec touch {} + # Ninja goes by time: these are new to it.
  mv "$generated/$kind.new" "$generated/$kind.cmake"
}

source_of() { awk -v package="$1" '$1 == package { print $2 }' "$generated/versions"; }
