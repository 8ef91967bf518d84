#!/usr/bin/env bash
# Brings up the whole stack with the demo loaded, and stays in the foreground until Ctrl-C.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. scripts/prepare.sh

usage() {
  cat <<'TEXT'
./run.sh [options]

Installs what is missing (Debian, Ubuntu), builds, starts everything, loads the demo, and says where it is.
Ctrl-C stops it; the data stays in .data/ for the next start.

  --no-demo             without the demo and its accounts
  --notices PATH        also load OCDS files of your own: a file, or a folder of .json files (may be repeated)
  --port PORT           the Portal's port (default: 8080, or the next free one)
  --servers KIND        containers or local (default: containers where a runtime answers, else local)
  --data DIR            keep the data there instead of in .data/
  --reset               start over: delete the data first
  --help
TEXT
}

kind=""
args=()
while (($#)); do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --no-demo | --reset) args+=("$1") ;;
    --notices | --port | --servers | --data)
      (($# > 1)) || { echo "$1 needs a value; see ./run.sh --help" >&2; exit 2; }
      [[ $1 = --servers ]] && kind=$2
      args+=("$1" "$2")
      shift ;;
    --notices=* | --port=* | --servers=* | --data=*)
      [[ $1 = --servers=* ]] && kind=${1#*=}
      args+=("$1") ;;
    *) echo "Unknown option $1; see ./run.sh --help" >&2; exit 2 ;;
  esac
  shift
done

need_dotnet
if [[ $kind != containers ]] && { [[ $kind = local ]] || ! containers_answer; }; then
  install_servers
fi
build ClusterTic.AppHost/ClusterTic.AppHost.csproj

# From here on this process is the AppHost: signals reach it, and its exit code is ours.
exec dotnet "ClusterTic.AppHost/bin/$configuration/net10.0/ClusterTic.AppHost.dll" "${args[@]}"
