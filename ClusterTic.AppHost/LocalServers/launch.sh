# Sourced by the launchers. Runs one server in the foreground and makes sure that nothing of it outlives
# this script, its parent or the AppHost, however any of them ends.
# Reads: APPHOST_PID, THROWAWAY (1: the data goes with the run, so that writing it safely to disk is not worth the time).
# A stop is in order even then: a server may be started again within the run, and a broker killed before the metadata
# of a new queue is on disk comes back with a queue that has no leader and confirms nothing.
set -u

pids=()   # what to end, the server first
signals=()

# hold FOLDER: waits until a server of an earlier run, killed a moment ago, has let go of its data. Whatever is started
# afterwards inherits the lock, so that it is held for as long as any of it lives.
hold() {
  mkdir -p "$1"
  exec 9>"$1/.lock"
  flock --timeout 30 9 || { echo "$1 is in use by another process." >&2; exit 1; }
}

# start SIGNAL COMMAND…: runs COMMAND in the background; SIGNAL ends it, also if this script is killed.
start() {
  local signal=$1
  shift
  setpriv --pdeathsig "$signal" "$@" </dev/null &
  pids=("$!" "${pids[@]}")
  signals=("$signal" "${signals[@]}")
}

# start_as USER SIGNAL COMMAND…: the same as another user; an empty USER is the present one.
start_as() {
  local user=$1 signal=$2
  shift 2
  if [ -n "$user" ]; then
    start "$signal" setpriv --reuid "$user" --regid "$user" --clear-groups --pdeathsig "$signal" "$@"
  else
    start "$signal" "$@"
  fi
}

run_as() {
  local user=$1
  shift
  if [ -n "$user" ]; then
    setpriv --reuid "$user" --regid "$user" --clear-groups "$@"
  else
    "$@"
  fi
}

stop_all() {
  trap '' TERM INT HUP
  local i
  for i in "${!pids[@]}"; do
    kill -s "${signals[$i]}" "${pids[$i]}" 2>/dev/null || continue
    timeout 8 tail --pid="${pids[$i]}" -s 0.05 -f /dev/null 9>&- || kill -KILL "${pids[$i]}"
  done
}

# Stays until the server ends or the AppHost is gone. The server is what was started last.
stay() {
  local server=${pids[0]} code=0
  setpriv --pdeathsig KILL tail --pid="$APPHOST_PID" -s 0.5 -f /dev/null 9>&- &
  local watch=$!
  trap 'stop_all; kill "$watch" 2>/dev/null; exit 0' TERM INT HUP
  wait -n "$server" "$watch" || code=$?
  stop_all
  kill "$watch" 2>/dev/null
  exit "$code"
}
