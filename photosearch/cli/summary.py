"""What `add` and `scan` say at their end."""

from __future__ import annotations

from photosearch.cli.progress_line import duration
from photosearch.services.summary import Summary


def sentence(summary: Summary) -> str:
    """Return the outcome of a scan in words."""
    parts = [f"{summary.indexed:,} photos indexed", f"{summary.unchanged:,} files unchanged"]
    parts += [
        f"{count:,} {what}"
        for count, what in (
            (summary.moved, "moved"),
            (summary.missing, "gone (kept as missing)"),
            (summary.damaged, "damaged but shown as far as they go"),
            (summary.unreadable, "unreadable"),
            (summary.skipped, "skipped"),
        )
        if count
    ]
    start = "Stopped; what is done is kept: " if summary.stopped else ""
    lines = [f"{start}{', '.join(parts)}, in {duration(summary.seconds)}."]
    lines += [f"{path} is offline; its photos are kept as they are." for path in summary.offline]
    lines += summary.notes
    if summary.unreadable or summary.damaged:
        lines.append("See which files, and why: photosearch status --problems")
    return "\n".join(lines)


def facts(summary: Summary) -> dict[str, object]:
    """Return the outcome of a scan as JSON values."""
    return {
        "walked": summary.walked,
        "indexed": summary.indexed,
        "unchanged": summary.unchanged,
        "moved": summary.moved,
        "missing": summary.missing,
        "unreadable": summary.unreadable,
        "damaged": summary.damaged,
        "skipped": summary.skipped,
        "offline": [str(path) for path in summary.offline],
        "notes": summary.notes,
        "stopped": summary.stopped,
        "seconds": round(summary.seconds, 3),
    }
