"""What a self-test found, as a table, as JSON and as files of the library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from photosearch.descriptors.table import DESCRIPTORS
from photosearch.whole_file import write_whole

FOLDER = "reports"
"""Where reports lie in a library folder."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How well one method does: shares of 1, over so many queries, and seconds to compare one with all photos."""

    method: str
    top1: float
    map: float
    queries: int
    seconds: float


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A finished or stopped self-test.

    `rows` are the best first; `default` is what photos were compared by at the time; `photos` of the library were
    searched, with queries from so many `folders`; `date` is ISO 8601 with its offset from UTC. `report` is the table's
    file, None where it could not be kept, which `warning` says then.
    """

    rows: Sequence[Measured]
    default: str
    network: str
    photos: int
    folders: int
    date: str
    stopped: bool = False
    report: Path | None = None
    warning: str | None = None

    @property
    def best(self) -> str | None:
        """The method that finds most, None where the test was stopped before anything was measured."""
        return self.rows[0].method if self.rows else None

    @property
    def offered(self) -> str | None:
        """The best of those that can be the default: what every new photo gets at once, without learning first."""
        return next((row.method for row in self.rows if row.method in DESCRIPTORS), None)


def best_first(rows: Sequence[Measured], default: str) -> list[Measured]:
    """Return rows by mean average precision, then by top-1; of equally good ones, the default is the best."""
    return sorted(rows, key=lambda row: (-row.map, -row.top1, row.method != default))


def as_json(report: SelfTest) -> dict[str, object]:
    """Return a report as JSON values; the shape is a promise to scripts."""
    return {
        "date": report.date,
        "network": report.network,
        "photos": report.photos,
        "folders": report.folders,
        "default": report.default,
        "best": report.best,
        "offered": report.offered,
        "stopped": report.stopped,
        "rows": [
            {
                "method": row.method,
                "top1": round(row.top1, 4),
                "mAP": round(row.map, 4),
                "queries": row.queries,
                "seconds_per_query": round(row.seconds, 5),
            }
            for row in report.rows
        ],
    }


def as_markdown(report: SelfTest) -> str:
    """Return a report as a table, best first, and what its figures mean."""
    asked = f"{report.rows[0].queries if report.rows else 0:,} photos of {report.folders:,} folders were searched with"
    lines = [
        f"# Self-test of {report.date}",
        "",
        f"{asked} among {report.photos:,}; network {report.network}. Right is what lies in the same folder.",
        "",
        "| method | top-1 | mAP | ms a search |",
        "|---|---|---|---|",
    ]
    lines += [f"| `{r.method}` | {r.top1:.3f} | {r.map:.3f} | {1000 * r.seconds:.1f} |" for r in report.rows]
    lines += [
        "",
        "top-1: how often the first hit is right. mAP: how far in front all that is right stands; 1 is perfect.",
        "",
        f"The default was `{report.default}`." + (f" The best is `{report.best}`." if report.best else ""),
    ]
    if report.stopped:
        lines += ["", "The test was stopped: other methods were not measured."]
    return "\n".join([*lines, ""])


def kept(report: SelfTest, library_folder: Path) -> SelfTest:
    """Write a report into the library's folder; where that cannot be, say so in its warning.

    Each file is whole or not there at all.
    """
    folder = library_folder / FOLDER
    name = f"self-test-{datetime.fromisoformat(report.date):%Y-%m-%d-%H%M%S}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{name}.json", f"{json.dumps(as_json(report), indent=1)}\n".encode())
        write_whole(folder / f"{name}.md", as_markdown(report).encode())
    except OSError as error:
        warning = f"The report could not be kept in {folder}: {error.strerror}. Check its permissions and the disk."
        return replace(report, warning=warning)
    return replace(report, report=folder / f"{name}.md")
