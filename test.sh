#!/usr/bin/env bash
# All tests on real servers, from nothing. ./test.sh [FILTER]: only the test projects whose name contains FILTER, or,
# where none does, the tests whose class or method contains it.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. scripts/prepare.sh

filter=${1:-}
case $filter in
  -h | --help) sed -n '2,3s/^# //p' "$0"; exit 0 ;;
esac

need_dotnet
containers_answer || install_servers || exit
install_browser || exit
build ClusterTic.sln || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

[[ -n ${CLUSTERTIC_DATA:-} || ! -d ../shared/data ]] || CLUSTERTIC_DATA=$(cd ../shared/data && pwd)
[[ -z ${CLUSTERTIC_DATA:-} ]] || export CLUSTERTIC_DATA

projects=()
for folder in tests/*.Tests; do projects+=("$(basename "$folder")"); done
arguments=()
if [[ -n $filter ]]; then
  chosen=()
  for project in "${projects[@]}"; do [[ $project = *"$filter"* ]] && chosen+=("$project"); done
  if ((${#chosen[@]})); then
    projects=("${chosen[@]}")
  else
    arguments=(-method "*$filter*")
  fi
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0
for project in "${projects[@]}"; do
  program=tests/$project/bin/$configuration/net10.0/$project
  started=$SECONDS
  echo "== $project"
  "$program" -noLogo -noColor "${arguments[@]+"${arguments[@]}"}" >"$results/log" 2>&1
  code=$?
  counts=$(grep -aoE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+, Not Run: [0-9]+' "$results/log" | tail -1)
  if [[ -z $counts ]]; then
    cat "$results/log"
    if ((code)); then
      failed=$((failed + 1))
      echo "$project ended with $code before it had run"
    fi
    continue
  fi

  read -r total errors bad left out < <(grep -oE '[0-9]+' <<<"$counts" | tr '\n' ' ')
  ((bad + errors == 0 && code == 0)) || cat "$results/log"
  ((bad + errors > 0 || code == 0)) || { errors=1; echo "$project ended with $code"; }
  passed=$((passed + total - bad - left - out)) failed=$((failed + bad + errors)) skipped=$((skipped + left))
  echo "   $((total - bad - left - out)) passed, $((bad + errors)) failed, $left skipped, $((SECONDS - started)) s"
done

if ((passed + failed == 0)); then
  echo "No test ran${filter:+: nothing is called $filter}."
fi
echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0 && passed > 0))
