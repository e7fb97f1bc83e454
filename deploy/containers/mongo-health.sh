#!/bin/bash
# Healthy means a writable primary. The first time, the set is initiated: the image does not do that itself.
set -euo pipefail
exec mongosh --quiet --norc --username convoke --password "$(cat /run/secrets/mongo_password)" \
    --authenticationDatabase admin --eval '
    try { rs.status() }
    catch (error) { rs.initiate({_id: "convoke", members: [{_id: 0, host: "mongo:27017"}]}) }
    quit(db.hello().isWritablePrimary ? 0 : 1)'
