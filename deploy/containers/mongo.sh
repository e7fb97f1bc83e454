#!/bin/bash
# The member of the replica set: members prove themselves with a key file, which mongod wants for itself alone.
set -euo pipefail
install -m 400 -o mongodb -g mongodb /run/secrets/mongo_key /tmp/mongo_key
exec docker-entrypoint.sh mongod --replSet convoke --keyFile /tmp/mongo_key --wiredTigerCacheSizeGB 0.5
