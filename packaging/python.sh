#!/bin/sh
# Prints the path of a Python that photosearch runs on, or says what is missing and fails.
# PYTHON=... names the one to use; otherwise python3 comes first, then the newest in PATH.
set -eu

suits='import sys; (3, 11) <= sys.version_info < (3, 15) or sys.exit(1); print(sys.executable)'

if [ -n "${PYTHON:-}" ]; then
    "$PYTHON" -c "$suits" 2>/dev/null && exit 0
else
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        "$candidate" -c "$suits" 2>/dev/null && exit 0
    done
fi

cat >&2 <<EOF
photosearch needs Python 3.11, 3.12, 3.13 or 3.14; ${PYTHON:-python3} is: $("${PYTHON:-python3}" --version 2>&1 || true)
Debian 12, Ubuntu 24.04 and newer have one: sudo apt-get install python3
Elsewhere: install one from https://www.python.org/downloads and add PYTHON=/path/to/python3 to the make command.
EOF
exit 1
