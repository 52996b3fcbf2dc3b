# shellcheck shell=bash
# Debian: which mirror, how to fetch from it without touching the machine's apt, how to install.

KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
SUITE=trixie

on_debian() { command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null; }

# The prefix that makes a command run as root, or failure where this user may not.
as_root() {
  if ((EUID == 0)); then "$@"; elif sudo -n true 2> /dev/null; then sudo -n "$@"; else return 1; fi
}
as_root_if_possible() { if may_be_root; then as_root "$@"; else "$@"; fi; }
may_be_root() { ((EUID == 0)) || sudo -n true 2> /dev/null; }

# The mirror that this machine's apt uses. Its name must not get into an image or a commit.
debian_mirror() {
  if [[ -n ${DEBIAN_MIRROR-} ]]; then
    echo "$DEBIAN_MIRROR"
    return
  fi
  grep -qs '^ID=debian' /etc/os-release || die "this is not Debian" "set DEBIAN_MIRROR to a Debian mirror and install debian-archive-keyring"
  local found
  found=$(awk '
    FILENAME ~ /\.sources$/ && /^URIs:/ { for (i = 2; i <= NF; i++) print $i }
    FILENAME ~ /\.list$/ && /^deb / { sub(/\[[^]]*\]/, ""); print $2 }
  ' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list /etc/apt/sources.list 2> /dev/null | grep -E '/debian/?$' | head -n 1) || true
  [[ -n $found ]] || die "apt has no Debian mirror" "add one to /etc/apt/sources.list.d, or set DEBIAN_MIRROR"
  echo "$found"
}

# Settings of this machine that decide whether its mirror's signatures are accepted (snapshot mirrors are old).
apt_checks() { apt-config dump 2> /dev/null | sed -nE 's/^Acquire::(Check-Valid-Until|Check-Date) "(false|no|0)";/\1/p' | sort -u; }

# Writes the sources of the images; a build mounts them as a secret.
write_sources() {
  local mirror options="signed-by=$KEYRING" check suite
  mirror=$(debian_mirror)
  for check in $(apt_checks); do options+=" ${check,,}=no"; done
  for suite in "$SUITE" "$SUITE-backports"; do echo "deb [$options] $mirror $suite main"; done > "$STATE/apt-sources.new"
  mv "$STATE/apt-sources.new" "$STATE/apt-sources"
}

# fetch FOLDER PACKAGE…: unpacks packages of the suite below a folder, through an apt of our own.
fetch() {
  local into=$1 apt
  shift
  rm -rf "$into"
  mkdir -p "$into"/apt/{lists,archives}/partial "$into/root"
  into=$(cd "$into" && pwd)
  apt=(apt-get -o "Dir::Etc::sourcelist=$PWD/$STATE/apt-sources" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$into/apt/lists"
    -o Dir::State::status=/dev/null -o "Dir::Cache=$into/apt" -o APT::Sandbox::User= -o Debug::NoLocking=1 -o Acquire::Retries=2)
  "${apt[@]}" -o APT::Update::Error-Mode=any update
  (cd "$into" && "${apt[@]}" download "$@")
  local package
  for package in "$into"/*.deb; do dpkg-deb -x "$package" "$into/root"; done
}

# install PACKAGE…: what the machine itself lacks.
install_packages() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@"
}
