#!/bin/sh
# What `make run` does: opens the window on PHOTOS; without a screen, indexes PHOTOS and answers QUERY on the command line.
set -eu

if [ -z "${PHOTOS:-}" ]; then
    PHOTOS=$(.venv/bin/python packaging/pictures_folder.py) || PHOTOS=
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    if [ -n "$PHOTOS" ]; then
        exec .venv/bin/python -m photosearch gui "$PHOTOS"
    fi
    exec .venv/bin/python -m photosearch gui
fi

if [ -z "$PHOTOS" ]; then
    echo "There is no screen and no picture folder. Name one: make run PHOTOS=/some/folder" >&2
    exit 1
fi
.venv/bin/python -m photosearch add "$PHOTOS"
if [ -n "${QUERY:-}" ]; then
    exec .venv/bin/python -m photosearch find "$QUERY"
fi
cat <<EOF
There is no screen to open the window on. Ask with any picture, of the library or not:
    .venv/bin/photosearch find /some/photo.jpg
    .venv/bin/photosearch find /some/photo.jpg --explain /some/new/folder    (and see why)
EOF
