"""Projected feature spaces: fitted once, on request, on the library's own vectors, and kept up by every scan.

Neither needs the network: what is projected are stored vectors.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fit.projection import Projection, fit
from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.services.library import Library
from photosearch.services.spec import Spec
from photosearch.store import features
from photosearch.store.database import Store
from photosearch.types import Space

FITTED_ON = 20_000
"""A projection is fitted on at most so many photos, the same ones every time."""
CHUNK = 500


def projected_space(library: Library, spec: Spec) -> tuple[Space, Projection] | None:
    """Return the feature space of a projection that was fitted, and the projection; None if it was not."""
    (raw,) = library.spaces([spec.descriptor]).values()
    path = library.projection_file(raw, spec)
    if not path.exists():
        return None
    projection = Projection.load(path)
    return replace(raw, projection=projection.identity), projection


def bring_up(library: Library, store: Store, spec: Spec, cancel: Cancel) -> Generator[Progress, None, None]:
    """Fit a projection if need be, and project the photos that lack it.

    Raises
    ------
    QueryProblem
        The library's vectors do not have so many dimensions, there are too few of them, or they are of parts.
    """
    (raw,) = library.spaces([spec.descriptor]).values()
    rows = {row.space.key: row for row in features.all_spaces(store)}
    if raw.key not in rows:
        return
    if raw.of_words:
        raise QueryProblem(f"{spec.descriptor} describes photos by words, which cannot be projected.")
    if raw.parts > 1:
        raise QueryProblem(f"{spec.descriptor} compares parts of photos and is projected already; ask for it alone.")
    known = projected_space(library, spec)
    if known is None:
        yield Progress(f"Fitting {spec}", 0, 0)
        projection = fit(_sample(store, rows[raw.key].id), spec.kind, spec.dimensions)  # type: ignore[arg-type]
        path = library.projection_file(raw, spec)
        path.parent.mkdir(parents=True, exist_ok=True)
        projection.save(path)
        known = replace(raw, projection=projection.identity), projection
    space, projection = known
    lacking = features.photos_lacking(store, raw.key, space.key)
    pace = Pace(f"Projecting {spec}", total=len(lacking))
    for start in range(0, len(lacking), CHUNK):
        if cancel.cancelled:
            return
        part = lacking[start : start + CHUNK]
        photos, vectors = zip(*part, strict=True)
        _, found = features.read_vectors(store, rows[raw.key].id, np.array(vectors, np.int64))
        with store.transaction():
            space_id = features.ensure_space(store, space, spec.dimensions)
            for photo, vector in zip(photos, projection.apply(found), strict=True):
                features.put_vectors(store, photo, [(space_id, vector)])
        pace.step(len(part))
        if pace.due():
            yield pace.report()


def _sample(store: Store, space_id: int) -> NDArray[np.float32]:
    """Return the vectors that a projection is fitted on."""
    labels = features.labels(store, space_id)
    if len(labels) > FITTED_ON:
        labels = np.sort(np.random.default_rng(0).choice(labels, FITTED_ON, replace=False))
    return features.read_vectors(store, space_id, labels)[1]
