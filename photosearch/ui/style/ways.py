"""Sentences of the core in the window: where they end in a command line, what to do here takes its place."""

from __future__ import annotations

import re

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT = "ways"
COMMAND = ": photosearch "
_OR_OPTION = re.compile(r",? or [^.,]* with --[a-z]+(?=\.)")
_OPTION = re.compile(r"\s*[^.]* with --[a-z]+\.")
_ASIDE = re.compile(r" \(--[a-z]+\)")

WAYS = (
    (
        r"(scan|find) .*--descriptor",
        QT_TRANSLATE_NOOP("ways", "Choose it under “What photos are compared by…” (Ctrl+M)."),
    ),
    (r"--model |models ", QT_TRANSLATE_NOOP("ways", "Choose “Networks…” (Ctrl+Shift+N).")),
    (r"--saliency ", QT_TRANSLATE_NOOP("ways", "That is not possible in the window yet.")),
    (r"scan", QT_TRANSLATE_NOOP("ways", "Rescan the folders (F5).")),
    (r"add ", QT_TRANSLATE_NOOP("ways", "Add a folder (Ctrl+O).")),
    (r"repair", QT_TRANSLATE_NOOP("ways", "Choose “Check and repair the library…” in the menu.")),
    (r"classes", QT_TRANSLATE_NOOP("ways", "Press K for all that there are.")),
)
"""How commands begin, and what is done in the window instead; the first that fits counts."""


def in_window(sentence: str) -> str:
    """Return a sentence without commands and options: ``Do it: photosearch scan`` becomes a word about F5."""
    what, colon, command = sentence.partition(COMMAND)
    if colon:
        # What stands before the colon belongs to the command, back to the end of the sentence before.
        told, _, _ = what.rpartition(". ")
        way = next((str(words) for pattern, words in WAYS if re.match(pattern, command)), "")
        sentence = f"{told or what}. {QCoreApplication.translate(CONTEXT, way)}".rstrip()
    return _ASIDE.sub("", _OPTION.sub("", _OR_OPTION.sub("", sentence)))
