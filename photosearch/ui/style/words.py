"""The words of the core that a person reads in the window: listed here so that they can be translated."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT = "core"

WORDS = (
    QT_TRANSLATE_NOOP("core", "Main object"),
    QT_TRANSLATE_NOOP(
        "core",
        "Finds the main object and compares that alone, whatever is behind it: for animals, flowers, products.",
    ),
    QT_TRANSLATE_NOOP("core", "Main object, finer"),
    QT_TRANSLATE_NOOP(
        "core",
        "Like the main object alone, with finer texture and pattern: for telling similar species or models apart.",
    ),
    QT_TRANSLATE_NOOP("core", "Main object, both ways"),
    QT_TRANSLATE_NOOP(
        "core",
        "Like the main object alone, less sensitive to which way it faces; indexing takes twice as long.",
    ),
    QT_TRANSLATE_NOOP("core", "Main object, finer, both ways"),
    QT_TRANSLATE_NOOP(
        "core",
        "The finer comparison of the main object, whichever way it faces; indexing takes twice as long.",
    ),
    QT_TRANSLATE_NOOP("core", "Salient and rare"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares the whole picture with more weight on eye-catching places and rare features: an all-rounder.",
    ),
    QT_TRANSLATE_NOOP("core", "Scene with accents"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares the whole picture with more weight on its striking details: for buildings, places and things.",
    ),
    QT_TRANSLATE_NOOP("core", "Whole scene, evenly"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares the whole picture, every part with the same weight: for scenes, places and moods.",
    ),
    QT_TRANSLATE_NOOP("core", "Striking details"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares the most striking details, wherever they are: for an object that is small or moves about.",
    ),
    QT_TRANSLATE_NOOP("core", "Whole scene and details"),
    QT_TRANSLATE_NOOP("core", "Compares the whole picture and its most striking details together."),
    QT_TRANSLATE_NOOP("core", "All that stands out"),
    QT_TRANSLATE_NOOP(
        "core",
        "The bright parts are where the network sees more than on average; the rest counts as background.",
    ),
    QT_TRANSLATE_NOOP("core", "The bright part is the main object: the largest connected part that stands out."),
    QT_TRANSLATE_NOOP("core", "Attention"),
    QT_TRANSLATE_NOOP("core", "Yellow is where the network sees most, violet where it sees least."),
)


def translated(text: str) -> str:
    """Return a title or sentence of the core in the person's language."""
    return QCoreApplication.translate(CONTEXT, text)
