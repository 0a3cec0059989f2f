import numpy as np
import pytest

from photosearch.descriptors.weights.table import WEIGHTS
from photosearch.errors import ProgramError, QueryProblem
from photosearch.explain import saliency
from photosearch.explain.overlay import Sight
from photosearch.types import DEEP, StoredMaps


@pytest.mark.parametrize("name", [name for name in WEIGHTS if name != "learned"])
def test_every_weight_can_be_seen_from_its_least_to_its_most(seen: Sight, name: str) -> None:
    assert seen.seen is not None
    found = saliency.make(seen, seen.maps.mask.shape, name)
    grid = WEIGHTS[name].make(seen.seen, seen.seen.maps[DEEP])
    spread = grid.max() - grid.min()
    expected = (grid - grid.min()) / spread if spread > 0 else np.zeros_like(grid)
    np.testing.assert_allclose(found.values, expected, atol=1e-5)


def test_what_is_unknown_or_not_there_is_said(seen: Sight, stored: StoredMaps) -> None:
    with pytest.raises(QueryProblem, match="Choose one of: none, gaussian"):
        saliency.make(seen, (9, 9), "eyes")
    with pytest.raises(QueryProblem, match="--saliency"):
        saliency.make(seen, (9, 9), "learned")
    with pytest.raises(ProgramError):
        saliency.make(Sight(stored), (9, 9))
