from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel
from photosearch.services.find import find
from photosearch.services.ingest import scan
from photosearch.services.library import Library
from photosearch.services.status import status
from photosearch.services.summary import Summary
from photosearch.store.features import all_spaces, labels, read_vectors
from tests.drawing import draw, finish

Rescan = Callable[..., Summary]
SPEC = "gem:pca_whitening:3"


@pytest.mark.parametrize("kind", ["pca", "pca_whitening", "svd", "svd_whitening"])
def test_a_projection_is_a_feature_space_of_its_own_made_without_the_network(
    added: Library, photos: Path, rescan: Rescan, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(Library, "backbone", property(lambda _: pytest.fail("the network was loaded")))
    rescan([f"gem:{kind}:3"])
    answer = finish(find(added, photos / "0.jpg", descriptor=f"gem:{kind}:3"))
    assert answer.space.dimensions == 3
    assert answer.space.space.projection.startswith(f"{kind}:3:")
    assert (len(answer.hits), answer.hits[0].score) == (6, 1.0)
    assert finish(find(added, photos / "0.jpg", descriptor="gem")).space.dimensions == 12


def test_later_photos_are_projected_by_the_same_projection(added: Library, photos: Path, rescan: Rescan) -> None:
    rescan([SPEC])
    before = [row.space.key for row in status(added).spaces]
    draw(photos / "new.jpg", 60)
    rescan()
    assert [row.space.key for row in status(added).spaces] == before
    assert {row.count for row in status(added).spaces} == {7}


def test_a_stranger_is_projected_before_it_is_compared(added: Library, photos: Path, rescan: Rescan) -> None:
    rescan([SPEC])
    stranger = photos.parent / "stranger.png"
    Image.open(photos / "3.jpg").save(stranger)
    answer = finish(find(added, stranger, descriptor=SPEC))
    assert Path(answer.hits[0].path).name == "3.jpg"
    assert answer.hits[0].score > 0.999


def test_projected_vectors_are_of_unit_length(added: Library, rescan: Rescan) -> None:
    rescan([SPEC])
    with added.reading() as store:
        (row,) = [row for row in all_spaces(store) if row.space.projection != "raw"]
        _, vectors = read_vectors(store, row.id, labels(store, row.id))
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=2e-3)


def test_more_dimensions_than_there_are_is_said(added: Library) -> None:
    with pytest.raises(QueryProblem, match="6 vectors of 12 dimensions"):
        finish(scan(added, Cancel(), ["gem:pca:9"]))


def test_a_projection_that_was_not_fitted_or_is_lost_says_what_to_do(
    added: Library, photos: Path, rescan: Rescan
) -> None:
    with pytest.raises(QueryProblem, match=f"scan --descriptor {SPEC}"):
        finish(find(added, photos / "0.jpg", descriptor=SPEC))
    rescan([SPEC])
    for path in (added.folder / "projections").iterdir():
        path.unlink()
    (photos / "copy.png").write_bytes((photos / "sub" / "4.png").read_bytes())
    with pytest.raises(QueryProblem, match="Fit it again"):
        finish(find(added, photos / "copy.png", descriptor=SPEC))
