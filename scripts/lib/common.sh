# Sourced by the scripts beside this folder: where things live, and how a step talks to people.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/kith
jobs=$(nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2)

if [ -t 1 ]; then bold=$'\e[1m' plain=$'\e[0m'; else bold='' plain=''; fi

say() { printf '%s==>%s %s\n' "$bold" "$plain" "$*"; }

# fail WHAT_HAPPENED WHAT_TO_DO: ends the script.
fail() {
  printf '\n%sFailed:%s %s\n%sWhat to do:%s %s\n' "$bold" "$plain" "$1" "$bold" "$plain" "$2" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# version_at_least HAVE WANTED: compares dotted numbers.
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# quietly LOG COMMAND...: shows only a growing line of dots; the log's end when it fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 && return 0
  tail -n 25 "$log" >&2
  printf '(all of it: %s)\n' "$log" >&2
  return 1
}

# content_key FILE... [-- WORD...]: a short hash of the files' bytes and the words.
content_key() {
  local file
  for file in "$@"; do
    if [ -f "$file" ]; then cat "$file"; else printf '%s\n' "$file"; fi
  done | sha256sum | cut -c 1-16
}
