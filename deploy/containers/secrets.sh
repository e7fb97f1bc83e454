#!/bin/sh
# Make the secret files docker-compose.yml reads, in ./.secrets or the folder given. Files that exist stay.
# Needs openssl. The folder is closed to others; the files are not, because containers read them under ids of their own.
set -eu
place=${1:-.secrets}
mkdir -p "$place"
chmod 700 "$place"

keep() { # keep NAME: standard input becomes the secret unless there is one
    if [ -e "$place/$1" ]; then cat >/dev/null; else (umask 022; cat >"$place/$1"); fi
}
password() { openssl rand -hex 24 | tr -d '\n'; }

password | keep rabbitmq_password
password | keep mongo_password
openssl rand -base64 96 | tr -d '\n' | keep mongo_key
printf 'default_user = convoke\ndefault_pass = %s\n' "$(cat "$place/rabbitmq_password")" | keep rabbitmq_account
printf 'amqp://convoke:%s@rabbitmq:5672/' "$(cat "$place/rabbitmq_password")" | keep amqp_uri
printf 'mongodb://convoke:%s@mongo:27017/?replicaSet=convoke&authSource=admin' "$(cat "$place/mongo_password")" | keep mongo_uri
password | keep bootstrap
password | keep field_key
openssl genpkey -algorithm ed25519 | keep badge_key
openssl genpkey -algorithm ed25519 | keep offer_key
