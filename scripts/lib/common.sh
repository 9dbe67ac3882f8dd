# Sourced by the scripts beside this folder: where things live, and how a step talks to people.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/kith
[ ! -x "$cache/node/bin/node" ] || PATH=$cache/node/bin:$PATH # Where the system's is too old.
jobs=$(nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2)

if [ -t 1 ]; then bold=$'\e[1m' plain=$'\e[0m'; else bold='' plain=''; fi

say() { printf '%s==>%s %s\n' "$bold" "$plain" "$*"; }

# fail WHAT_HAPPENED WHAT_TO_DO: ends the script.
fail() {
  printf '\n%sFailed:%s %s\n%sWhat to do:%s %s\n' "$bold" "$plain" "$1" "$bold" "$plain" "$2" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# A command that failed without having been asked about ends the script; say where.
set -E
trap 'echo "Failed: ${BASH_SOURCE[0]}, line $LINENO: $BASH_COMMAND" >&2' ERR

# version_at_least HAVE WANTED: compares dotted numbers.
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# locked NAME FUNCTION...: one checkout at a time, for they share the cache.
locked() {
  exec 9>"$cache/$1.lock"
  ! have flock || flock 9
  "${@:2}"
  exec 9>&-
}

# progress TEXT: one line that is overwritten; nothing when not on a terminal.
progress() { if [ -t 1 ]; then printf '\r\e[K    %s' "$*"; fi; }
progress_end() { if [ -t 1 ]; then printf '\r\e[K'; fi; }

# quietly LOG COMMAND...: what the command says goes to the log; its end is shown when it fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 && return 0
  tail -n 25 "$log" >&2
  printf '(all of it: %s)\n' "$log" >&2
  return 1
}

# content_key FILE_OR_WORD...: a short hash of the files' bytes and the words. (One process for all
# files: starting one is what takes time.)
content_key() {
  local each files=(/dev/null) words=()
  for each in "$@"; do
    if [ -f "$each" ]; then files+=("$each"); else words+=("$each"); fi
  done
  { cat "${files[@]}" && printf '%s\n' "${words[@]}"; } | hash_of_input | cut -c 1-16
}

hash_of_input() { if have sha256sum; then sha256sum; else shasum -a 256; fi; }

# replace_if_changed NEW OLD: keeps OLD's time stamp, and so what was built from it, when equal.
replace_if_changed() { if cmp -s "$1" "$2"; then rm "$1"; else mv "$1" "$2"; fi; }
