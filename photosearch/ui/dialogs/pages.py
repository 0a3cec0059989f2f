"""What the text windows say."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from html import escape
from importlib import metadata

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from photosearch import __version__
from photosearch.services.status import FileProblem
from photosearch.ui.actions.table import ACTIONS, CONTEXT, GROUPS

LIBRARIES = (
    *("PySide6-Essentials", "onnxruntime", "hnswlib", "pillow", "pi-heif", "opencv-python-headless", "sqlite-utils"),
    *("numpy", "scipy", "scikit-learn", "click", "platformdirs", "filelock", "watchdog"),
)


def shortcuts_page() -> str:
    """Return every action with its keys, as HTML; made from the table of actions."""
    rows = []
    for group, title in GROUPS.items():
        rows.append(f"<tr><td colspan=2><b>{escape(_translated(str(title)))}</b></td></tr>")
        for row in ACTIONS:
            if row.group == group and row.keys:
                keys = ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in row.keys)
                rows.append(f"<tr><td>{escape(_translated(row.text))}</td><td>{escape(keys)}</td></tr>")
    return f"<table cellpadding=4>{''.join(rows)}</table>"


def about_page() -> str:
    """Return version, licence and the libraries with theirs, as HTML."""
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(version)}</td><td>{escape(licence)}</td></tr>"
        for name, version, licence in _libraries()
    )
    own = QCoreApplication.translate(
        "pages", "Finds photos by how they look, and shows why. Everything stays on this machine."
    )
    return f"<h2>photosearch {__version__}</h2><p>{escape(own)}</p><p>Apache-2.0</p><table cellpadding=4>{rows}</table>"


def problems_page(problems: Sequence[FileProblem]) -> str:
    """Return every file that is not shown as it should be, as HTML."""
    rows = "".join(
        f"<p><b>{escape(problem.path.name)}</b><br>{escape(str(problem.path.parent))}<br>"
        f"{escape(problem.state)}: {escape(problem.reason)}</p>"
        for problem in problems
    )
    return rows or f"<p>{escape(QCoreApplication.translate('pages', 'Every file could be shown.'))}</p>"


def repair_page(problems: Sequence[str], steps: Sequence[str]) -> str:
    """Return what was wrong with a library and what was done about it, as HTML."""
    if not problems:
        sound = QCoreApplication.translate("pages", "The library is sound. There was nothing to repair.")
        return f"<p>{escape(sound)}</p>"
    parts = [(QCoreApplication.translate("pages", "What was wrong"), problems)]
    if steps:
        parts.append((QCoreApplication.translate("pages", "What was done"), steps))
    rows = "".join(
        f"<h3>{escape(title)}</h3>" + "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
        for title, sentences in parts
    )
    end = QCoreApplication.translate("pages", "No photo was touched. What was lost is indexed again now.")
    return rows + (f"<p>{escape(end)}</p>" if steps else "")


def log_page(lines: Iterable[str]) -> str:
    """Return the log, as HTML; it is shown to the person and sent to nobody."""
    system = f"photosearch {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return f"<pre>{escape(system)}\n\n{escape(chr(10).join(lines))}</pre>"


def _libraries() -> list[tuple[str, str, str]]:
    found = []
    for name in LIBRARIES:
        try:
            facts = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        licence = next((facts[key] for key in ("License-Expression", "License") if key in facts), "")
        found.append((name, facts["Version"], licence.strip().splitlines()[0] if licence.strip() else ""))
    return found


def _translated(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
