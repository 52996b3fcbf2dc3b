# shellcheck shell=bash
# Log lines, errors and steps of scripts that make things. Sourced after `cd` to the repository's root.

STATE=.cache/setup
LOGS=$STATE/logs

# Milliseconds since the script started.
elapsed() { echo $(((${EPOCHREALTIME/[.,]/} - STARTED) / 1000)); }
STARTED=${EPOCHREALTIME/[.,]/}

seconds() { printf '%d.%d s' $(($1 / 1000)) $(($1 % 1000 / 100)); }

say() { printf '%s: %s\n' "${0##*/}" "$*"; }

# die WHAT REMEDY: the environment lacks something. Of steps that fail side by side, usually for one reason, the first says it.
die() {
  [[ -z ${WORK-} ]] || mkdir "$WORK/said" 2> /dev/null || exit 3
  printf '%s: error: %s: %s\n' "${0##*/}" "$1" "$2" >&2
  exit 3
}

# logged LOG COMMAND…: output goes to a log, the lock stays with the script; what failed is said in one line.
logged() {
  local log=$LOGS/$1.log code=0
  shift
  "$@" > "$log" 2>&1 < /dev/null 9>&- || code=$?
  ((code == 0)) || explain "$log"
}

# explain LOG: names the cause that somebody can remedy, or shows the end of the log.
explain() {
  local log=$1
  if grep -qi 'no space left on device' "$log" || (($(df --output=avail -B1M . | tail -n 1) < 20)); then
    die "disk full ($log)" "free at least $NEEDED_GB GB under $(engine_folder) and $PWD and run scripts/setup again"
  elif grep -qE 'NU1301|NU1101|Unable to load the service index' "$log"; then
    die "no NuGet feed delivers the packages ($log)" "check the network and the sources that 'dotnet nuget list source' shows"
  elif grep -qE 'failed to do request: |registry.* (no such host|i/o timeout)' "$log"; then
    die "an image registry does not answer ($log)" "profiles small and prod need a network that reaches it; --profile standin needs none"
  elif grep -qE 'Could not resolve|Failed to fetch|Could not connect|Temporary failure resolving|Unable to connect' "$log"; then
    die "no Debian mirror answers ($log)" "check the network and the apt sources, or set DEBIAN_MIRROR"
  fi
  tail -n 15 "$log" >&2
  die "a step failed, see $log" "its last lines stand above; scripts/setup can be run again"
}

# wait_for PID…: waits for all; as soon as one has failed, the script ends. It has said why, unless its code is not ours.
wait_for() {
  local left=("$@") ended code
  while ((${#left[@]} > 0)); do
    code=0
    wait -n -p ended "${left[@]}" || code=$?
    ((code == 0 || code == 3)) || say "a step ended with exit code $code, see $LOGS" >&2
    ((code == 0)) || exit 3
    for i in "${!left[@]}"; do [[ ${left[i]} != "$ended" ]] || unset "left[i]"; done
  done
}
