#!/bin/sh
# Make the virtual environment named by $1 from the Python in $PYTHON and the hash-locked requirements.
#
# On a Debian where the venv module is a package of its own and is missing, root gets it installed;
# anyone else is told what to install. Exit status 2 means: the machine lacks something, and it was named.
set -eu
venv=$1
here=$(cd "$(dirname "$0")/../.." && pwd)

say() { printf '%s\n' "$*" >&2; }

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

find_python() {
    for candidate in "${PYTHON:-python3.11}" python3 python3.12 python3.13; do
        if fits "$candidate"; then echo "$candidate"; return; fi
    done
    say "Convoke needs Python 3.11, 3.12 or 3.13; none of ${PYTHON:-python3.11}, python3, python3.12, python3.13 is one."
    say "Install one (Debian 12: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python3.11"
    exit 2
}

need_venv_module() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Python's venv module is missing: installing Debian's python3-venv"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    fi
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    say "$1 has no venv module. Install it (Debian and Ubuntu: apt-get install python3-venv) and try again."
    exit 2
}

python=$(find_python)
need_venv_module "$python"
# An environment of another Python minor version cannot be updated in place.
if [ -e "$venv" ] && ! "$venv/bin/python" -c 'pass' 2>/dev/null; then rm -rf "$venv"; fi
if [ ! -x "$venv/bin/pip" ]; then
    say "making $venv with $("$python" --version)"
    "$python" -m venv "$venv"
fi
say "installing the locked requirements (the first time takes a minute or two)"
# The lock names every package, so nothing is resolved: a dependency asked for with an extra (coverage[toml]) would
# otherwise be looked up anew, and its newest release has no hash here.
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes \
    -r "$here/deploy/requirements/dev.txt"
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable "$here"
"$venv/bin/pip" check --disable-pip-version-check >&2
