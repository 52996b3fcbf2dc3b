#!/usr/bin/env bash
# [ROUNDS=5] [SECONDS=1.5] [MEASUREMENT] the fault proxy beside socat and HAProxy, alternating, and how exactly its toxics keep time
# Exit codes: 0 all promises held, 1 one broken, 3 a tool is missing or the use is wrong.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

missing=()
for tool in socat haproxy; do
  PATH=$PATH:/usr/sbin command -v "$tool" > /dev/null || missing+=("$tool")
done
if ((${#missing[@]})); then
  if [[ $EUID -ne 0 ]] || ! command -v apt-get > /dev/null; then
    echo "bench proxy: ${missing[*]} missing; install with: apt-get install ${missing[*]}" >&2
    exit 3
  fi
  echo "bench proxy: installing ${missing[*]}" >&2
  apt-get install -y --no-install-recommends "${missing[@]}" > /dev/null || { apt-get update > /dev/null && apt-get install -y --no-install-recommends "${missing[@]}" > /dev/null; } ||
    { echo "bench proxy: apt-get could not install ${missing[*]}" >&2; exit 3; }
fi
export PATH=$PATH:/usr/sbin

dotnet build -c Release -v quiet -nologo standins/images/toxiproxy >&2
dotnet build -c Release -v quiet -nologo tools/bench/proxy >&2
exec artifacts/bin/bench-proxy/release/bench-proxy artifacts/bin/toxiproxy/release/toxiproxy-server "$@"
