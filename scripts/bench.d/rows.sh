#!/usr/bin/env bash
# [verify options] what each row costs in a warm run, and what the live rows of the checklist (H) and the load rows add; --suite e2e by default
# Exit codes: 0 within its aims, 1 past one, 2 verify left no verdicts, 3 the use is wrong.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
case ${1-} in -* | '') ;; *) echo "bench rows: '$1' is no option of verify" >&2; exit 3 ;; esac
# shellcheck source-path=SCRIPTDIR source=lib.bash
source "$root/scripts/bench.d/lib.bash"

code=0
"${verify[@]}" "${@:---suite=e2e}" >"$work/verify.log" 2>&1 || code=$?
report=$(report_of "$work/verify.log")
if [[ ! -d $report/verdicts ]] || ((code > 2)); then
  echo "bench: verify ended with $code: $(tail -n 1 "$work/verify.log"), see $work/verify.log" >&2
  exit 2
fi

# A file per verdict: row and kind are in its name.
for verdict in "$report"/verdicts/*.json; do
  row=$(basename "$verdict" | sed -E 's/\.(Static|Live|Fault|Load)\..*//')
  kind=$(basename "$verdict" | grep -oE '\.(Static|Live|Fault|Load)\.' | tr -d . | tr '[:upper:]' '[:lower:]')
  printf '%s\t%s\t%s\n' "$row" "$kind" "$(grep -oE '"seconds":[0-9.E-]+' "$verdict" | tail -n 1 | cut -d: -f2)"
done | sort -V >"$work/verdicts"

awk -F '\t' '{ sum[$1 "\t" $2] += $3 } END { for (row in sum) printf "%s\t%.1f\n", row, sum[row] }' "$work/verdicts" | sort -t "$(printf '\t')" -k3,3nr |
  awk -F '\t' 'BEGIN { printf "  %-6s %-7s %8s\n", "row", "kind", "seconds" } $2 != "static" || $3 > 0 { printf "  %-6s %-7s %8.1f\n", $1, $2, $3 }'

# The load suite begins when the one before it has ended: its process, stacks and their end take their time too, and no verdict has them.
moments() { grep -hoE '^\{"at":"[^"]+"' "$@" | cut -d'"' -f4 | sort; }
wall=0
mapfile -t load < <(grep -lsE '"row-start","subject":"(C[0-9]+|U1|H18|A6\.6)"' "$report"/events/*.ndjson)
if ((${#load[@]} > 0)); then
  mapfile -t others < <(grep -LsE '"row-start","subject":"(C[0-9]+|U1|H18|A6\.6)"' "$report"/events/*.ndjson)
  first=$(moments "${load[@]}" | sed -n 1p) last=$(moments "${load[@]}" | sed -n '$p')
  before=$( ((${#others[@]} == 0)) || moments "${others[@]}" | awk -v first="$first" '$0 < first' | sed -n '$p')
  wall=$(awk -v from="$(date -d "${before:-$first}" +%s.%N)" -v to="$(date -d "$last" +%s.%N)" 'BEGIN { printf "%.1f", to - from }')
fi

past=0
awk -F '\t' -v wall="$wall" '{ sum[$2] += $3; if ($1 ~ /^H/ && $2 == "live") checklist += $3 } END {
  for (kind in sum) printf "sum of %s: %.1f s\n", kind, sum[kind]
  printf "live rows of the checklist (H): %.1f s, %s the aim of 60 s\n", checklist, checklist <= 60 ? "within" : "past"
  if (wall > 0) printf "load suite by the clock, from the end of the suite before it to its own: %.1f s, %s the aim of 300 s\n", wall, wall <= 300 ? "within" : "past"
  exit checklist > 60 || wall > 300
}' "$work/verdicts" || past=1
grep -E '^(rows|time) ' "$work/verify.log"
echo "report $report"
exit "$past"
