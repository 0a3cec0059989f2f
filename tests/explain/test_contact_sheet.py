import numpy as np

from photosearch.explain.contact_sheet import Tile, contact_sheet


def tile(value: int, score: float | None = 0.5, size: tuple[int, int] = (180, 240)) -> Tile:
    return Tile(np.full((*size, 3), value, np.uint8), "a name.jpg", score, accent=score is None)


def test_every_photo_is_on_the_sheet_whole() -> None:
    sheet = contact_sheet([tile(10, None), *(tile(value) for value in (60, 70, 80))], 3, "Photos like this")
    for value in (10, 60, 70, 80):
        assert (sheet == value).all(axis=2).sum() >= 180 * 240 - 200


def test_rows_follow_from_the_columns() -> None:
    one, two = contact_sheet([tile(10)] * 3, 3, ""), contact_sheet([tile(10)] * 4, 3, "")
    assert two.shape[0] > one.shape[0]
    assert two.shape[1] == one.shape[1]


def test_photos_of_any_shape_and_even_none_make_a_sheet() -> None:
    shapes = [(1, 1), (1, 20_000), (20_000, 1), (3000, 4000)]
    assert contact_sheet([tile(9, 0.1, size) for size in shapes], 5, "x" * 500).ndim == 3
    assert contact_sheet([], 5, "nothing").ndim == 3
