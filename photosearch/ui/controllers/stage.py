"""What a job is doing, and for how long still, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def stage(name: str, network: str = "") -> str:
    """Return what a stage of a job is called; `network` is the title of one that is to take over."""
    if name == "Indexing" and network:
        words = translate("Indexing", "{network} looks at your photos; searches still use the old network")
        return words.format(network=network)
    return {
        "Looking through folders": translate("Indexing", "Looking through folders"),
        "Looking for moved photos": translate("Indexing", "Looking for moved photos"),
        "Loading the network": translate("Indexing", "Loading the network"),
        "Indexing": translate("Indexing", "Indexing"),
        "Learning from your photos": translate("Indexing", "Learning from your photos"),
        "Building the search index": translate("Indexing", "Building the search index"),
        "Reading the search index": translate("Indexing", "Reading the search index"),
        "Forgetting": translate("Indexing", "Forgetting"),
        "Giving room back to the disk": translate("Indexing", "Giving room back to the disk"),
    }.get(name, name)


def spoken(seconds: float) -> str:
    """Return a length of time in the two units that matter."""
    whole = round(seconds)
    if whole < 60:
        return translate("Indexing", "{n} s").format(n=whole)
    if whole < 3600:
        return translate("Indexing", "{m} min {s} s").format(m=whole // 60, s=whole % 60)
    return translate("Indexing", "{h} h {m} min").format(h=whole // 3600, m=whole % 3600 // 60)
