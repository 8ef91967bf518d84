#!/usr/bin/env bash
# Reads: PG_BIN, PG_DATA (the cluster's folder), PG_PORT, PG_USER (the system user; empty: the present one), PG_PASSWORD.
. "$(dirname "$0")/launch.sh"

home=$(dirname "$PG_DATA")
hold "$home"
if [ ! -f "$PG_DATA/PG_VERSION" ]; then
  [ -z "$PG_USER" ] || chown "$PG_USER" "$home"
  rm -rf "$PG_DATA.new"
  (umask 077; printf '%s' "$PG_PASSWORD" >"$home/.password")
  [ -z "$PG_USER" ] || chown "$PG_USER" "$home/.password"
  # Under another name first, so that an interruption leaves no half cluster behind.
  run_as "$PG_USER" "$PG_BIN/initdb" -D "$PG_DATA.new" -U postgres -A scram-sha-256 --pwfile="$home/.password" \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null || exit
  rm -f "$home/.password"
  mv "$PG_DATA.new" "$PG_DATA"
fi
unset PG_PASSWORD

durability=()
[ "${THROWAWAY:-0}" = 1 ] && durability=(-c fsync=off -c full_page_writes=off)

cd "$PG_DATA" || exit
exec 2>&1   # its log is not all errors, as standard error would say
start_as "$PG_USER" INT "$PG_BIN/postgres" -D "$PG_DATA" -p "$PG_PORT" \
  -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300 -c shared_buffers=128MB \
  -c log_min_messages=warning -c log_checkpoints=off -c timezone=UTC "${durability[@]}"
stay
