#!/usr/bin/env bash
# [IMAGE…] Looks for the names of this machine's package mirrors in every image made here, history and all files. Exit 1 when one is found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source-path=SCRIPTDIR/../..
source scripts/lib/say.sh
source scripts/lib/images.sh
source scripts/lib/env.sh

[[ -r $STATE/apt-sources && -r $STATE/nuget-config ]] || die "no images have been built" "run scripts/setup first"
hosts() { cat "$STATE/apt-sources" "$STATE/nuget-config" | grep -oE 'https?://[^/"< ]+' | sed -E 's#.*//([^@]*@)?##' | sort -u; }
# Packages themselves name the public ones, so these are looked for only where a build would leave them.
public='^(deb\.debian\.org|api\.nuget\.org)$'
mapfile -t everywhere < <(hosts | grep -vE "$public")
mapfile -t left_behind < <(hosts | grep -E "$public")

images=("$@")
((${#images[@]} > 0)) || images=("${IMAGES[@]}")
# named HOST…: what of stdin names one of these hosts, and how often.
named() {
  local host patterns=()
  for host in "$@"; do patterns+=(-e "$host"); done
  grep -aoF "${patterns[@]}" | sort | uniq -c
}

found=0
for image in "${images[@]}"; do
  hits=$(docker image history --no-trunc "$image" | named "${everywhere[@]}" "${left_behind[@]}") || true
  # The exported file system is one stream of names and contents: no shell in the image is needed, nothing of this machine is in it.
  container=$(docker container create --label org.archiv.tests=1 --network none "$image" none)
  ((${#everywhere[@]} == 0)) || hits+=$(docker container export "$container" | named "${everywhere[@]}") || true
  ((${#left_behind[@]} == 0)) || hits+=$(docker container export "$container" | tar -xO --wildcards 'etc/*' 'var/*' 2> /dev/null | named "${left_behind[@]}") || true
  docker container rm "$container" > /dev/null
  if [[ -n $hits ]]; then
    say "$image names a mirror: $hits" >&2
    found=1
  fi
done
((found == 0)) || exit 1
say "${#images[@]} images name none of $((${#everywhere[@]} + ${#left_behind[@]})) mirrors ($(seconds "$(elapsed)"))"
