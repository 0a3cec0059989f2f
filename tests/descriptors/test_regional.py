import cv2
import numpy as np
import pytest
from scipy.linalg import logm

from photosearch.descriptors import regional
from photosearch.descriptors.second_order import channel_weights
from photosearch.types import DEEP, Observation

IDS = [descriptor.id for descriptor in regional.DESCRIPTORS]


def photo(seed: int, gain: float = 1.0) -> Observation:
    random = np.random.default_rng(seed)
    small = random.integers(0, 255, (40, 55, 3)).astype(np.uint8)
    rgb = np.asarray(cv2.resize(small, (440, 320), interpolation=cv2.INTER_CUBIC), np.uint8)
    deep = np.maximum(random.normal(size=(12, 10, 14)) + cv2.resize(random.normal(size=(3, 4)), (14, 10)), 0)
    return Observation(rgb, {DEEP: (gain * deep).astype(np.float32)})


@pytest.fixture(scope="module")
def learned():
    seen = [photo(seed) for seed in range(25)]
    return {descriptor.id: descriptor.fit(seen) for descriptor in regional.DESCRIPTORS}


@pytest.mark.parametrize("descriptor", regional.DESCRIPTORS, ids=IDS)
def test_a_photo_has_a_unit_vector_for_each_region_or_for_the_whole(descriptor, learned) -> None:
    found = descriptor.compute(photo(50), learned[descriptor.id])
    assert len(found) == (1 if "whole" in descriptor.id else 8)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-4)
    np.testing.assert_array_equal(found, descriptor.compute(photo(50), learned[descriptor.id]))


@pytest.mark.parametrize("descriptor", regional.DESCRIPTORS, ids=IDS)
def test_brightness_changes_nothing(descriptor, learned) -> None:
    np.testing.assert_allclose(
        descriptor.compute(photo(50, gain=7), learned[descriptor.id]),
        descriptor.compute(photo(50), learned[descriptor.id]),
        atol=2e-3,
    )


@pytest.mark.parametrize("descriptor", regional.DESCRIPTORS, ids=IDS)
def test_an_empty_map_is_zero_everywhere(descriptor, learned) -> None:
    nothing = Observation(photo(50).rgb, {DEEP: np.zeros((12, 10, 14), np.float32)})
    assert not descriptor.compute(nothing, learned[descriptor.id]).any()


def test_the_whole_of_it_in_double_precision(learned) -> None:
    """The paper's formulas one by one, for each region of a photo."""
    seen, taught = photo(60), {name: part.astype(np.float64) for name, part in learned["regional"].items()}
    deep = seen.maps[DEEP].astype(np.float64)
    activation = deep.sum(axis=0)
    alpha = activation / np.linalg.norm(activation)
    expected = []
    for region in regional.regions(seen, every=True):
        beta = channel_weights(seen.maps[DEEP]).astype(np.float64)
        moments = np.zeros((len(taught["inner"]),) * 2)
        for row, column in np.argwhere(region):
            cell = taught["inner"] @ (beta * deep[:, row, column])
            moments += alpha[row, column] * np.outer(cell, cell)
        moments /= alpha[region].sum()
        log = logm(moments / np.trace(moments))
        upper = np.array(
            [log[i, j] * (1 if i == j else np.sqrt(2)) for i in range(len(log)) for j in range(i, len(log))]
        )
        white = taught["axes"] @ (upper / np.linalg.norm(upper) - taught["mean"])
        expected.append(white / np.linalg.norm(white))
    found = regional.DESCRIPTORS[0].compute(seen, learned["regional"])
    np.testing.assert_allclose(np.sum(found * np.array(expected), axis=1), 1, atol=1e-3)


def test_the_best_pair_is_the_one_that_gives_the_score() -> None:
    here = np.array([[1, 0], [0, 1]], np.float32)
    there = np.array([[0.6, 0.8], [-1, 0], [0, -1]], np.float32)
    assert regional.best_pair(here, there) == (pytest.approx(0.8), 1, 0)


def test_other_channels_in_another_order_are_as_much_alike(learned) -> None:
    order = np.random.default_rng(0).permutation(12)
    seen = [photo(seed) for seed in range(25)]
    turned = [Observation(s.rgb, {DEEP: np.ascontiguousarray(s.maps[DEEP][order])}) for s in seen]
    descriptor = regional.DESCRIPTORS[0]
    other = descriptor.fit(turned)
    plain = [descriptor.compute(seen[n], learned["regional"]) for n in (0, 1)]
    after = [descriptor.compute(turned[n], other) for n in (0, 1)]
    assert regional.best_pair(*plain)[0] == pytest.approx(regional.best_pair(*after)[0], abs=0.02)
