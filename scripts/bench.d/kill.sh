#!/usr/bin/env bash
# what is left 30 s after a SIGKILL of verify, and of the test host, while E2E and while Chaos run
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
(($# == 0)) || { echo "bench kill: takes no arguments" >&2; exit 3; }
# shellcheck source-path=SCRIPTDIR source=lib.bash
source "$root/scripts/bench.d/lib.bash"

declare -A sessions

# things RUN_DIRECTORY: everything of the run's Compose projects and of its Testcontainers sessions, reapers included, one a line.
things() {
  local name filter
  grep -hs '"what":"stack"' "$1"/events/*.ndjson | grep -oE '"subject":"[^"]+"' | cut -d'"' -f4 | sort -u | while read -r name; do
    filter=label=com.docker.compose.project=$name
    docker ps --all --filter "$filter" --format 'container {{.Names}}'
    docker network ls --filter "$filter" --format 'network {{.Name}}'
    docker volume ls --filter "$filter" --format 'volume {{.Name}}'
  done
  docker ps --all --filter "label=org.archiv.tests=$(basename "$1")" --format 'container {{.Names}}'
  for name in "${!sessions[@]}"; do
    docker ps --all --filter "name=$name" --format 'reaper {{.Names}}'
  done
}

# remember_sessions RUN_DIRECTORY: a reaper carries no label of ours, but its session is that of the containers that do.
remember_sessions() {
  local id
  for id in $(docker ps --all --filter "label=org.archiv.tests=$(basename "$1")" --format '{{.Label "org.testcontainers.session-id"}}' | sort -u); do
    sessions[$id]=1
  done
}

left=0
# A row of each suite: one shared stack without faults, one with Toxiproxy in the middle.
for row in A2.8 A4.3; do
  for what in verify testhost; do
    name="$row $what"
    sessions=()
    "${verify[@]}" --row "$row" >"$work/$row-$what.log" 2>&1 &
    running=$!
    run=
    for ((tries = 0; tries < 480; tries++)); do
      sleep 0.5
      run=$(report_of "$work/$row-$what.log")
      if [[ -d $run/events ]] && (($(things "$run" | grep -c '^container') >= 4)); then break; fi
    done
    remember_sessions "$run"
    there=$(things "$run")
    echo "$name: killed with $(grep -c . <<<"$there") containers, networks and volumes there, $(grep -c '^reaper' <<<"$there") of them reapers"
    victims=("$running")
    if [[ $what == testhost ]]; then mapfile -t victims < <(testhosts_of "$run"); fi
    kill -KILL "${victims[@]}"
    from=$(now)
    wait "$running" 2>/dev/null || true
    for ((tries = 0; tries < 60; tries++)); do
      if [[ -z $(things "$run") ]]; then break; fi
      sleep 0.5
    done
    seconds=$(awk -v from="$from" -v to="$(now)" 'BEGIN { printf "%.1f", to - from }')
    rest=$(things "$run")
    echo "$name: $(grep -c . <<<"$rest" || true) left after $seconds s (aim: 0 within 30)"
    if [[ -n $rest ]] || ((${#sessions[@]} == 0)); then
      left=1
      echo "${rest:-no reaper was there, so nothing is proven}"
    fi
  done
done
exit "$left"
