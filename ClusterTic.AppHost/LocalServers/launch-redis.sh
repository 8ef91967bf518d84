#!/usr/bin/env bash
# Reads: REDIS_SERVER, REDIS_HOME (its folder), REDIS_PORT, REDIS_PASSWORD.
. "$(dirname "$0")/launch.sh"

umask 077
hold "$REDIS_HOME"
cd "$REDIS_HOME" || exit
saves='save 60 1'
[ "${THROWAWAY:-0}" = 1 ] && saves='save ""'
# In a file: a command line shows a password to every user of the machine.
cat >redis.conf <<CONF
bind 127.0.0.1
port $REDIS_PORT
requirepass $REDIS_PASSWORD
dir $REDIS_HOME
$saves
maxmemory 256mb
maxmemory-policy allkeys-lru
CONF
unset REDIS_PASSWORD

start TERM "$REDIS_SERVER" "$REDIS_HOME/redis.conf"
stay
