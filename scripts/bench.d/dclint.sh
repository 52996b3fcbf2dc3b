#!/usr/bin/env bash
# what DCLint finds in the corpus of compose files that scripts/check does not, and the other way round
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
(($# == 0)) || { echo "bench dclint: takes no arguments" >&2; exit 3; }
version=3.1.0
home=$root/.cache/dclint
command -v npm > /dev/null || { echo "bench dclint: npm is missing: apt-get install npm" >&2; exit 3; }
[[ -x $home/node_modules/.bin/dclint ]] || npm install --silent --no-fund --no-audit --prefix "$home" "dclint@$version" >&2
"$root/scripts/setup" --program >&2

samples=$root/tests/Self/Checks/Samples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Both end with 1 where they find something.
"$home/node_modules/.bin/dclint" -r -f json "$samples" > "$work/dclint.json" || (($? == 1))
for file in "$samples"/*/compose.yml; do
  name=$(basename "$(dirname "$file")")
  (cd "$(dirname "$file")" && "$root/artifacts/bin/tools/debug/archiv-tests" check compose.yml --format json) > "$work/$name.json" 2> /dev/null || (($? == 1 || $? == 3))
done
node "$root/scripts/bench.d/dclint/table.mjs" "$work" "$version" > "$root/tests/Self/Checks/dclint.md"
echo "written: tests/Self/Checks/dclint.md; UPDATE_DOCS=1 puts it into docs/checks.md"
