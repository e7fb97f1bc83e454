#!/bin/sh
# Write the locks beside this file from their .in files; `make lock` calls it with the environment's uv.
#
# One lock holds for Python 3.11 to 3.13. No index, host or path is written, so any mirror can serve it.
# LOCK_OPTIONS=--upgrade takes newer releases.
set -eu
uv=$1
cd "$(dirname "$0")"

lock() {
    name=$1; shift
    work=$(mktemp -d)
    [ ! -e "$name.txt" ] || cp "$name.txt" "$work/lock"
    # shellcheck disable=SC2086
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links --output-file "$work/lock" "$@" ${LOCK_OPTIONS:-} "$name.in"
    { printf '# Written by `make lock` from %s.in.\n' "$name"; grep -v '^#' "$work/lock"; } > "$name.txt"
    rm -r "$work"
}

lock run
lock dev
lock mongod --no-deps
lock node --no-deps
