# shellcheck shell=bash
# The images of the stand-in profile: base, .NET, infrastructure, programs, each only when what goes into it has changed.

PREFIX=archiv.local/
BASE=${PREFIX}debian:trixie-slim
IMAGES=("$BASE" "${PREFIX}dotnet/aspnet:10.0" "${PREFIX}dotnet/sdk:10.0" "${PREFIX}postgres:17.11-trixie" "${PREFIX}redis:8.0.2-bookworm"
  "${PREFIX}caddy:2.11.2-alpine" "${PREFIX}docker:26.1.5-cli" "${PREFIX}alpine/socat:1.8.0.3" "${PREFIX}registry:2.8.3"
  "${PREFIX}archiv/netfault:1.0.0" "${PREFIX}testcontainers/ryuk:0.14.0" "${PREFIX}ollama/ollama:0.13.5" "${PREFIX}shopify/toxiproxy:2.12.0" "${PREFIX}archiv/scripted-upstream:1.0.0"
  "${PREFIX}archiv/model-registry:1.1.0" "${PREFIX}archiv/backend:1.0.0")
OURS=("${PREFIX}archiv/backend:1.0.0" "${PREFIX}archiv/scripted-upstream:1.0.0")

image_ids() { docker image inspect --format '{{.Id}}' "$@" 2> /dev/null; }

# Where .NET lives and which versions go into the images.
find_dotnet() {
  command -v dotnet > /dev/null || die "no .NET SDK" "install .NET SDK 10, see https://dotnet.microsoft.com/download"
  local info
  info=$(dotnet --info 2>&1) || die "no .NET SDK that global.json accepts" "install .NET SDK 10, see https://dotnet.microsoft.com/download"
  local base
  base=$(sed -nE 's/^ *Base Path: *(.*[^/])\/?$/\1/p' <<< "$info")
  [[ $base == */sdk/10.* ]] || die "no .NET SDK 10 (found: ${base:-none})" "install it, see https://dotnet.microsoft.com/download"
  SDK_VERSION=${base##*/}
  DOTNET_DIR=${base%/sdk/*}
  RUNTIME_VERSION=$(sed -nE "s|^ *Microsoft\.AspNetCore\.App (10\.[0-9.]+) \[$DOTNET_DIR/.*|\1|p" <<< "$info" | sort -V | tail -n 1)
  [[ -n $RUNTIME_VERSION ]] || die "no ASP.NET Core runtime 10 beside the SDK in $DOTNET_DIR" "install aspnetcore-runtime-10.0"
  export SDK_VERSION DOTNET_DIR RUNTIME_VERSION REPOSITORY=$PWD
}

# What builds may see of the machine besides the apt sources: NuGet feeds, trusted certificates. Secrets: no layer keeps them.
write_secrets() {
  local users_feeds=${HOME:-/root}/.nuget/NuGet/NuGet.Config trusted=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
  if [[ -r $users_feeds ]]; then
    cp "$users_feeds" "$STATE/nuget-config"
  else
    echo '<configuration />' > "$STATE/nuget-config"
  fi
  if [[ -r $trusted ]]; then cp "$trusted" "$STATE/ca-bundle"; else : > "$STATE/ca-bundle"; fi
}

# A Debian of the mirror's packages: no man pages, documentation or translations, and nothing that names the mirror.
make_base() {
  local mirror check options=()
  mirror=$(debian_mirror)
  if command -v mmdebstrap > /dev/null; then
    for check in $(apt_checks); do options+=("--aptopt=Acquire::$check \"false\""); done
    # $1 is the hook's: the folder of the new system.
    # shellcheck disable=SC2016
    as_root_if_possible mmdebstrap --variant=minbase --keyring="$KEYRING" --include=ca-certificates \
      --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
      --dpkgopt=force-unsafe-io --aptopt='Acquire::Languages "none"' --aptopt='APT::Install-Recommends "false"' "${options[@]}" \
      --customize-hook='rm -rf "$1"/etc/apt/sources.list "$1"/var/lib/apt/lists/* "$1"/var/log/* "$1"/var/cache/apt/*' \
      "$SUITE" "$WORK/base.tar" "$mirror"
  else
    as_root debootstrap --variant=minbase --keyring="$KEYRING" --include=ca-certificates "$SUITE" "$WORK/base" "$mirror"
    # shellcheck disable=SC2016 # $1 is the inner shell's.
    as_root sh -c 'cd "$1" && rm -rf etc/apt/sources.list var/lib/apt/lists/* var/log/* var/cache/apt/* usr/share/man/* usr/share/doc/* usr/share/locale/*' - "$WORK/base"
    as_root tar -C "$WORK/base" --one-file-system -cf "$WORK/base.tar" .
    as_root rm -rf "$WORK/base"
  fi
  docker import --change 'CMD ["bash"]' --change 'ENV LANG=C.UTF-8' --change 'LABEL org.archiv.tests.base=1' "$WORK/base.tar" "$BASE"
  rm -f "$WORK/base.tar"
}

ensure_base() {
  if image_ids "$BASE" > /dev/null; then return; fi
  if ! command -v mmdebstrap > /dev/null && ! command -v debootstrap > /dev/null; then
    may_be_root || die "mmdebstrap is missing, and this user may not install it" "run 'apt-get install mmdebstrap' as root once"
    say "installing mmdebstrap"
    (logged mmdebstrap install_packages mmdebstrap) 2> /dev/null || logged mmdebstrap install_packages debootstrap
  fi
  # Files of other users are unpacked: as root, or in a user namespace with a range of ids.
  may_be_root || { command -v newuidmap > /dev/null && grep -qs "^$(id -un):" /etc/subuid; } \
    || die "the base image needs root or a range of user ids" "run scripts/setup as root once, or install uidmap and give $(id -un) a line in /etc/subuid and /etc/subgid"
  say "making the base image from Debian packages"
  logged base make_base
}

bake() { docker buildx bake --file standins/images/docker-bake.hcl --progress=plain "$@"; }

# bake_logged GROUP: with fresh package lists once, when a package that the kept ones name has left the mirror.
bake_logged() {
  local before=$EPOCHSECONDS code=0
  if [[ -r $STATE/lists-stamp ]]; then LISTS_STAMP=$(<"$STATE/lists-stamp"); fi
  export LISTS_STAMP=${LISTS_STAMP-0}
  bake "$1" > "$LOGS/$1.log" 2>&1 < /dev/null 9>&- || code=$?
  if ((code != 0)) && grep -qE '404 +Not Found' "$LOGS/$1.log"; then
    say "the package lists are out of date: once more with fresh ones"
    LISTS_STAMP=$EPOCHSECONDS
    echo "$LISTS_STAMP" > "$STATE/lists-stamp"
    logged "$1" bake "$1"
  elif ((code != 0)); then
    explain "$LOGS/$1.log"
  fi
  say "images: $1 ready ($((EPOCHSECONDS - before)) s)"
}

# Infrastructure comes from packages, programs from the SDK: neither waits for the other.
build_images() {
  local old
  old=$(image_ids "${IMAGES[@]}") || true
  write_sources
  ensure_base
  say "building images: infrastructure beside .NET and programs"
  bake_logged infrastructure &
  local infrastructure=$!
  bake_logged dotnet
  bake_logged programs
  wait_for "$infrastructure"
  copy_certificate
  # What a rebuild replaced would pile up without a name; what a container still uses stays.
  local id now
  now=$(image_ids "${IMAGES[@]}")
  for id in $old; do
    [[ $now == *"$id"* ]] || docker image rm "$id" > /dev/null 2>&1 || true
  done
}

# The CA of the model registry, for those who trust it by SSL_CERT_FILE. Kept as the same file: containers have it mounted.
copy_certificate() {
  mkdir -p .cache/standin
  docker run --rm --label org.archiv.tests=1 --network none --entrypoint cat "${PREFIX}archiv/model-registry:1.1.0" /etc/docker/registry/ca.crt > "$WORK/ca.crt" 9>&- \
    || die "the model registry's image does not start" "look at 'docker run --rm ${PREFIX}archiv/model-registry:1.1.0'"
  cmp --quiet "$WORK/ca.crt" .cache/standin/ca.crt || cat "$WORK/ca.crt" > .cache/standin/ca.crt
}

# Backend and test double have no original to pull: they are built here on the original .NET images.
build_ours_on_originals() {
  # The original images bring their apt sources along.
  mkdir -p "$WORK/secrets"
  cp "$STATE/nuget-config" "$STATE/ca-bundle" "$WORK/secrets"
  : > "$WORK/secrets/apt-sources"
  SETUP_DIR=$WORK/secrets IMAGE_PREFIX=mcr.microsoft.com/ logged ours bake --set "backend.tags=${OURS[0]}" --set "scripted-upstream.tags=${OURS[1]}" backend scripted-upstream
}
