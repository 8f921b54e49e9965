#!/bin/sh
# tools/setup.sh run|test: a .venv in this checkout with what the programme (or its tests too) needs.
# Stamped: when nothing changed, the next run does nothing.
set -eu
cd "$(dirname "$0")/.."
wanted="${1:-test}"
python=.venv/bin/python

mark() {
    cat pyproject.toml hatch_build.py "requirements/$1.txt" tools/setup.sh | cksum
    "$python" -c 'import sys; print(sys.version, sys.prefix)' 2>/dev/null || echo "no interpreter"
}

stamped() {
    [ -f ".venv/stamp-$1" ] && [ "$(mark "$1")" = "$(cat ".venv/stamp-$1")" ]
}

if stamped "$wanted"; then
    exit 0
fi

if ! "$python" -c 'import pip' >/dev/null 2>&1; then
    found="$(sh tools/find_python.sh)"
    echo "Making .venv with $found ($("$found" -c 'import platform; print(platform.python_version())'))"
    "$found" -m venv --clear .venv
fi

count="$(grep -c '^[a-z0-9].*==' "requirements/$wanted.txt")"
echo "Installing $count packages from requirements/$wanted.txt; on a slow line this takes minutes."
if ! "$python" -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes --only-binary :all: -r "requirements/$wanted.txt"; then
    echo "The packages could not be installed (see above). Run the same command again to go on." >&2
    exit 1
fi

echo "Installing this checkout; the front end is built with the Node of a Python package."
if ! "$python" -m pip install --quiet --disable-pip-version-check --no-input \
    --no-deps --no-build-isolation --editable .; then
    echo "The checkout could not be installed (see above)." >&2
    exit 1
fi
mark "$wanted" > ".venv/stamp-$wanted"
if [ "$wanted" = test ]; then
    mark run > .venv/stamp-run
fi
echo "Ready."
