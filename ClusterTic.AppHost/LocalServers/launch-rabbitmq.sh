#!/usr/bin/env bash
# Reads: RABBIT_SERVER (the server's script), EPMD, RABBIT_HOME (the node's folder), AMQP_PORT, MANAGEMENT_PORT,
# DIST_PORT, EPMD_PORT, RABBIT_USER_NAME, RABBIT_USER_PASSWORD.
. "$(dirname "$0")/launch.sh"

umask 077
hold "$RABBIT_HOME"
cd "$RABBIT_HOME" || exit
echo '[rabbitmq_management].' >enabled_plugins
cat >rabbitmq.conf <<CONF
listeners.tcp.1 = 127.0.0.1:$AMQP_PORT
management.tcp.ip = 127.0.0.1
management.tcp.port = $MANAGEMENT_PORT
default_user = $RABBIT_USER_NAME
default_pass = $RABBIT_USER_PASSWORD
disk_free_limit.absolute = 200MB
log.file = false
log.console = true
log.console.level = warning
CONF

# Without a name server of its own the broker would start one as a daemon, which outlives everything.
start TERM "$EPMD" -port "$EPMD_PORT" -address 127.0.0.1
for _ in {1..100}; do
  (: >"/dev/tcp/127.0.0.1/$EPMD_PORT") 2>/dev/null && break
  sleep 0.05
done

export HOME=$RABBIT_HOME
export RABBITMQ_NODENAME=clustertic@localhost
export RABBITMQ_MNESIA_BASE=$RABBIT_HOME/mnesia RABBITMQ_LOG_BASE=$RABBIT_HOME/log
export RABBITMQ_CONFIG_FILE=$RABBIT_HOME/rabbitmq.conf RABBITMQ_ENABLED_PLUGINS_FILE=$RABBIT_HOME/enabled_plugins
export RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_PID_FILE=$RABBIT_HOME/rabbitmq.pid
export RABBITMQ_DIST_PORT=$DIST_PORT ERL_EPMD_PORT=$EPMD_PORT ERL_EPMD_ADDRESS=127.0.0.1
export RABBITMQ_ALLOW_INPUT=1   # stays this process: no shell between us and the virtual machine
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-noinput -kernel inet_dist_use_interface {127,0,0,1} +B i +sbwt none +sbwtdcpu none +sbwtdio none"
unset RABBIT_USER_PASSWORD

start TERM "$RABBIT_SERVER"
stay
