# Sourced by run.sh and test.sh, from the checkout's root: what a machine must have, and the build.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
configuration=${CONFIGURATION:-Release}

need_dotnet() {
  command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download" >&2; exit 1; }
  dotnet --list-sdks | grep -q '^1[0-9]\.' || { echo "The .NET 10 SDK is needed; installed: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')" >&2; exit 1; }
}

containers_answer() {
  local runtime
  for runtime in ${ASPIRE_CONTAINER_RUNTIME:-docker podman}; do
    command -v "$runtime" >/dev/null && timeout 5 "$runtime" info >/dev/null 2>&1 && return
  done
  return 1
}

has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null; }
has_rabbitmq() { [[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]] || command -v rabbitmq-server >/dev/null; }
has_redis() { command -v redis-server >/dev/null || command -v valkey-server >/dev/null; }

install_servers() {
  local missing=()
  has_postgres || missing+=(postgresql)
  has_rabbitmq || missing+=(rabbitmq-server)
  has_redis || missing+=(redis-server)
  install "${missing[@]+"${missing[@]}"}"
}

install_browser() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || install chromium
}

as_root() {
  if ((EUID)); then sudo "$@"; else "$@"; fi
}

# install PACKAGE…: Debian packages, without starting the daemons that they bring; running ones are not touched.
install() {
  (($#)) || return 0
  command -v apt-get >/dev/null || { echo "Missing: $*. Install them with this system's package manager." >&2; exit 1; }
  ((EUID == 0)) || command -v sudo >/dev/null || { echo "Missing: $*. As root: apt-get install $*" >&2; exit 1; }

  echo "Installing $* (needed once)"
  trap allow_daemons EXIT
  forbid_daemons
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@" >/dev/null
  allow_daemons
  trap - EXIT
}

policy=/usr/sbin/policy-rc.d
clusters=/etc/postgresql-common/createcluster.conf
policy_made="" policy_kept="" clusters_made=""

# A policy of the machine's own that forbids starting already does what we need; another one is put aside for as long as
# the installation takes. PostgreSQL's package would make a cluster of its own as well.
forbid_daemons() {
  local answer=0
  [[ ! -x $policy ]] || "$policy" redis-server start >/dev/null 2>&1 || answer=$?
  if ((answer != 101)); then
    if [[ -e $policy ]]; then
      as_root mv "$policy" "$policy.before-clustertic"
      policy_kept=1
    fi
    policy_made=1
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi

  if [[ ! -e $clusters ]]; then
    clusters_made=1
    as_root mkdir -p "${clusters%/*}"
    echo 'create_main_cluster = false' | as_root tee "$clusters" >/dev/null
  fi
}

allow_daemons() {
  [[ -z $policy_made ]] || as_root rm -f "$policy"
  [[ -z $policy_kept ]] || as_root mv -f "$policy.before-clustertic" "$policy"
  [[ -z $clusters_made ]] || as_root rm -f "$clusters"
  policy_made="" policy_kept="" clusters_made=""
}

# build PROJECT: only when a source is newer than the last build of it.
build() {
  local stamp=.data/built-$configuration-$(basename "$1")
  local sources=(Directory.*.props global.json ClusterTic.sln ClusterTic.AppHost ClusterTic.ServiceDefaults services)
  [[ $1 = ClusterTic.AppHost/* ]] || sources+=(tests benchmarks)
  if [[ -f $stamp && $(cat "$stamp") = "$(version)" ]] &&
    [[ -z $(find "${sources[@]}" -newer "$stamp" -type f -not -path '*/bin/*' -not -path '*/obj/*' -print -quit) ]]; then
    return
  fi

  echo "Building"
  mkdir -p .data
  local before=.data/building-$configuration
  : >"$before"
  dotnet build "$1" -c "$configuration" -v q -nologo -clp:'ErrorsOnly;NoSummary'
  version >"$before.version"
  touch -r "$before" "$before.version"   # what was edited meanwhile is newer
  mv "$before.version" "$stamp"
  rm -f "$before"
}

# A checkout of another commit can bring older files than the build.
version() { git rev-parse HEAD 2>/dev/null || echo none; }
