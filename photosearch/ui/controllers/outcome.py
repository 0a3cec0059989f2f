"""What is said at the end of a job that wrote to the library."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from photosearch.services.kept_networks import Forgotten
from photosearch.services.next_network import Change
from photosearch.services.summary import Noticed, Summary
from photosearch.ui.style.ways import in_window

translate = QCoreApplication.translate


def outcome(result: object) -> str:
    """Return what to say at the end of a job, empty where nothing is worth a word."""
    if isinstance(result, Summary):
        return _scanned(result)
    if isinstance(result, Noticed):
        return _noticed(result.summary)
    if isinstance(result, list):
        return "   ".join(result)
    if isinstance(result, Forgotten):
        return _forgot(result)
    return _changed(result) if isinstance(result, Change) else ""


def _changed(done: Change) -> str:
    if done.switched:
        words = translate("Indexing", "{title} is used from now on. What {old} saw is kept.")
    elif done.stopped:
        words = translate(
            "Indexing", "Stopped. {title} has seen {photos:,} of {total:,} photos; {old} is used as before."
        )
    else:
        words = translate(
            "Indexing",
            "{title} has seen {photos:,} of {total:,} photos, and {away:,} cannot be reached now. "
            "{old} is used as before.",
        )
    return words.format(title=done.title, old=done.old, photos=done.photos, total=done.total, away=done.away)


def _forgot(done: Forgotten) -> str:
    if done.stopped:
        return translate("Indexing", "Stopped. What is forgotten stays so.")
    words = translate("Indexing", "What {name} saw is forgotten: about {size}.")
    return words.format(name=done.name, size=QLocale().formattedDataSize(done.bytes, 0))


def _scanned(summary: Summary) -> str:
    said = translate("Indexing", "{count:,} photos indexed, {unchanged:,} files unchanged").format(
        count=summary.indexed, unchanged=summary.unchanged
    )
    if summary.stopped:
        said = translate("Indexing", "Stopped. What is done is kept: {said}").format(said=said)
    return "   ".join([said, *map(in_window, summary.notes)])


def _noticed(summary: Summary) -> str:
    """Return what was found without being asked for."""
    counts = {
        translate("Indexing", "{count:,} new or changed"): summary.indexed,
        translate("Indexing", "{count:,} moved"): summary.moved,
        translate("Indexing", "{count:,} gone"): summary.missing,
        translate("Indexing", "{count:,} there again"): summary.returned,
    }
    said = ", ".join(words.format(count=count) for words, count in counts.items() if count)
    return translate("Indexing", "Noticed in your folders: {what}").format(what=said) if said else ""
