#!/bin/sh
# Writes requirements/*.txt anew from pyproject.toml: every version, every wheel's hash, no index.
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never
python="$(sh tools/find_python.sh)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv

lock() {
    to="$1"
    shift
    "$folder/venv/bin/uv" pip compile --quiet --universal --generate-hashes --python-version 3.12 \
        --no-header --no-annotate "$@" --output-file "requirements/$to"
}

lock test.txt ${UPGRADE:+--upgrade} --extra test pyproject.toml requirements/build.in
lock run.txt --constraint requirements/test.txt pyproject.toml requirements/build.in
echo "requirements/run.txt and requirements/test.txt are written; look at the difference."
