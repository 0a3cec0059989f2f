"""What a person asks to compare photos by: a descriptor, as it is or projected."""

from __future__ import annotations

from dataclasses import dataclass

from photosearch.descriptors.fit.projection import Kind
from photosearch.descriptors.table import METHODS
from photosearch.errors import QueryProblem
from photosearch.store.features import SpaceRow


@dataclass(frozen=True, slots=True)
class Spec:
    """A descriptor such as ``scda``, or its projection such as ``scda:pca_whitening:256``."""

    descriptor: str
    kind: Kind | None = None
    dimensions: int = 0

    @property
    def prefix(self) -> str:
        """What the projection of its feature space begins with."""
        return "raw" if self.kind is None else f"{self.kind}:{self.dimensions}:"

    def __str__(self) -> str:
        """Return it as a person writes it."""
        return self.descriptor if self.kind is None else f"{self.descriptor}:{self.kind}:{self.dimensions}"


def parse(text: str) -> Spec:
    """Return what a text such as ``scda`` or ``scda:svd_whitening:256`` asks for; the descriptor itself is not checked.

    Raises
    ------
    QueryProblem
        It is written in another way.
    """
    descriptor, *rest = text.rsplit(":", 2)
    if len(rest) == 2 and rest[0] in {kind.value for kind in Kind} and rest[1].isdecimal():
        return Spec(descriptor, Kind(rest[0]), int(rest[1]))
    if text in METHODS or ":" not in text:
        return Spec(text)
    raise QueryProblem(
        f"{text!r} is not a descriptor. Write one alone (scda), or with a projection and its dimensions "
        f"(scda:pca_whitening:256); the projections are {', '.join(Kind)}."
    )


def spec_of(row: SpaceRow) -> str:
    """Return a feature space as a person asks for it."""
    kind, *rest = row.space.projection.split(":")
    return row.space.descriptor if not rest else f"{row.space.descriptor}:{kind}:{rest[0]}"
