#!/bin/sh
# A flag or a command of docker runs docker, anything else runs as it is: `docker run IMAGE ps` as well as `docker run IMAGE sh`.
set -eu

case ${1-} in
    -*) set -- docker "$@" ;;
    *) if ! command -v "${1-sh}" >/dev/null && docker help "$1" >/dev/null 2>&1; then set -- docker "$@"; fi ;;
esac
exec "$@"
