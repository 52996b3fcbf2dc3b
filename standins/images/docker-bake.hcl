# Which image each target of the Dockerfiles becomes. scripts/setup builds the groups `dotnet` and `infrastructure` first, side by side.

variable "IMAGE_PREFIX" { default = "archiv.local/" }
variable "REPOSITORY" { default = "" }
variable "SETUP_DIR" { default = ".cache/setup" }
variable "LISTS_STAMP" { default = "0" }
variable "DOTNET_DIR" { default = "/usr/share/dotnet" }
variable "SDK_VERSION" { default = "" }
variable "RUNTIME_VERSION" { default = "" }

group "dotnet" { targets = ["aspnet", "sdk"] }
group "infrastructure" { targets = ["postgres", "redis", "caddy", "docker-cli", "socat", "registry", "netfault"] }

target "_debian" {
  dockerfile = "standins/images/Dockerfile"
  args       = { IMAGE_PREFIX = IMAGE_PREFIX, LISTS_STAMP = LISTS_STAMP }
  secret     = ["id=apt-sources,src=${SETUP_DIR}/apt-sources"]
}

target "_dotnet" {
  context    = DOTNET_DIR
  dockerfile = "${REPOSITORY}/standins/images/dotnet.Dockerfile"
  args       = { IMAGE_PREFIX = IMAGE_PREFIX, SDK_VERSION = SDK_VERSION, RUNTIME_VERSION = RUNTIME_VERSION }
}

target "aspnet" {
  inherits = ["_dotnet"]
  target   = "aspnet"
  tags     = ["${IMAGE_PREFIX}dotnet/aspnet:10.0"]
}
target "sdk" {
  inherits = ["_dotnet"]
  target   = "sdk"
  tags     = ["${IMAGE_PREFIX}dotnet/sdk:10.0"]
}

target "postgres" {
  inherits = ["_debian"]
  target   = "postgres"
  tags     = ["${IMAGE_PREFIX}postgres:17.11-trixie"]
}
target "redis" {
  inherits = ["_debian"]
  target   = "redis"
  tags     = ["${IMAGE_PREFIX}redis:8.0.2-bookworm"]
}
target "caddy" {
  inherits = ["_debian"]
  target   = "caddy"
  tags     = ["${IMAGE_PREFIX}caddy:2.11.2-alpine"]
}
target "docker-cli" {
  inherits = ["_debian"]
  target   = "docker-cli"
  tags     = ["${IMAGE_PREFIX}docker:26.1.5-cli"]
}
target "socat" {
  inherits = ["_debian"]
  target   = "socat"
  tags     = ["${IMAGE_PREFIX}alpine/socat:1.8.0.3"]
}
target "registry" {
  inherits = ["_debian"]
  target   = "registry"
  tags     = ["${IMAGE_PREFIX}registry:2.8.3"]
}
target "netfault" {
  inherits = ["_debian"]
  target   = "netfault"
  tags     = ["${IMAGE_PREFIX}archiv/netfault:1.0.0"]
}
