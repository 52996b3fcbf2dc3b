#!/usr/bin/env bash
# memory of the idle stack per service, and each test process' peak
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
(($# == 0)) || { echo "bench memory: takes no arguments" >&2; exit 3; }
# shellcheck source-path=SCRIPTDIR source=lib.bash
source "$root/scripts/bench.d/lib.bash"

project=archivbench-memory-$$
trap down_by_hand EXIT

up_by_hand
echo "idle stack, 10 s after it became healthy (cgroup usage without inactive page cache):"
sleep 10
mapfile -t containers < <(docker ps --quiet --filter "label=com.docker.compose.project=$project")
docker stats --no-stream --format '{{.Name}} {{.MemUsage}}' "${containers[@]}" | awk '
  function mib(text) { return text + 0 == 0 ? 0 : text ~ /GiB/ ? text * 1024 : text ~ /MiB/ ? text + 0 : text ~ /KiB/ ? text / 1024 : text / 1048576 }
  { printf "  %-45s %7.1f MiB\n", $1, mib($2); sum += mib($2) }
  END { printf "  %-45s %7.1f MiB (aim: 700)\n", "sum", sum }'
down_by_hand

# All rows: the suites run side by side, and the machine carries the sum.
"${verify[@]}" >"$work/verify.log" 2>&1 &
running=$!
declare -A peaks=()
while kill -0 "$running" 2>/dev/null; do
  for pid in $(testhosts_of "$(report_of "$work/verify.log")"); do
    suite=$({ tr '\0' '\n' <"/proc/$pid/cmdline"; } 2>/dev/null | grep -oE 'Archiv\.Tests\.(E2E|Chaos|Load)' | head -n 1) || continue
    kib=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2>/dev/null || true)
    if ((${kib:-0} > ${peaks[$suite]:-0})); then peaks[$suite]=$kib; fi
  done
  sleep 0.5
done
if ((${#peaks[@]} == 0)); then
  echo "bench: no test process was seen, see $work/verify.log" >&2
  exit 2
fi
for suite in "${!peaks[@]}"; do echo "test process $suite: peak resident $((peaks[$suite] / 1024)) MiB (aim: 350)"; done
