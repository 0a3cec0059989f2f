#!/bin/sh
# What `make run` does until the window lands: index PHOTOS, then answer QUERY or say how to ask.
set -eu

if [ -z "${PHOTOS:-}" ]; then
    PHOTOS=$(.venv/bin/python packaging/pictures_folder.py) || {
        echo "No picture folder found. Name one: make run PHOTOS=/some/folder" >&2
        exit 1
    }
fi

.venv/bin/python -m photosearch add "$PHOTOS"
if [ -n "${QUERY:-}" ]; then
    exec .venv/bin/python -m photosearch find "$QUERY"
fi
cat <<EOF
Now ask with any picture, of the library or not:
    .venv/bin/photosearch find /some/photo.jpg
    .venv/bin/photosearch find /some/photo.jpg --explain /some/new/folder    (and see why)
EOF
