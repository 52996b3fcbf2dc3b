#!/usr/bin/env bash
# [RUNS=10] [verify options] the same verify again and again: do the verdicts agree?
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
runs=${1:-10}
[[ $runs =~ ^[1-9][0-9]*$ ]] || { echo "bench verdicts: '$runs' is no number of runs" >&2; exit 3; }
# shellcheck source-path=SCRIPTDIR source=lib.bash
source "$root/scripts/bench.d/lib.bash"

shift || true
for ((run = 1; run <= runs; run++)); do
  code=0
  "${verify[@]}" "$@" >"$work/$run.log" 2>&1 || code=$?
  report=$(report_of "$work/$run.log")
  if [[ ! -s $report/report.json ]]; then
    echo "run $run: exit $code and no report: $(tail -n 1 "$work/$run.log"), see $work/$run.log" >&2
    exit $((code == 3 ? 3 : 2))
  fi
  # One line per row: id and status stand one below the other.
  grep -A1 -E '^      "id":' "$report/report.json" | grep -oE '"(id|status)": "[^"]+"' | cut -d'"' -f4 | paste - - >"$work/$run.rows"
  echo "run $run: exit $code, $(grep -E '^rows ' "$work/$run.log" | tail -n 1), $(grep -E '^time ' "$work/$run.log" | tail -n 1)"
done

for ((run = 2; run <= runs; run++)); do
  diff "$work/1.rows" "$work/$run.rows" >>"$work/differences" && continue
  echo "run $run differs from run 1:"
  diff "$work/1.rows" "$work/$run.rows" | grep '^[<>]' || true
done
if [[ -s $work/differences ]]; then
  echo "verdicts differ, logs in ${work#"$root"/}"
  exit 1
fi
echo "$runs runs, the same verdicts"
