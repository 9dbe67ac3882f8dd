# Packages of Debian's next release, read without touching this system: apt runs with lists, cache
# and (empty) package status of its own under the cache folder. The mirror is the one this
# machine's own apt uses, and what arrives is checked against the machine's archive keyring.

next_suite=forky
next_dir=$cache/apt-$next_suite

# next_apt TOOL ARGUMENTS...: apt-get or apt-cache against the next release.
next_apt() {
  local tool=$1
  shift
  "$tool" \
    -o Dir::State="$next_dir/state" -o Dir::State::status="$next_dir/state/status" \
    -o Dir::Cache="$next_dir/cache" -o Dir::Etc::sourcelist="$next_dir/sources.list" \
    -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
    -o APT::Default-Release= -o APT::Get::List-Cleanup=false -o APT::Sandbox::User=root \
    -o APT::Architecture="$(dpkg --print-architecture)" \
    -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

# Writes the configuration and fetches the package lists, once a day at most.
next_update() {
  local mirror keyring
  have apt-get && have dpkg || fail "this system has no apt" \
    "install what README.md lists under 'Other systems' and run this again."
  mkdir -p "$next_dir/state/lists/partial" "$next_dir/cache/archives/partial"
  : >"$next_dir/state/status"
  mirror=$(next_mirror)
  [ -n "$mirror" ] || fail "no Debian mirror in this machine's apt sources" \
    "add one to /etc/apt/sources.list (any that carries '$next_suite') and run this again."
  keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -f "$keyring" ] || fail "the Debian archive keyring is missing" \
    "apt-get install debian-archive-keyring"
  printf '%s [signed-by=%s] %s %s main\n' \
    deb "$keyring" "$mirror" "$next_suite" deb-src "$keyring" "$mirror" "$next_suite" \
    >"$next_dir/sources.list"
  if [ -n "$(find "$next_dir/updated" -mtime -1 2>/dev/null)" ]; then return 0; fi
  say "Reading the package lists of Debian $next_suite"
  quietly "$next_dir/update.log" next_apt apt-get update || fail "apt could not read $next_suite" \
    "check the network and that the mirror in /etc/apt carries '$next_suite'; then run this again."
  touch "$next_dir/updated"
}

# The mirror of this machine's release: the first source that carries plain packages of a release,
# not its security or backports archive.
next_mirror() {
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(CREATED_BY)' |
    awk '$3 == "main" && $4 == "Packages" && $2 !~ /security|updates|backports/ { print $1; exit }'
}

# next_version PACKAGE: version of the source package on offer, without epoch and Debian revision.
next_version() {
  next_apt apt-cache showsrc "$1" |
    awk '$1 == "Version:" { print $2 }' | sort -V | tail -n 1 | sed 's/^[0-9]*://; s/-[^-]*$//'
}
