#!/bin/sh
# Prints the path of a Python this project runs on, or says what to install.
# Candidates are run, not only looked for: the shims of a version manager may exist and fail.
set -u

usable() {
    "$1" -c '
import sys, ssl, sqlite3, venv, ensurepip
good = (3, 12) <= sys.version_info[:2] <= (3, 14) and sqlite3.sqlite_version_info >= (3, 37)
sys.exit(0 if good else 1)' >/dev/null 2>&1
}

try() {
    if [ -n "$1" ] && [ -x "$1" ] && usable "$1"; then
        printf '%s\n' "$1"
        exit 0
    fi
}

if [ -n "${PYTHON:-}" ]; then
    try "$(command -v "$PYTHON" 2>/dev/null || true)"
    echo "PYTHON=$PYTHON is no complete Python 3.12, 3.13 or 3.14." >&2
    exit 1
fi

data="${XDG_DATA_HOME:-$HOME/.local/share}"
for version in 3.12 3.13 3.14; do
    try "$(command -v "python$version" 2>/dev/null || true)"
    for candidate in \
        "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version"*/bin/python \
        "$data/uv/python/cpython-$version"*/bin/python3 \
        "${ASDF_DATA_DIR:-$HOME/.asdf}/installs/python/$version"*/bin/python \
        "${MISE_DATA_DIR:-$data/mise}/installs/python/$version"*/bin/python \
        "/opt/homebrew/bin/python$version" \
        "/usr/local/bin/python$version" \
        "/opt/python/$version"*/bin/python \
        "/Library/Frameworks/Python.framework/Versions/$version/bin/python3"; do
        try "$candidate"
    done
done
for name in python3 python; do
    try "$(command -v "$name" 2>/dev/null || true)"
done

cat >&2 <<'WORDS'
No usable Python was found. fullcircle needs Python 3.12, 3.13 or 3.14 with ssl, sqlite3 and venv:
  Debian, Ubuntu   apt install python3 python3-venv      (when that is 3.12 or newer)
  Fedora           dnf install python3.12
  macOS            brew install python@3.12
  pyenv            pyenv install 3.12
  uv               uv python install 3.12
Then run the same command again, or name one: make setup PYTHON=/path/to/python3.12
WORDS
exit 1
