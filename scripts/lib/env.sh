# shellcheck shell=bash
# The Docker client that scripts/setup fetched, for scripts that run after it; the machine's own stays untouched.
# The chosen context is handed on as DOCKER_HOST: the test libraries know only that, and a private DOCKER_CONFIG would hide it.

own_docker=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/.cache/docker-cli
if [[ -x $own_docker/bin/docker ]] && ! command -v docker > /dev/null; then
  export PATH=$PATH:$own_docker/bin
fi
users_docker=${DOCKER_CONFIG:-${HOME:-/root}/.docker}
if [[ -z ${DOCKER_HOST-} && ( -n ${DOCKER_CONTEXT-} || -d $users_docker/contexts ) ]] && command -v docker > /dev/null; then
  # Empty for the default context, and for a name that does not exist, which setup refuses.
  context_host=$(docker context inspect --format '{{if ne .Name "default"}}{{.Endpoints.docker.Host}}{{end}}' 2> /dev/null) || context_host=
  if [[ -n $context_host ]]; then
    export DOCKER_HOST=$context_host
    unset DOCKER_CONTEXT
  fi
  unset context_host
fi
if [[ -x $own_docker/cli-plugins/docker-compose ]]; then
  export DOCKER_CONFIG=$own_docker
fi
unset own_docker users_docker
