"""Photos in visual words, as a library keeps and searches them."""

from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper, save

from photosearch.descriptors.words import bag_of, likeness
from photosearch.errors import QueryProblem
from photosearch.index import files
from photosearch.index.inverted import InvertedFile
from photosearch.jobs import Cancel
from photosearch.services.check import check
from photosearch.services.find import find
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.methods import methods
from photosearch.services.query import Asked
from photosearch.services.second_stage import SecondStage
from photosearch.services.sights import fresh_sight
from photosearch.store.features import SpaceRow, all_spaces
from photosearch.store.photos import photo_at
from photosearch.store.words import words_of
from photosearch.types import Box, Words
from tests.drawing import FAKE, draw, finish

WORDS = ["blcf", "sift_bow", "blcf:gaussian"]


@pytest.fixture
def worded(photos: Path, tmp_path: Path) -> Library:
    for number in range(40):
        draw(photos / "more" / f"{number}.jpg", 100 + number, size=(192, 256))
    with Library(tmp_path / "library", str(FAKE)) as library:
        finish(add(library, [photos], Cancel(), WORDS))
        yield library


def row_of(library: Library, name: str) -> SpaceRow:
    with library.reading() as store:
        return next(row for row in all_spaces(store) if row.space.descriptor == name)


def kept(library: Library, path: Path, name: str = "blcf") -> Words:
    with library.reading() as store:
        photo = photo_at(store, path)
        assert photo is not None
        found = words_of(store, row_of(library, name).id, photo.photo_id)
    assert found is not None
    return found


@pytest.mark.parametrize("name", WORDS)
def test_a_photo_is_found_by_its_words_whether_it_is_known_or_not(worded: Library, photos: Path, name: str) -> None:
    answer = finish(find(worded, photos / "more" / "7.jpg", descriptor=name))
    assert answer.hits[0].score == 1.0
    assert Path(answer.hits[0].path).name == "7.jpg"
    assert -1 <= answer.noise <= 1
    stranger = draw(photos.parent / "stranger.png", 107, size=(192, 256))
    again = finish(find(worded, stranger, descriptor=name))
    assert Path(again.hits[0].path).name == "7.jpg"


def test_scores_are_the_cosines_of_bags(worded: Library, photos: Path) -> None:
    asked = bag_of(kept(worded, photos / "more" / "3.jpg"))
    for hit in finish(find(worded, photos / "more" / "3.jpg", 46, descriptor="blcf")).hits[1:]:
        assert hit.score == pytest.approx(likeness(asked, bag_of(kept(worded, Path(hit.path)))), abs=1e-4)


def test_a_part_of_a_photo_is_searched_for_by_the_words_in_it(worded: Library, photos: Path) -> None:
    path, box = photos / "more" / "3.jpg", Box(0, 0, 96, 128)
    whole = kept(worded, path)
    cells = box.scaled((192, 256), whole.ids.shape)
    expected = bag_of(whole, cells)
    answer = finish(find(worded, Asked(path, box), descriptor="blcf"))
    np.testing.assert_allclose(answer.query.vector[expected.words], expected.counts, atol=1e-6)
    assert answer.query.region == box
    copy = draw(photos.parent / "stranger.png", 103, size=(192, 256))
    fresh = finish(find(worded, Asked(copy, box), descriptor="blcf"))
    assert float(fresh.query.vector @ answer.query.vector) > 0.7


def test_an_inverted_file_is_read_again_and_brought_up_to_date(worded: Library, photos: Path) -> None:
    finish(find(worded, photos / "3.jpg", descriptor="blcf"))
    path = files.words_file(worded.shelf.folder, row_of(worded, "blcf").space.key)
    assert len(InvertedFile.load(path)) == 46
    draw(photos / "new.jpg", 999, size=(192, 256))
    (photos / "more" / "5.jpg").unlink()
    with Library(worded.folder) as again:
        finish(scan(again, Cancel()))
        names = [Path(hit.path).name for hit in finish(find(again, photos / "new.jpg", 99, descriptor="blcf")).hits]
        assert names[0] == "new.jpg"
        assert len(names) == 46
        assert "5.jpg" not in names or (photos / "5.jpg").exists()
        assert finish(check(again, Cancel())) == []


def test_a_damaged_inverted_file_is_built_anew_and_said(worded: Library, photos: Path) -> None:
    before = finish(find(worded, photos / "3.jpg", descriptor="blcf")).hits
    path = files.words_file(worded.shelf.folder, row_of(worded, "blcf").space.key)
    path.write_bytes(path.read_bytes()[:-20])
    with Library(worded.folder) as again:
        assert any("index" in problem for problem in finish(check(again, Cancel())))
        answer = finish(find(again, photos / "3.jpg", descriptor="blcf"))
        assert answer.hits == before
        assert any("built anew" in note for note in answer.notes)
        assert finish(check(again, Cancel())) == []


def test_bags_are_expanded_by_the_best_hits(worded: Library, photos: Path) -> None:
    path = photos / "more" / "3.jpg"
    first = finish(find(worded, path, 4, descriptor="blcf"))
    bags = [bag_of(kept(worded, Path(hit.path))) for hit in first.hits[:3]]
    size = row_of(worded, "blcf").dimensions
    summed = np.zeros(size)
    for bag in [bags[0], *bags]:  # the query, and the hits, the first of which it is
        summed[bag.words] += bag.counts
    summed /= np.linalg.norm(summed)
    for hit in finish(find(worded, path, 9, descriptor="blcf", second=SecondStage(expand=3))).hits[1:]:
        bag = bag_of(kept(worded, Path(hit.path)))
        assert hit.score == pytest.approx(float(summed[bag.words] @ bag.counts), abs=1e-4)


def test_right_and_wrong_and_several_pictures_work_with_words_too(worded: Library, photos: Path) -> None:
    second = SecondStage(right=(Asked(photos / "1.jpg"),), wrong=(Asked(photos / "2.jpg"),))
    plain = {Path(h.path).name: h.score for h in finish(find(worded, photos / "3.jpg", 46, descriptor="blcf")).hits}
    moved = finish(find(worded, photos / "3.jpg", 46, descriptor="blcf", second=second)).hits
    scores = {Path(hit.path).name: hit.score for hit in moved if Path(hit.path).parent == photos}
    assert scores["1.jpg"] > plain["1.jpg"]
    both = finish(find(worded, photos / "1.jpg", 46, others=[photos / "2.jpg"], descriptor="blcf")).hits
    scores = {Path(hit.path).name: hit.score for hit in both if Path(hit.path).parent == photos}
    assert scores["1.jpg"] == pytest.approx(scores["2.jpg"], abs=1e-4)  # the sum of two lies in the middle of them
    assert scores["1.jpg"] > 0.7


def test_words_cannot_be_projected_and_the_sentence_says_so(worded: Library) -> None:
    with pytest.raises(QueryProblem, match="cannot be projected"):
        finish(scan(worded, Cancel(), ["blcf:pca:8"]))


def test_methods_that_share_their_words_learn_them_once(worded: Library) -> None:
    names = sorted(path.name.split("-")[1] for path in (worded.folder / "learned").iterdir())
    assert names == ["blcf", "sift_bow"]


def saliency(folder: Path, weights: tuple[float, float, float]) -> Path:
    """Write a network that sees the brightness of some colours."""
    folder.mkdir(exist_ok=True)
    node = helper.make_node("Conv", ["input", "weight"], ["saliency"])
    shape = ["n", 3, "h", "w"]
    graph = helper.make_graph(
        [node],
        "saliency",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("saliency", TensorProto.FLOAT, ["n", 1, "h", "w"])],
        [helper.make_tensor("weight", TensorProto.FLOAT, [1, 3, 1, 1], weights)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    save(model, folder / "saliency.onnx")
    digest = files._checksum(folder / "saliency.onnx")
    manifest = folder / "saliency.toml"
    manifest.write_text(
        f'name = "brightness"\nkind = "saliency"\n[file]\nname = "saliency.onnx"\nsha256 = "{digest}"\n'
        '[input]\nname = "input"\nmean = [0, 0, 0]\nstd = [255, 255, 255]\n[output]\nname = "saliency"\n'
    )
    return manifest


def test_a_saliency_network_of_one_s_own_weighs_places_and_is_remembered(photos: Path, tmp_path: Path) -> None:
    wanted = ["blcf:learned", "sum_weighted:learned"]
    with Library(tmp_path / "library", str(FAKE)) as library:
        finish(add(library, [photos], Cancel()))
        assert "saliency network" in str(library.lacking("blcf:learned"))
        with pytest.raises(QueryProblem, match="--saliency"):
            finish(scan(library, Cancel(), wanted))
    red = saliency(tmp_path / "red", (1.0, 0.0, 0.0))
    with Library(tmp_path / "library", str(FAKE), saliency=str(red)) as library:
        finish(scan(library, Cancel(), wanted))
    with Library(tmp_path / "library") as library:
        assert library.saliency_reference == str(red)
        for name in wanted:
            assert finish(find(library, photos / "3.jpg", descriptor=name)).hits[0].score == 1.0
        first = library.spaces(wanted)
    green = saliency(tmp_path / "green", (0.0, 1.0, 0.0))
    with Library(tmp_path / "library", saliency=str(green)) as library:
        assert {space.key for space in library.spaces(wanted).values()}.isdisjoint(s.key for s in first.values())


def test_a_saliency_network_that_is_gone_stands_in_nobody_else_s_way(photos: Path, tmp_path: Path) -> None:
    red = saliency(tmp_path / "red", (1.0, 0.0, 0.0))
    with Library(tmp_path / "library", str(FAKE), saliency=str(red)) as library:
        finish(add(library, [photos], Cancel(), ["sum_weighted:learned"]))
        assert fresh_sight(library, photos / "3.jpg").seen.extra  # type: ignore[union-attr]
    red.unlink()
    with Library(tmp_path / "library") as library:
        (lost,) = [method for method in methods(library) if method.id == "sum_weighted:learned"]
        assert "red/saliency.toml" in str(lost.unavailable)
        assert finish(find(library, photos / "3.jpg")).hits[0].score == 1.0
        assert not fresh_sight(library, photos / "3.jpg").seen.extra  # type: ignore[union-attr]
        finish(scan(library, Cancel()))
