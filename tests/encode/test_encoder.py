from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.backbones.fake import FakeBackbone
from photosearch.decode.read import read
from photosearch.descriptors import gem, scda
from photosearch.encode.encoder import Encoder, spaces
from photosearch.encode.observe import observe
from photosearch.encode.stored_maps import CLASSES, stored_maps
from photosearch.types import DEEP, Box, InputPolicy, Metadata, Picture

POLICY = InputPolicy()


@pytest.fixture
def picture() -> Picture:
    """A grey photo of 640 x 960 with a red square, which is its main object."""
    rgb = np.full((320, 480, 3), 127, np.uint8)
    rgb[96:192, 160:288] = (255, 0, 0)
    return Picture(rgb, Metadata(640, 960, "jpeg"))


def test_vectors_are_those_of_the_descriptors_of_one_observation(picture: Picture) -> None:
    encoding = Encoder(FakeBackbone(), POLICY, ["scda", "gem"]).encode(picture)
    seen = observe(picture.rgb, FakeBackbone(), POLICY)
    np.testing.assert_array_equal(encoding.vectors["scda"], scda.compute(seen))
    np.testing.assert_array_equal(encoding.vectors["gem"], gem.compute(seen))


def test_the_box_is_that_of_the_main_object_in_pixels_of_the_full_photo(picture: Picture) -> None:
    box = Encoder(FakeBackbone(), POLICY, []).encode(picture).box
    assert box is not None
    assert box.iou(Box(192, 320, 384, 576)) > 0.5


def test_a_photo_of_one_colour_has_no_object_and_a_zero_vector() -> None:
    plain = Picture(np.full((64, 64, 3), 90, np.uint8), Metadata(64, 64, "png"))
    encoding = Encoder(FakeBackbone(), POLICY, ["scda"]).encode(plain)
    assert encoding.box is None
    assert not encoding.vectors["scda"].any()
    assert not encoding.maps.component.any()


def test_the_mirrored_picture_is_run_only_for_descriptors_that_need_it(picture: Picture) -> None:
    runs: list[int] = []
    network = FakeBackbone(before_run=lambda: runs.append(1))
    Encoder(network, POLICY, ["scda", "gem"]).encode(picture)
    assert len(runs) == 1
    vector = Encoder(network, POLICY, ["scda_flip"]).encode(picture).vectors["scda_flip"]
    assert len(runs) == 3
    mirrored = Picture(np.ascontiguousarray(picture.rgb[:, ::-1]), picture.metadata)
    other = Encoder(network, POLICY, ["scda"]).encode(mirrored).vectors["scda"]
    np.testing.assert_allclose(vector[len(other) :], other, atol=1e-6)


def test_how_far_the_decoder_scaled_down_hardly_matters(tmp_path: Path) -> None:
    gradient = np.linspace(0, 255, 1600).astype(np.uint8)
    rgb = np.stack(
        [np.tile(gradient, (1200, 1)), np.tile(gradient[:1200, None], (1, 1600)), np.full((1200, 1600), 9, np.uint8)], 2
    )
    Image.fromarray(rgb).save(tmp_path / "a.jpg", quality=95)
    encoder = Encoder(FakeBackbone(), POLICY, ["avg"])
    scaled, full = read(tmp_path / "a.jpg", 320), read(tmp_path / "a.jpg")
    assert scaled.rgb.shape[0] < full.rgb.shape[0]
    assert encoder.observe(scaled).rgb.shape == encoder.observe(full).rgb.shape
    assert float(encoder.encode(scaled).vectors["avg"] @ encoder.encode(full).vectors["avg"]) > 0.999


def test_a_file_is_decoded_and_encoded(tmp_path: Path, picture: Picture) -> None:
    Image.fromarray(picture.rgb).save(tmp_path / "a.png")
    seen, encoding = Encoder(FakeBackbone(), POLICY, ["gem"]).encode_file(tmp_path / "a.png")
    assert (seen.metadata.height, seen.metadata.width) == (320, 480)
    assert set(encoding.vectors) == {"gem"}


def test_spaces_are_known_without_the_network_and_differ_by_network_and_descriptor() -> None:
    ours = spaces(FakeBackbone("a"), POLICY, ["scda", "gem"])
    theirs = spaces(FakeBackbone("b"), POLICY, ["scda", "gem"])
    assert len({space.key for space in (*ours.values(), *theirs.values())}) == 4


def test_stored_maps_hold_the_strongest_classes_and_what_overlays_need(picture: Picture) -> None:
    seen = observe(picture.rgb, FakeBackbone(), POLICY)
    maps = stored_maps(seen)
    shape = seen.maps[DEEP].shape[1:]
    assert maps.activation.shape == maps.mask.shape == maps.component.shape == shape
    assert maps.activation.max() == 255
    assert maps.peak == pytest.approx(float(seen.maps[DEEP].sum(axis=0).max()), rel=1e-6)
    assert maps.class_maps.shape == (CLASSES, *shape)
    assert list(maps.class_scores) == sorted(maps.class_scores, reverse=True)
    assert maps.class_maps[0].max() == 255
    assert (maps.mask | ~maps.component).all()
