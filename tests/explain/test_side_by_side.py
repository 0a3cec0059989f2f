import numpy as np

from photosearch.explain.side_by_side import side_by_side


def test_both_photos_stand_at_one_height_with_their_titles() -> None:
    left, right = np.full((200, 300, 3), 40, np.uint8), np.full((400, 300, 3), 90, np.uint8)
    sheet = side_by_side(left, right, ("left.jpg", "right.jpg"), "gem 0.912")
    assert (sheet == 40).all(axis=2).sum() >= 400 * 590
    assert (sheet == 90).all(axis=2).sum() >= 400 * 290


def test_extreme_shapes_give_a_sheet_of_reasonable_size() -> None:
    strip, dot = np.zeros((1, 20_000, 3), np.uint8), np.zeros((1, 1, 3), np.uint8)
    for pair in ((strip, dot), (dot, strip), (strip.transpose(1, 0, 2), strip), (dot, dot)):
        sheet = side_by_side(*pair, ("a" * 500, ""), "")
        assert max(sheet.shape) < 4000
