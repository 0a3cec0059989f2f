import numpy as np

from photosearch.backbones.fake import CLASSES, FakeBackbone
from photosearch.types import DEEP, SECOND


def test_maps_are_rectified_and_of_the_strides_of_a_real_network() -> None:
    picture = np.random.default_rng(0).integers(0, 255, (96, 64, 3), np.uint8)
    activations = FakeBackbone().run(picture)
    assert activations.maps[DEEP].shape == (CLASSES, 3, 2)
    assert activations.maps[SECOND].shape == (CLASSES, 6, 4)
    assert min(maps.min() for maps in activations.maps.values()) >= 0


def test_the_same_picture_gives_the_same_and_another_one_does_not() -> None:
    red, blue = np.zeros((32, 32, 3), np.uint8), np.zeros((32, 32, 3), np.uint8)
    red[:, :, 0] = blue[:, :, 2] = 255
    network = FakeBackbone()
    np.testing.assert_array_equal(network.run(red).maps[DEEP], network.run(red).maps[DEEP])
    assert np.abs(network.run(red).maps[DEEP] - network.run(blue).maps[DEEP]).max() > 0.4


def test_two_names_are_two_networks() -> None:
    assert FakeBackbone("a").sha256 != FakeBackbone("b").sha256
