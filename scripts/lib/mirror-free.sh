#!/usr/bin/env bash
# Looks for the names of this machine's package mirrors in every image made here: history, /etc, /var. Exit 1 when one is found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source-path=SCRIPTDIR/../..
source scripts/lib/say.sh
source scripts/lib/images.sh
source scripts/lib/env.sh

[[ -r $STATE/apt-sources && -r $STATE/nuget-config ]] || die "no images have been built" "run scripts/setup first"
mapfile -t hosts < <(cat "$STATE/apt-sources" "$STATE/nuget-config" | grep -oE 'https?://[^/"< ]+' | sed -E 's#.*//([^@]*@)?##' | sort -u)
patterns=()
for host in "${hosts[@]}"; do patterns+=(-e "$host"); done

found=0
for image in "${IMAGES[@]}"; do
  hits=$(docker image history --no-trunc "$image" | grep -F "${patterns[@]}") || true
  # One file system and no devices: only what the image brought. Names of files count as well, package lists are named after their mirror.
  hits+=$(docker run --rm --label org.archiv.tests=1 --network none --user 0:0 --entrypoint sh "$image" -c \
    'find /etc /var -xdev; grep -rsaH "" /etc /var' | grep -aF "${patterns[@]}" | head -n 5) || true
  if [[ -n $hits ]]; then
    say "$image names a mirror: $hits" >&2
    found=1
  fi
done
((found == 0)) || exit 1
say "${#IMAGES[@]} images name none of ${#hosts[@]} mirrors ($(seconds "$(elapsed)"))"
