"""Where things are and what the defaults are. Read once at start; nothing here changes while the program runs."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

DEFAULT_MODEL = "builtin"
"""Name of the manifest in `models/` that is used when none is asked for."""

PIXEL_LIMIT = 210_000_000
"""Pictures with more pixels are refused: just above the largest phone sensors (200 megapixels)."""


def default_library() -> Path:
    """Return the folder of the person's own library, in the platform's data folder."""
    return Path(platformdirs.user_data_dir("photosearch", appauthor=False)) / "library"


def cache_folder() -> Path:
    """Return the folder for what can be made again, in the platform's cache."""
    return Path(platformdirs.user_cache_dir("photosearch", appauthor=False))


def desktop_thumbnails() -> Path:
    """Return the folder in which desktops of freedesktop.org share thumbnails."""
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(chosen) if Path(chosen).is_absolute() else Path.home() / ".cache") / "thumbnails"


def data_folder(name: str) -> Path:
    """Return a folder of package data: `models` or `resources`.

    In a wheel they lie inside the package, in a checkout beside it.
    """
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def model_home() -> Path:
    """Return the folder that networks are installed in: PHOTOSEARCH_MODEL_DIR, else one of the person's own."""
    chosen = os.environ.get("PHOTOSEARCH_MODEL_DIR")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("photosearch", appauthor=False)) / "models"


def model_folders(manifest: Path) -> list[Path]:
    """Return where a manifest's files are looked for, in order: its own folder, all networks' and the program's."""
    return [manifest.resolve().parent, model_home(), data_folder("models")]


def index_server() -> str:
    """Return the address of the server for search indexes: PHOTOSEARCH_INDEX_SERVER, empty for this machine alone."""
    return os.environ.get("PHOTOSEARCH_INDEX_SERVER", "").strip()


def index_token() -> str:
    """Return what that server asks for: PHOTOSEARCH_MILVUS_TOKEN, as a rule NAME:PASSWORD; it is kept nowhere."""
    return os.environ.get("PHOTOSEARCH_MILVUS_TOKEN", "").strip()
