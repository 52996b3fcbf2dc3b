# Which image each target of the Dockerfiles becomes. scripts/setup builds the groups `dotnet` and `infrastructure` first, side by side.

variable "IMAGE_PREFIX" { default = "archiv.local/" }
variable "REPOSITORY" { default = "" }
variable "SETUP_DIR" { default = ".cache/setup" }
variable "LISTS_STAMP" { default = "0" }
variable "DOTNET_DIR" { default = "/usr/share/dotnet" }
variable "SDK_VERSION" { default = "" }
variable "RUNTIME_VERSION" { default = "" }

group "dotnet" { targets = ["aspnet", "sdk"] }
group "programs" { targets = ["ryuk", "ollama", "toxiproxy", "scripted-upstream", "model-registry", "backend"] }
group "infrastructure" { targets = ["postgres", "redis", "caddy", "docker-cli", "socat", "registry", "netfault"] }

target "_debian" {
  dockerfile = "standins/images/Dockerfile"
  args       = { IMAGE_PREFIX = IMAGE_PREFIX, LISTS_STAMP = LISTS_STAMP }
  secret     = ["id=apt-sources,src=${SETUP_DIR}/apt-sources"]
}

target "_program" {
  dockerfile = "standins/images/Dockerfile"
  args       = { IMAGE_PREFIX = IMAGE_PREFIX, LISTS_STAMP = LISTS_STAMP }
  secret     = ["id=apt-sources,src=${SETUP_DIR}/apt-sources", "id=nuget-config,src=${SETUP_DIR}/nuget-config", "id=ca-bundle,src=${SETUP_DIR}/ca-bundle"]
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

target "ryuk" {
  inherits = ["_program"]
  target   = "ryuk"
  tags     = ["${IMAGE_PREFIX}testcontainers/ryuk:0.14.0"]
}
target "ollama" {
  inherits = ["_program"]
  target   = "ollama"
  tags     = ["${IMAGE_PREFIX}ollama/ollama:0.13.5"]
}
target "toxiproxy" {
  inherits = ["_program"]
  target   = "toxiproxy"
  tags     = ["${IMAGE_PREFIX}shopify/toxiproxy:2.12.0"]
}
target "scripted-upstream" {
  inherits = ["_program"]
  target   = "scripted-upstream"
  tags     = ["${IMAGE_PREFIX}archiv/scripted-upstream:1.0.0"]
}
target "model-registry" {
  inherits = ["_program"]
  target   = "model-registry"
  tags     = ["${IMAGE_PREFIX}archiv/model-registry:1.1.0"]
}
target "backend" {
  inherits   = ["_program"]
  dockerfile = "standins/images/archiv-backend/Dockerfile"
  target     = "runner"
  tags       = ["${IMAGE_PREFIX}archiv/backend:1.0.0"]
}
