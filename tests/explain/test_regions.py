import numpy as np

from photosearch.descriptors.regional import regions as regions_of
from photosearch.explain import regions
from photosearch.explain.overlay import Sight, outline


def test_every_part_has_an_outline_and_a_number_but_not_what_is_put_together(seen: Sight) -> None:
    assert seen.seen is not None
    found = regions.make(seen, (192, 256))
    assert [region.label for region in found.regions] == ["1", "2", "3"]
    for region, part in zip(found.regions, regions_of(seen.seen, every=True)[1:4], strict=True):
        np.testing.assert_array_equal(region.outline, outline(part, (192, 256)))
        assert (region.outline >= 0).all()
        assert (region.outline <= [191, 255]).all()


def test_the_outline_of_cells_goes_around_their_outer_edges() -> None:
    cells = np.zeros((4, 5), np.bool_)
    cells[1:3, 2] = True
    corners = {tuple(corner) for corner in outline(cells, (41, 51)).tolist()}
    assert corners == {(10, 20), (10, 30), (30, 20), (30, 30)}
