#!/usr/bin/env bash
# memory of the idle stack per service, and the test process' peak
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
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

"$root/artifacts/bin/tools/debug/archiv-tests" verify --suite e2e >"$work/verify.log" 2>&1 &
verify=$!
peak=0
while kill -0 "$verify" 2>/dev/null; do
  pid=$(testhost_of "$(report_of "$work/verify.log")")
  if [[ -n $pid ]]; then
    kib=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2>/dev/null || true)
    peak=$((${kib:-0} > peak ? ${kib:-0} : peak))
  fi
  sleep 0.5
done
echo "test process: peak resident $((peak / 1024)) MiB (aim: 350)"
