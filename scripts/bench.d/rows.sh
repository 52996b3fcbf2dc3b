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
past=0
awk -F '\t' '{ sum[$2] += $3; if ($1 ~ /^H/ && $2 == "live") checklist += $3; if ($2 == "load" || $1 == "C4") loads += $3 } END {
  for (kind in sum) printf "sum of %s: %.1f s\n", kind, sum[kind]
  printf "live rows of the checklist (H): %.1f s, %s the aim of 60 s\n", checklist, checklist <= 60 ? "within" : "past"
  if (loads > 0) printf "load rows with C4, stacks included: %.1f s, %s the aim of 300 s\n", loads, loads <= 300 ? "within" : "past"
  exit checklist > 60 || loads > 300
}' "$work/verdicts" || past=1
grep -E '^(rows|time) ' "$work/verify.log"
echo "report $report"
exit "$past"
