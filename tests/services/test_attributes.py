from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.errors import LibraryProblem, QueryProblem
from photosearch.jobs import Cancel
from photosearch.services import attributes as module
from photosearch.services.attributes import (
    DIMENSIONS,
    Attributes,
    attributes,
    compression,
    oriented,
    paths_of,
    photo_id_of,
)
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.summary import Summary
from tests.drawing import draw, finish


def matrix(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows, np.float32)


MADE_UP = Attributes(
    np.array([3, 5, 8, 9], np.int64),
    matrix((0.9, 0.0, -0.4), (0.8, 0.6, -0.4), (0.9, -0.2, 0.4), (0.8, 0.0, 0.4)),
    "gem",
)


def test_photos_are_sorted_from_most_to_least_and_equal_ones_by_id() -> None:
    assert MADE_UP.along(1).tolist() == [3, 8, 5, 9]
    assert MADE_UP.along(2).tolist() == [5, 3, 9, 8]
    assert MADE_UP.along(2).dtype == np.int64


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9])
def test_the_ends_are_those_of_the_sorted_photos_equal_ones_too(count: int) -> None:
    random = np.random.default_rng(3)
    many = Attributes(np.arange(10, 60, dtype=np.int64), random.integers(0, 4, (50, 2)).astype(np.float32), "gem")
    for found in (MADE_UP, many):
        for dimension in (1, 2):
            order = found.along(dimension).tolist()
            assert found.ends(dimension, count) == (order[:count], order[::-1][:count])


@pytest.mark.parametrize("dimension", [-1, 0, 4])
def test_a_dimension_that_is_not_there_is_said_and_never_wraps_around(dimension: int) -> None:
    with pytest.raises(QueryProblem, match="1 to 3"):
        MADE_UP.along(dimension)


def test_a_photo_stands_out_by_deviations_above_the_mean_and_not_by_what_every_photo_has_much_of() -> None:
    # Photo 5: 0.8 is below the mean 0.85 of dimension 1, 0.6 above the mean 0.1 of 2, -0.4 below the mean 0 of 3.
    assert MADE_UP.strongest(5) == [(2, 1, pytest.approx(0.6))]
    # Photo 8: 0.9 is one deviation (0.05) above, and so is 0.4 (0.4): equal ones in order of dimension, up to rounding.
    assert sorted(MADE_UP.strongest(8)) == [(1, 2, pytest.approx(0.9)), (3, 1, pytest.approx(0.4))]
    assert len(MADE_UP.strongest(8, 1)) == 1


def test_having_less_of_a_lack_than_others_is_no_strength() -> None:
    made_up = Attributes(np.array([1, 2, 3], np.int64), matrix((0.9, -0.1), (0.6, -0.8), (-0.1, -0.6)), "gem")
    assert made_up.strongest(1) == [(1, 1, pytest.approx(0.9))]
    assert made_up.strongest(3) == []


def test_a_photo_without_a_direction_and_photos_that_are_all_alike_stand_out_in_nothing() -> None:
    ids = np.array([1, 2, 3], np.int64)
    assert Attributes(ids, matrix((0, 0), (-1, 0), (-1, 0)), "gem").strongest(1) == []
    rounding = np.float32(0.6) + np.float32(6e-8)
    assert Attributes(ids, matrix((rounding, 0.8), (0.6, 0.8), (0.6, 0.8)), "gem").strongest(1) == []


def test_the_rank_of_a_strength_is_the_place_in_the_sorted_photos() -> None:
    random = np.random.default_rng(0)
    values = np.round(random.normal(size=(40, 6)), 1).astype(np.float32)  # rounded, so that there are equal ones
    found = Attributes(random.permutation(100)[:40].astype(np.int64), values, "gem")
    for photo in found.photo_ids.tolist():
        for dimension, rank, value in found.strongest(photo, 6):
            assert found.along(dimension)[rank - 1] == photo
            assert value == found.value(photo, dimension)


def test_an_unknown_photo_is_said() -> None:
    with pytest.raises(QueryProblem, match="photosearch scan"):
        MADE_UP.strongest(4)


def test_columns_are_turned_so_that_the_largest_absolute_value_is_positive() -> None:
    values = matrix((0.1, 0.5, -0.3, 0.0), (-0.9, 0.2, 0.3, 0.0))
    np.testing.assert_array_equal(oriented(values), matrix((-0.1, 0.5, 0.3, 0.0), (0.9, 0.2, -0.3, 0.0)))
    assert oriented(values).dtype == np.float32
    assert oriented(np.zeros((0, 3), np.float32)).shape == (0, 3)


def test_the_compression_is_the_svd_without_centring() -> None:
    # The Gram matrix is ((17, 8), (8, 17)): eigenvalues 25 and 9 along (1, 1) and (1, -1).
    found = compression(matrix((4, 1), (1, 4)))
    np.testing.assert_allclose(np.abs(found.axes), np.sqrt(0.5), atol=1e-6)
    values = oriented(found.apply(matrix((4, 1), (1, 4), (0, 0))))
    length = np.sqrt(34)
    np.testing.assert_allclose(values[:, 0], [5 / length, 5 / length, 0], atol=1e-6)
    np.testing.assert_allclose(np.abs(values[:, 1]), [3 / length, 3 / length, 0], atol=1e-6)
    assert values[0, 1] == pytest.approx(-values[1, 1], abs=1e-6)


def test_vectors_are_compressed_to_what_they_allow_and_to_no_more_than_the_limit() -> None:
    random = np.random.default_rng(0)
    assert len(compression(random.normal(size=(90, 80)).astype(np.float32)).axes) == DIMENSIONS
    assert len(compression(random.normal(size=(3, 80)).astype(np.float32)).axes) == 3
    with pytest.raises(QueryProblem, match="add more photos"):
        compression(np.zeros((3, 80), np.float32))


def test_a_library_is_measured_by_its_default_descriptor_without_the_network(
    added: Library, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "backbone", property(lambda _: pytest.fail("the network was loaded")))
    found = finish(attributes(added, Cancel()))
    assert found.descriptor == added.default_descriptor == "gem"
    assert found.values.shape == (6, 6)
    assert (found.photo_ids.dtype, found.values.dtype) == (np.int64, np.float32)
    np.testing.assert_allclose(np.linalg.norm(found.values, axis=1), 1, atol=1e-5)
    assert (found.values.max(axis=0) >= np.abs(found.values).max(axis=0)).all()
    assert (np.diff(found.photo_ids) > 0).all()
    names = {path.relative_to(photos).as_posix() for path in paths_of(added, found.photo_ids.tolist()).values()}
    assert names == {"0.jpg", "1.jpg", "2.jpg", "3.jpg", "sub/4.png", "sub/deeper/5.webp"}


def test_the_same_library_gives_the_same_attributes_whatever_was_projected_besides(
    added: Library, rescan: Callable[..., Summary]
) -> None:
    first = finish(attributes(added, Cancel()))
    rescan(["gem:svd:3"])
    again = finish(attributes(added, Cancel()))
    np.testing.assert_array_equal(first.photo_ids, again.photo_ids)
    np.testing.assert_array_equal(first.values, again.values)


def test_values_stay_with_their_photo_where_labels_are_in_another_order_and_read_in_chunks(
    added: Library, photos: Path, rescan: Callable[..., Summary], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = photo_id_of(added, photos / "0.jpg")
    draw(photos / "0.jpg", 77)  # keeps its photo id and gets a later label
    (photos / "copy.png").write_bytes((photos / "sub" / "4.png").read_bytes())
    rescan()
    whole = finish(attributes(added, Cancel()))
    monkeypatch.setattr(module, "CHUNK", 2)
    found = finish(attributes(added, Cancel()))
    np.testing.assert_array_equal(found.photo_ids, whole.photo_ids)
    np.testing.assert_allclose(found.values, whole.values, atol=1e-6)
    assert photo_id_of(added, photos / "0.jpg") == key
    rows = [found.photo_ids.tolist().index(photo_id_of(added, photos / name)) for name in ("copy.png", "sub/4.png")]
    np.testing.assert_allclose(found.values[rows[0]], found.values[rows[1]], atol=1e-6)


def test_of_many_photos_the_same_ones_are_fitted_on_and_all_are_measured(
    added: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FITTED_ON", 4)
    first, again = (finish(attributes(added, Cancel())) for _ in range(2))
    assert first.values.shape == (6, 4)
    np.testing.assert_array_equal(first.values, again.values)


def test_missing_photos_are_left_out(added: Library, photos: Path, rescan: Callable[..., Summary]) -> None:
    gone = photo_id_of(added, photos / "1.jpg")
    (photos / "1.jpg").unlink()
    rescan()
    assert gone not in finish(attributes(added, Cancel())).photo_ids


def test_too_few_photos_are_said(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryProblem, match="photosearch add"):
        finish(attributes(library, Cancel()))
    (tmp_path / "few").mkdir()
    finish(add(library, [tmp_path / "few"], Cancel()))
    with pytest.raises(QueryProblem, match="no indexed photos"):
        finish(attributes(library, Cancel()))
    draw(tmp_path / "few" / "0.png", 0)
    finish(add(library, [tmp_path / "few"], Cancel()))
    with pytest.raises(QueryProblem, match="2 or more"):
        finish(attributes(library, Cancel()))


def test_a_cancelled_job_stops_before_it_has_read_all(added: Library) -> None:
    cancel = Cancel()
    cancel.cancel()
    found = finish(attributes(added, cancel))
    assert len(found.photo_ids) == 0
    assert len(found.values) == 0


def test_a_picture_that_is_no_photo_of_the_library_is_said(added: Library, tmp_path: Path) -> None:
    Image.new("RGB", (40, 40)).save(tmp_path / "stranger.png")
    with pytest.raises(QueryProblem, match="photosearch add"):
        photo_id_of(added, tmp_path / "stranger.png")
