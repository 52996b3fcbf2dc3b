#!/usr/bin/env bash
# [PAIRS=3] bringing the stack up through the suite against `docker compose up --wait` by hand, alternating
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
pairs=${1:-3}
[[ $pairs =~ ^[1-9][0-9]*$ ]] || { echo "bench up: '$pairs' is no number of pairs" >&2; exit 3; }
# shellcheck source-path=SCRIPTDIR source=lib.bash
source "$root/scripts/bench.d/lib.bash"

project=archivbench-up-$$
trap down_by_hand EXIT

# Seconds of the suite's first up, the start of its Compose container included.
through_suite() {
  "${verify[@]}" --row A2.8 >"$work/verify.log" 2>&1 || true
  grep -ohE 'up ended with 0 after [0-9.]+' "$(report_of "$work/verify.log")"/events/*.ndjson | awk '{ print $NF; exit }'
}

by_hand_seconds() {
  local from
  from=$(now)
  up_by_hand
  awk -v from="$from" -v to="$(now)" 'BEGIN { printf "%.2f", to - from }'
  down_by_hand
}

for ((pair = 1; pair <= pairs; pair++)); do
  hand=$(by_hand_seconds)
  suite=$(through_suite)
  echo "pair $pair: by hand $hand s, through the suite ${suite:-failed} s"
  echo "$hand" >>"$work/hand"
  echo "${suite:?the suite brought no stack up, see $work/verify.log}" >>"$work/suite"
done
awk -v hand="$(median <"$work/hand")" -v suite="$(median <"$work/suite")" \
  'BEGIN { printf "median by hand %.2f s, through the suite %.2f s, ratio %.2f (aim: 1.15)\n", hand, suite, suite / hand }'
