# What the system itself must have: compilers, CMake, Node, browsers for the tests.

# A command or file, and the Debian package that brings it.
system_needs='
  c++                             build-essential
  clang++-19                      clang-19
  /usr/lib/llvm-19/lib/clang/19/share/asan_ignorelist.txt  libclang-rt-19-dev
  make                            build-essential
  cmake                           cmake
  ninja                           ninja-build
  ccache                          ccache
  git                             git
  python3                         python3
  patchelf                        patchelf
  dpkg-source                     dpkg-dev
  xz                              xz-utils
  brotli                          brotli
  node                            nodejs
  npm                             npm
  chromium                        chromium
  firefox-esr                     firefox-esr
  /usr/include/boost/beast.hpp    libboost-dev
  /usr/share/unicode/UnicodeData.txt  unicode-data
'
# The same for systems without apt, where a package may lie anywhere.
portable_needs='c++ make cmake ninja python3 brotli node npm'

setup_system() {
  local need package missing=''
  if ! have apt-get; then
    for need in $portable_needs; do have "$need" || missing="$missing $need"; done
    [ -z "$missing" ] || fail "not on this system:$missing" \
      "install what README.md lists under 'Other systems' and run this again."
  else
    while read -r need package; do
      [ -z "$need" ] || have "$need" || [ -f "$need" ] || missing="$missing $package"
    done <<<"$system_needs"
    missing=$(tr ' ' '\n' <<<"$missing" | sort -u | xargs)
    [ -z "$missing" ] || install_packages $missing
  fi
  version_at_least "$(cmake --version | sed -n '1s/[^0-9]*//p')" 3.25 || fail \
    "CMake is older than 3.25" "install a newer one (Debian 12's will do)."
  setup_node_program
}

install_packages() {
  local as_root='' log=$cache/apt-install.log kind percent text
  if [ "$(id -u)" != 0 ]; then
    have sudo || fail "these Debian packages are missing: $*" "as root: apt-get install $*"
    as_root=sudo
  fi
  say "Installing Debian packages: $*"
  quietly "$log" $as_root apt-get update -q || fail "apt-get update failed" \
    "see the lines above; check the network and /etc/apt."
  # Status lines come on descriptor 3; what apt says goes to the log.
  $as_root sh -c 'DEBIAN_FRONTEND=noninteractive exec apt-get install -y --no-install-recommends \
      -o APT::Status-Fd=3 "$@" 3>&1 >"$0" 2>&1' "$log" "$@" |
    while IFS=: read -r kind _ percent text; do
      progress "$([ "$kind" = dlstatus ] && echo fetching || echo installing) ${percent%%.*} %"
    done || {
    tail -n 25 "$log" >&2
    fail "apt-get install failed" "see the lines above (all of it: $log)."
  }
  progress_end
}

# Node 20 or newer. Debian 12's own is older; the npm registry carries current ones.
setup_node_program() {
  local version
  version=$(node --version)
  if version_at_least "${version#v}" 20; then return 0; fi
  have apt-get || fail "Node $version is too old" "install Node 20 or newer."
  if [ ! -x "$cache/node/bin/node" ]; then
    say "Fetching a newer Node (this system has $version)"
    quietly "$cache/node.log" npm install --prefix "$cache/node" --no-save \
      "node-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')@22" ||
      fail "Node could not be fetched" "install Node 20 or newer and run this again."
    mkdir -p "$cache/node/bin"
    ln -sfn "$cache"/node/node_modules/node-linux-*/bin/node "$cache/node/bin/node"
  fi
  PATH=$cache/node/bin:$PATH
}

# Node packages of the tests and tools, as pinned by package-lock.json.
setup_node() {
  cmp -s "$root/package-lock.json" "$root/node_modules/.kith-lock" && return 0
  say "Installing Node packages (package-lock.json)"
  (cd "$root" && quietly "$cache/npm.log" npm ci) ||
    fail "npm could not install the packages" "see the lines above; check the network."
  cp "$root/package-lock.json" "$root/node_modules/.kith-lock"
}
