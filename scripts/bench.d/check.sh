#!/usr/bin/env bash
# scripts/check on one file of 30 services: seconds and peak memory of the process, median of N runs (default 5)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
runs=${1:-5}
if (($# > 1)) || [[ ! $runs =~ ^[1-9][0-9]*$ ]]; then
  echo "bench: usage: scripts/bench check [RUNS]" >&2
  exit 3
fi
"$root/scripts/setup" --program >&2

file=$(mktemp --suffix .yml)
trap 'rm -f "$file" "$file.runs"' EXIT
{
  echo 'x-log: &log { driver: json-file, options: { max-size: 10m, max-file: "3" } }'
  echo 'services:'
  for number in $(seq 30); do
    printf '  service%s:\n    image: example/app:1.%s\n    restart: unless-stopped\n    logging: *log\n    mem_limit: 256m\n' "$number" "$number"
    # shellcheck disable=SC2016 # the variables are Compose's
    printf '    environment: { DB_URL: "postgres://db/${DB_NAME:-app}", LEVEL: "${LEVEL:-info}" }\n    ports: ["127.0.0.1:%s:8080"]\n' "$((9000 + number))"
    printf '    healthcheck: { test: ["CMD", "wget", "-q", "http://127.0.0.1:8080/health"], interval: 30s, timeout: 5s, retries: 3 }\n'
  done
} > "$file"

# one: a run's seconds and the peak of its resident memory in KiB, which the kernel keeps as long as the process lives.
one() {
  local began ended pid peak=0 seen
  began=$EPOCHREALTIME
  "$root/artifacts/bin/tools/debug/archiv-tests" check "$file" > /dev/null &
  pid=$!
  while seen=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2> /dev/null) && [[ -n $seen ]]; do peak=$seen; done
  ended=$EPOCHREALTIME
  # 1: there are findings.
  wait "$pid" || (($? == 1))
  awk -v a="$began" -v b="$ended" -v peak="$peak" 'BEGIN { printf "%.3f %d\n", b - a, peak }'
}

for _ in $(seq "$runs"); do one; done > "$file.runs"
median() { cut -d' ' -f"$1" "$file.runs" | sort -n | sed -n "$(((runs + 1) / 2))p"; }
seconds=$(median 1) mebibytes=$(($(median 2) / 1024))
verdict=$(awk -v s="$seconds" -v m="$mebibytes" 'BEGIN { print s <= 0.5 && m <= 100 ? "within" : "past" }')
printf 'check: 30 services, %s s, %d MiB (medians of %d): %s the aim of 0.5 s and 100 MiB\n' "$seconds" "$mebibytes" "$runs" "$verdict"
