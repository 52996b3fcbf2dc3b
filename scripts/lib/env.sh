# shellcheck shell=bash
# The Docker client that scripts/setup fetched, for scripts that run after it; the machine's own stays untouched.
# A private DOCKER_CONFIG would hide the user's contexts, so these and the chosen one are carried over.

own_docker=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/.cache/docker-cli
if [[ -x $own_docker/bin/docker ]] && ! command -v docker > /dev/null; then
  export PATH=$PATH:$own_docker/bin
fi
if [[ -x $own_docker/cli-plugins/docker-compose && ${DOCKER_CONFIG-} != "$own_docker" ]]; then
  users_docker=${DOCKER_CONFIG:-${HOME:-/root}/.docker}
  if [[ -d $users_docker/contexts ]]; then
    if [[ -z ${DOCKER_HOST-}${DOCKER_CONTEXT-} ]]; then
      DOCKER_CONTEXT=$(docker context inspect --format '{{.Name}}')
      export DOCKER_CONTEXT
    fi
    ln -sfn "$users_docker/contexts" "$own_docker/contexts"
  fi
  export DOCKER_CONFIG=$own_docker
  unset users_docker
fi
unset own_docker
