# shellcheck shell=bash
# The Docker client and the engine: used where they are there, fetched or installed where they are not.

OLDEST_API=1.41
NEEDED_GB=5

engine_version() { timeout 15 docker version --format '{{.Server.APIVersion}}' 2>&1; }
engine_folder() { docker info --format '{{.DockerRootDir}}' 2> /dev/null || echo /var/lib/docker; }

# docker, compose and buildx: from Debian's packages, unpacked below .cache, when the machine has none that work.
ensure_client() {
  source scripts/lib/env.sh
  if docker compose version > /dev/null 2>&1 && docker buildx version > /dev/null 2>&1; then return; fi
  on_debian || die "the docker client with its plugins compose (v2) and buildx is missing" "install them, see https://docs.docker.com/engine/install/"
  say "fetching the docker client with compose and buildx into .cache/docker-cli (the machine's own stays as it is)"
  write_sources
  logged client fetch "$WORK/client" docker-cli docker-compose docker-buildx
  local into=.cache/docker-cli found=$WORK/client/root/usr
  mkdir -p "$into/cli-plugins" "$into/bin"
  mv -f "$found/bin/docker" "$into/bin/"
  mv -f "$found"/libexec/docker/cli-plugins/docker-buildx "$found"/libexec/docker/cli-plugins/docker-compose "$into/cli-plugins/"
  source scripts/lib/env.sh
  if docker compose version > /dev/null && docker buildx version > /dev/null; then return; fi
  die "the fetched docker client does not run" "remove .cache/docker-cli and look at $LOGS/client.log"
}

ensure_engine() {
  local answer
  [[ ${DOCKER_HOST-unix://} =~ ^(unix|tcp|http):// ]] || die "the suites do not speak $DOCKER_HOST" "set DOCKER_HOST to a unix:// or tcp:// address of an engine"
  if answer=$(engine_version); then
    check_engine_age "$answer"
    return
  fi
  if [[ -n ${DOCKER_HOST-} ]]; then
    die "no engine answers at $DOCKER_HOST" "start it, or choose another by DOCKER_HOST or 'docker context use'"
  elif [[ -n ${DOCKER_CONTEXT-} && $DOCKER_CONTEXT != default ]]; then
    die "there is no docker context '$DOCKER_CONTEXT'" "unset DOCKER_CONTEXT, or choose one of 'docker context ls'"
  elif [[ $answer == *"permission denied"* ]]; then
    die "the engine does not admit this user" "join the group of /var/run/docker.sock (usually docker), or set DOCKER_HOST to a rootless engine"
  fi
  on_debian || die "no Docker engine answers, and this is neither Debian nor Ubuntu" "start Docker (Docker Desktop will do), or install it"
  may_be_root || die "no Docker engine answers, and this user may not install one" "run as root once, or start an engine and set DOCKER_HOST"
  if ! command -v dockerd > /dev/null; then
    say "installing the Docker engine (docker.io, iptables)"
    logged engine install_packages docker.io iptables
  fi
  start_engine
}

check_engine_age() {
  local oldest
  oldest=$(printf '%s\n' "$OLDEST_API" "$1" | sort -V | head -n 1)
  [[ $oldest == "$OLDEST_API" ]] || die "the engine is too old (API $1)" "upgrade Docker to 20.10 (API $OLDEST_API) or newer"
}

start_engine() {
  local log=/var/log/dockerd.log answer i
  answer=$(engine_version) && return
  say "starting the Docker engine"
  if [[ -d /run/systemd/system ]]; then
    as_root systemctl start docker || true
  else
    # Its own session: it outlives this script and its Ctrl-C.
    as_root setsid --fork sh -c "exec dockerd >> $log 2>&1" < /dev/null > /dev/null 2>&1 9>&-
  fi
  for ((i = 0; i < 200; i++)); do
    if answer=$(engine_version); then
      check_engine_age "$answer"
      return
    fi
    sleep 0.3
  done
  tail -n 5 "$log" >&2 2> /dev/null || true
  die "the Docker engine did not come up within a minute" "look at $log or 'journalctl -u docker'"
}

# Said beforehand: a disk that fills up during a build takes the engine's other containers with it.
# check_disk GB FOLDER…
check_disk() {
  local needed=$1 folder free
  shift
  for folder in "$@"; do
    [[ -d $folder ]] || continue
    folder=$(cd "$folder" && pwd)
    free=$(df --output=avail -B1M "$folder" | tail -n 1)
    ((free >= needed * 1024)) || die "only ${free// /} MB free under $folder" "free at least $needed GB there and run scripts/setup again"
  done
}
