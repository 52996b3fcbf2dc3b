#!/usr/bin/env bash
# what is left 30 s after a SIGKILL of verify, and of the test host
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.bash
source "$root/scripts/bench.d/lib.bash"

# things RUN_DIRECTORY: everything of the run's Compose projects and of its Testcontainers session, one a line.
things() {
  local name filter
  grep -hs '"what":"stack"' "$1"/events/*.ndjson | grep -oE '"subject":"[^"]+"' | cut -d'"' -f4 | sort -u | while read -r name; do
    filter=label=com.docker.compose.project=$name
    docker ps --all --filter "$filter" --format 'container {{.Names}}'
    docker network ls --filter "$filter" --format 'network {{.Name}}'
    docker volume ls --filter "$filter" --format 'volume {{.Name}}'
  done
  docker ps --all --filter "label=org.archiv.tests=$(basename "$1")" --format 'container {{.Names}}'
}

left=0
for what in verify testhost; do
  "$root/artifacts/bin/tools/debug/archiv-tests" verify --row A2.8 >"$work/$what.log" 2>&1 &
  verify=$!
  run=
  for ((tries = 0; tries < 240; tries++)); do
    sleep 0.5
    run=$(report_of "$work/$what.log")
    if [[ -d $run/events ]] && (($(things "$run" | grep -c '^container') >= 4)); then break; fi
  done
  echo "$what: killed with $(things "$run" | wc -l) containers, networks and volumes there"
  victim=$verify
  if [[ $what == testhost ]]; then victim=$(testhost_of "$run"); fi
  kill -KILL "$victim"
  from=$(now)
  wait "$verify" 2>/dev/null || true
  for ((tries = 0; tries < 60; tries++)); do
    if [[ -z $(things "$run") ]]; then break; fi
    sleep 0.5
  done
  seconds=$(awk -v from="$from" -v to="$(now)" 'BEGIN { printf "%.1f", to - from }')
  rest=$(things "$run")
  echo "$what: $(grep -c . <<<"$rest" || true) left after $seconds s (aim: 0 within 30)"
  if [[ -n $rest ]]; then
    left=1
    echo "$rest"
  fi
done
exit "$left"
