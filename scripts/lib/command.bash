# shellcheck shell=bash
# A command of the program behind scripts/: its arguments are checked before anything but the program itself is made.

# run_command COMMAND ARGUMENT…: the program takes the shell's place in the end, so that a signal to this pid reaches it.
run_command() {
  local root tool needs profile code=0
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  tool=$root/artifacts/bin/tools/debug/archiv-tests
  "$root/scripts/setup" --program >&2
  needs=$root/.cache/setup/needs.$$
  : > "$needs"
  ARCHIV_NEEDS=$needs "$tool" "$@" || code=$?
  profile=$(<"$needs")
  rm -f "$needs"
  # Refused, or help and lists, which are all that was asked for.
  if ((code != 0)) || [[ -z $profile ]]; then exit "$code"; fi

  # More than a name where less is to be made.
  # shellcheck disable=SC2086
  "$root/scripts/setup" --profile $profile >&2
  # shellcheck source-path=SCRIPTDIR source=env.sh
  source "$root/scripts/lib/env.sh"
  # A shell starts background jobs with SIGINT ignored; whoever sends one means it.
  exec env --default-signal=INT "$tool" "$@"
}
