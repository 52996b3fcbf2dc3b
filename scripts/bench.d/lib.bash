# Shared by the measurements: a stack by hand, clocks, medians. Sourced.
# shellcheck shell=bash disable=SC2034,SC2154 # read by the scripts that source this

root=${root:?}
profile=$root/compose-under-test/profiles/${ARCHIV_PROFILE:-standin}.env
"$root/scripts/setup" --profile "${ARCHIV_PROFILE:-standin}" >&2
# shellcheck source-path=SCRIPTDIR source=../lib/env.sh
source "$root/scripts/lib/env.sh"
verify=("$root/artifacts/bin/tools/debug/archiv-tests" verify)
work=$root/artifacts/bench/$(date -u +%Y%m%d-%H%M%S)-$$
mkdir -p "$work"

# by_hand ARGUMENTS…: docker compose on the production file as an operator types it, in project $project.
by_hand() {
  local overlay names overlays=()
  read -ra names <<<"$(sed -n 's/^OVERLAYS=//p' "$profile")"
  for overlay in "${names[@]}"; do
    overlays+=(-f "$root/compose-under-test/$overlay")
  done
  ARCHIV_ROOT=$root PROXY_PORT=${bench_port:-18443} docker compose --project-name "${project:?}" --env-file "$profile" \
    -f "$root/compose-under-test/docker-compose.prod.yml" "${overlays[@]}" "$@"
}

# up_by_hand, down_by_hand: the whole stack; a failing up ends the measurement and says why.
up_by_hand() {
  by_hand up --detach --wait --wait-timeout 120 --pull never >"$work/by-hand.log" 2>&1 && return
  tail -n 5 "$work/by-hand.log" >&2
  echo "bench: the stack does not come up by hand" >&2
  exit 2
}
down_by_hand() { by_hand down --volumes --timeout 3 >/dev/null 2>&1 || true; }

now() { date +%s.%N; }

# median: of the numbers on stdin, one a line.
median() { sort -n | awk '{ n[NR] = $1 } END { print NR % 2 ? n[(NR + 1) / 2] : (n[NR / 2] + n[NR / 2 + 1]) / 2 }'; }

# report_of LOG: the run directory that verify has named in its output.
report_of() { echo "$root/artifacts/report/$(grep -soE 'run [0-9]{8}-[0-9]{6}-[0-9]+' "$1" | head -n 1 | cut -d' ' -f2)"; }

# testhosts_of RUN_DIRECTORY: pids of the test hosts that work for that run; others of the machine are none of our business.
testhosts_of() {
  local pid
  for pid in $(pgrep -f 'testhost.*--parentprocessid'); do
    if { tr '\0' '\n' <"/proc/$pid/environ"; } 2>/dev/null | grep -qxF "ARCHIV_RUN_DIR=$1"; then
      echo "$pid"
    fi
  done
}
