"""Tables of scores, as text and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """How well one method of one network does, and what it costs.

    `dimensions` is the length of a photo's vector (for words, the size of the vocabulary); `passes` is how often a
    photo runs through the network; `seconds_per_photo` what the method takes beside that.
    """

    method: str
    network: str
    dimensions: int
    passes: int
    scores: Mapping[str, float]
    seconds_per_photo: float


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of one data set; `unavailable` says by network and method why there is no row.

    `localisation` is the share of main objects whose box is right (PCP), by network, where the data set has boxes.
    """

    benchmark: str
    gallery: int
    queries: int
    asked_with: str
    policy: str
    fitted_on: str
    rows: Sequence[Row]
    unavailable: Mapping[str, str] = field(default_factory=dict)
    localisation: Mapping[str, float] = field(default_factory=dict)


def as_json(report: Report) -> dict[str, object]:
    """Return a report as JSON values; the shape is a promise to scripts."""
    return {
        "set": report.benchmark,
        "gallery": report.gallery,
        "queries": report.queries,
        "asked_with": report.asked_with,
        "policy": report.policy,
        "fitted_on": report.fitted_on,
        "rows": [
            {
                "method": row.method,
                "dim": row.dimensions,
                "network": row.network,
                "passes": row.passes,
                "scores": {name: round(score, 4) for name, score in row.scores.items()},
                "seconds_per_photo": round(row.seconds_per_photo, 5),
            }
            for row in report.rows
        ],
        "unavailable": dict(report.unavailable),
        "localisation": {network: round(share, 4) for network, share in report.localisation.items()},
    }


def as_markdown(report: Report) -> str:
    """Return a report as a table, best first by the last score of each network."""
    names = list(report.rows[0].scores) if report.rows else []
    head = ["network", "method", "dim", "passes", *names, "ms a photo"]
    counts = f"{report.gallery:,} photos, {report.queries:,} queries, asked with {report.asked_with}; {report.policy}."
    lines = [
        f"### {report.benchmark}",
        "",
        f"{counts} What is learned is learned from {report.fitted_on}; words from the searched photos themselves.",
        "",
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
    ]
    networks = list(dict.fromkeys(row.network for row in report.rows))
    order = sorted(report.rows, key=lambda row: (networks.index(row.network), -row.scores[names[-1]]))
    for row in order:
        cells = [row.network, f"`{row.method}`", f"{row.dimensions:,}", str(row.passes)]
        cells += [f"{row.scores[name]:.3f}" for name in names]
        lines.append(f"| {' | '.join([*cells, f'{1000 * row.seconds_per_photo:.1f}'])} |")
    if report.localisation:
        shares = ", ".join(f"{network} {share:.3f}" for network, share in report.localisation.items())
        lines += ["", f"Boxes of main objects that are right (PCP): {shares}."]
    if report.unavailable:
        lines += ["", "Not available:", ""]
        lines += [f"- {what}: {why}" for what, why in report.unavailable.items()]
    return "\n".join([*lines, ""])
