#!/usr/bin/env bash
# [ROUNDS=5] [SECONDS=3] the load generator beside hey at 1, 10 and 100 connections, and the latency that it adds at 1,000/s
# Exit codes: 0 all promises held, 1 one broken, 3 a tool is missing or the use is wrong.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

for number in "$@"; do
  [[ $number =~ ^[1-9][0-9]*$ ]] || { echo "bench load: '$number' is no number of rounds or seconds" >&2; exit 3; }
done
(($# <= 2)) || { echo "bench load: takes a number of rounds and of seconds" >&2; exit 3; }

if ! command -v hey > /dev/null; then
  if [[ $EUID -ne 0 ]] || ! command -v apt-get > /dev/null; then
    echo "bench load: hey missing; install with: apt-get install hey" >&2
    exit 3
  fi
  echo "bench load: installing hey" >&2
  apt-get install -y --no-install-recommends hey > /dev/null || { apt-get update > /dev/null && apt-get install -y --no-install-recommends hey > /dev/null; } ||
    { echo "bench load: apt-get could not install hey" >&2; exit 3; }
fi

dotnet build -c Release -v quiet -nologo tools/bench/load >&2
exec artifacts/bin/bench-load/release/bench-load "$@"
