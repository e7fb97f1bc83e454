#!/bin/sh
# Starts what a container is for: "service", "relay" or "solver" of $SERVICE, or any other command as it stands.
# The servers' addresses hold passwords, so they come from files; a variable that is set wins.
set -eu
: "${AMQP_URI:=$(cat /run/secrets/amqp_uri)}"
: "${MONGO_URI:=$(cat /run/secrets/mongo_uri)}"
export AMQP_URI MONGO_URI

case "$1" in
    service | relay | solver) exec python -m shared.run "$1" "$SERVICE" ;;
    *) exec "$@" ;;
esac
