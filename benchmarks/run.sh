#!/usr/bin/env bash
# Measures each figure beside its floor: ./benchmarks/run.sh [NAME…]. One line per figure:
#   name value unit floor ratio target ok|miss
# Exits non-zero on a miss. The machine should be otherwise quiet.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/prepare.sh
need_dotnet
containers_answer || install_servers
build ClusterTic.sln >&2
exec dotnet "benchmarks/ClusterTic.Benchmarks/bin/$configuration/net10.0/ClusterTic.Benchmarks.dll" "$@"
