from pathlib import Path

import pytest

from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.kept_networks import forget_network
from photosearch.services.library import Library
from photosearch.services.network_states import (
    AVAILABLE,
    BROUGHT,
    BUILT_IN,
    INSTALLED,
    LEFT,
    NetworkState,
    make_smaller,
    measured_rate,
    network_states,
    remove_unused,
)
from photosearch.services.next_network import change_network
from photosearch.services.own_network import Wish, accept, proposed, tried
from photosearch.services.quantizing import accept as accept_int8
from tests.drawing import FAKE, draw, finish
from tests.networks import network
from tests.services.test_networks import OTHER


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of installed networks, with one called own."""
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(tmp_path / "home"))
    monkeypatch.setattr("photosearch.services.fastest.cache_folder", lambda: tmp_path / "cache")
    (tmp_path / "own.onnx").write_bytes(network("gemm"))
    with proposed(tmp_path / "own.onnx", Wish()) as found:
        accept(found)
    return tmp_path / "home"


def states(library: Library) -> dict[str, NetworkState]:
    return {state.title: state for state in network_states(library)}


def test_every_network_is_told_with_what_it_has_to_do_with_the_library(added: Library, tmp_path: Path) -> None:
    found = states(added)
    assert next(iter(found)) == "fake"
    fake, built_in, own, resnet = (found[name] for name in ("fake", "Photosearch built-in", "own", "ResNet-50 (v1)"))
    assert (fake.state, fake.current, fake.photos, fake.total, fake.kept) == (BROUGHT, True, 6, 6, 0)
    assert (built_in.state, built_in.is_here, built_in.has_file, built_in.photos) == (BUILT_IN, True, True, 0)
    assert (own.state, own.reference, own.has_file) == (INSTALLED, "own", True)
    assert (resnet.state, resnet.is_here, resnet.size) == (AVAILABLE, False, 102_583_340)
    assert "onnxmodelzoo" in resnet.how
    order = [state.state for state in found.values()]
    assert order[1:] == sorted(order[1:], key=[BUILT_IN, INSTALLED, BROUGHT, LEFT, AVAILABLE].index)


def test_what_an_old_network_saw_is_told_until_it_is_forgotten(added: Library, tmp_path: Path) -> None:
    finish(change_network(added, "own", Cancel()))
    found = states(added)
    assert (found["own"].current, found["own"].photos, found["own"].kept) == (True, 6, 0)
    assert (found["fake"].photos, found["fake"].kept > 1000) == (6, True)
    with pytest.raises(ModelProblem, match="in use"):
        remove_unused(added, "own")
    finish(change_network(added, str(FAKE), Cancel()))
    remove_unused(added, "own")
    left = states(added)["own"]
    assert (left.state, left.is_here, left.photos, left.kept > 1000) == (LEFT, False, 6, True)
    finish(forget_network(added, left.sha256 or "", Cancel()))
    assert "own" not in states(added)


def test_a_network_in_use_that_is_gone_says_so_and_keeps_the_others(added: Library, tmp_path: Path) -> None:
    lost = tmp_path / "lost.toml"
    lost.write_text(OTHER.replace("other", "lost"))
    finish(change_network(added, str(lost), Cancel()))
    lost.unlink()
    with Library(added.folder) as library:
        found = states(library)
    assert (found["lost"].current, found["lost"].is_here, found["lost"].kept) == (True, False, 0)
    assert "lost.toml" in (found["lost"].problem or "")
    assert found["fake"].photos == 6


def test_speed_is_measured_on_photos_and_on_a_drawn_one_without_a_library(added: Library, tmp_path: Path) -> None:
    rate = finish(measured_rate(added, str(FAKE), Cancel()))
    assert rate is not None
    assert rate.per_second > 0
    cancel = Cancel()
    cancel.cancel()
    assert finish(measured_rate(added, "own", cancel)) is None


def test_a_smaller_form_is_made_with_the_librarys_own_photos_and_tells_what_was_measured(
    added: Library, photos: Path, tmp_path: Path
) -> None:
    with pytest.raises(ModelProblem, match="There are 6 photos, and at least 24"):
        finish(make_smaller(added, "own", Cancel()))
    for number in range(30):
        draw(tmp_path / "many" / f"{number}.png", number, size=(192, 256))
    finish(add(added, [tmp_path / "many"], Cancel()))
    made = finish(make_smaller(added, "own", Cancel()))
    assert made is not None
    assert made.learned_from + made.photos == 36
    accept_int8(made)
    assert "times as fast as own" in states(added)["own, int8"].quality


def test_an_own_network_is_tried_on_a_photo_of_the_library(added: Library, photos: Path, tmp_path: Path) -> None:
    seen = tried(added, tmp_path / "own.onnx", Wish())
    assert seen.photo is not None
    assert seen.photo.parent.is_relative_to(photos)
    assert seen.picture.startswith(b"\x89PNG")
    assert len(seen.seen) == 3
    assert tried(Library(tmp_path / "none"), tmp_path / "own.onnx", Wish()).photo is None
