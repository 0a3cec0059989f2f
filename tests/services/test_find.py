import os
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.cli.status import sentences
from photosearch.errors import LibraryProblem, NotAPhoto, QueryProblem, TooManyPixels, UnreadablePhoto, VanishedFile
from photosearch.jobs import Cancel
from photosearch.services.check import check
from photosearch.services.find import Answer, find
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.status import status
from tests.drawing import FAKE, draw, finish


def names(answer: Answer) -> list[str]:
    return [Path(hit.path).name for hit in answer.hits]


def test_a_library_photo_is_hit_1_with_score_1_from_its_stored_vector(
    added: Library, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "backbone", property(lambda _: pytest.fail("the network was loaded")))
    answer = finish(find(added, photos / "3.jpg"))
    assert names(answer)[0] == "3.jpg"
    assert answer.hits[0].score == 1.0
    assert len(answer.hits) == 6
    assert answer.query.photo is not None
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)


def test_the_query_is_found_through_a_link_and_a_roundabout_path_too(added: Library, photos: Path) -> None:
    (photos.parent / "link.jpg").symlink_to(photos / "3.jpg")
    for path in (photos.parent / "link.jpg", photos / "sub" / ".." / "3.jpg"):
        answer = finish(find(added, path))
        assert answer.hits[0].score == 1.0
        assert answer.query.photo is not None


def test_a_stranger_finds_what_looks_like_it(added: Library, photos: Path) -> None:
    stranger = photos.parent / "small.png"
    Image.open(photos / "sub" / "4.png").resize((120, 90)).save(stranger)
    answer = finish(find(added, stranger))
    assert names(answer)[0] == "4.png"
    assert answer.query.photo is None
    assert answer.query.encoding is not None
    assert (answer.query.height, answer.query.width) == (90, 120)


def test_the_query_itself_can_be_left_out(added: Library, photos: Path) -> None:
    answer = finish(find(added, photos / "3.jpg", exclude_self=True))
    assert "3.jpg" not in names(answer)
    assert len(answer.hits) == 5


def test_a_changed_library_photo_is_looked_at_afresh(added: Library, photos: Path) -> None:
    shutil.copy(photos / "1.jpg", photos / "3.jpg")
    answer = finish(find(added, photos / "3.jpg", exclude_self=True))
    assert names(answer)[0] == "1.jpg"


def test_an_offline_library_photo_still_serves_as_a_query(added: Library, photos: Path) -> None:
    photos.rename(photos.parent / "unplugged")
    assert finish(find(added, photos / "3.jpg")).hits[0].score == 1.0


def test_missing_photos_are_no_hits(added: Library, photos: Path) -> None:
    (photos / "2.jpg").unlink()
    finish(scan(added, Cancel()))
    assert "2.jpg" not in names(finish(find(added, photos / "3.jpg")))


def test_the_index_in_memory_follows_the_library(added: Library, photos: Path) -> None:
    assert len(finish(find(added, photos / "3.jpg")).hits) == 6
    shutil.copy(photos / "3.jpg", photos / "twin.jpg")
    finish(scan(added, Cancel()))
    answer = finish(find(added, photos / "3.jpg"))
    assert names(answer)[:2] == ["3.jpg", "twin.jpg"]
    assert len(answer.hits) == 7


def test_two_equal_photos_come_in_order_of_their_paths(library: Library, photos: Path) -> None:
    for name in ("b.jpg", "a.jpg", "c.jpg"):
        shutil.copy(photos / "0.jpg", photos / name)
    finish(add(library, [photos], Cancel()))
    query = photos.parent / "0.jpg"
    shutil.copy(photos / "0.jpg", query)
    assert names(finish(find(library, query, 4))) == ["0.jpg", "a.jpg", "b.jpg", "c.jpg"]


def test_more_than_the_library_holds_means_all(added: Library, photos: Path) -> None:
    assert len(finish(find(added, photos / "0.jpg", 10**9)).hits) == 6


@pytest.mark.parametrize("count", [0, -1])
def test_fewer_than_one_photo_cannot_be_asked_for(added: Library, photos: Path, count: int) -> None:
    with pytest.raises(QueryProblem, match="1 or more"):
        finish(find(added, photos / "0.jpg", count))


def test_every_indexed_descriptor_can_be_asked_for(added: Library, photos: Path) -> None:
    for name in added.wanted_descriptors():
        answer = finish(find(added, photos / "0.jpg", descriptor=name))
        assert answer.space.space.descriptor == name
        assert answer.hits[0].score == 1.0


def test_a_descriptor_that_is_not_indexed_or_unknown_says_what_to_do(added: Library, photos: Path) -> None:
    with pytest.raises(QueryProblem, match="photosearch scan --descriptor scda_flip"):
        finish(find(added, photos / "0.jpg", descriptor="scda_flip"))
    with pytest.raises(QueryProblem, match="no descriptor 'surf'"):
        finish(find(added, photos / "0.jpg", descriptor="surf"))


def test_a_library_of_another_network_says_which(added: Library, photos: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(FAKE.read_text().replace('name = "fake"', 'name = "other"'))
    with (
        Library(added.folder, str(other)) as library,
        pytest.raises(QueryProblem, match="network fake, not with other"),
    ):
        finish(find(library, photos / "0.jpg"))


def test_a_library_of_an_older_version_of_the_network_says_so(photos: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.toml"
    older.write_text(FAKE.read_text().replace('name = "fake"', 'name = "older"'))
    with Library(tmp_path / "library", str(older)) as library:
        finish(add(library, [photos], Cancel()))
        with library.writing() as store, store.transaction():
            store.run("UPDATE spaces SET network = 'fake'")
    with Library(tmp_path / "library", str(FAKE)) as library:
        with pytest.raises(QueryProblem, match="with another version of the network fake"):
            finish(find(library, photos / "0.jpg"))
        finish(scan(library, Cancel()))
        assert finish(find(library, photos / "0.jpg")).hits[0].score == 1.0
        said = "\n".join(sentences(status(library)))
    versions = re.findall(r"scda of fake \(version (\w{8})\)", said)
    assert len(set(versions)) == 2


def test_an_empty_library_and_none_at_all_say_what_to_do(library: Library, photos: Path) -> None:
    with pytest.raises(LibraryProblem, match="photosearch add"):
        finish(find(library, photos / "0.jpg"))
    with library.writing():
        pass
    with pytest.raises(QueryProblem, match="photosearch add"):
        finish(find(library, photos / "0.jpg"))


def test_queries_that_are_no_pictures_say_why(added: Library, tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "text.jpg").write_text("this is no picture, whatever its name says")
    with pytest.raises(NotAPhoto, match="empty"):
        finish(find(added, tmp_path / "empty.jpg"))
    with pytest.raises(NotAPhoto, match=r"text\.jpg"):
        finish(find(added, tmp_path / "text.jpg"))
    with pytest.raises(VanishedFile, match=r"missing\.jpg"):
        finish(find(added, tmp_path / "missing.jpg"))
    with pytest.raises(UnreadablePhoto, match="folder"):
        finish(find(added, tmp_path))


@pytest.mark.parametrize("size", [(1, 1), (1, 20_000), (20_000, 1)])
def test_queries_of_extreme_shapes_are_answered(added: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("RGB", size, (200, 10, 10)).save(tmp_path / "thin.png")
    assert len(finish(find(added, tmp_path / "thin.png")).hits) == 6


def test_an_animated_query_is_its_first_frame(added: Library, photos: Path, tmp_path: Path) -> None:
    frames = [Image.open(photos / "3.jpg").convert("RGB"), Image.new("RGB", (128, 96))]
    frames[0].save(tmp_path / "moving.webp", save_all=True, append_images=frames[1:], lossless=True)
    assert names(finish(find(added, tmp_path / "moving.webp")))[0] == "3.jpg"


def test_a_query_over_the_pixel_limit_is_refused(added: Library, tmp_path: Path) -> None:
    Image.new("L", (200, 100)).save(tmp_path / "large.png")
    added.pixel_limit = 10_000
    with pytest.raises(TooManyPixels, match="20,000"):
        finish(find(added, tmp_path / "large.png"))


def test_undecodable_and_odd_names_serve_as_queries(added: Library, photos: Path) -> None:
    for name in (b"\xff.jpg", b"new\nline.jpg"):
        path = photos.parent / os.fsdecode(name)
        shutil.copy(photos / "3.jpg", path)
        assert names(finish(find(added, path)))[0] == "3.jpg"


def test_a_large_library_uses_a_graph_file_and_finds_the_same(photos: Path, tmp_path: Path) -> None:
    for number in range(40):
        draw(photos / f"more{number}.jpg", 200 + number)
    with (
        Library(tmp_path / "exact", str(FAKE)) as exact,
        Library(tmp_path / "graph", str(FAKE), exact_limit=5) as graph,
    ):
        for library in (exact, graph):
            finish(add(library, [photos], Cancel()))
        for name in ("0.jpg", "more7.jpg"):
            assert names(finish(find(graph, photos / name))) == names(finish(find(exact, photos / name)))
        assert len(list(graph.shelf.folder.glob("*.hnsw"))) == 1
        assert not exact.shelf.folder.exists()


@pytest.mark.parametrize("damage", ["truncated", "foreign", "bit", "no side file"])
def test_a_damaged_index_is_built_anew_and_said(photos: Path, tmp_path: Path, damage: str) -> None:
    with Library(tmp_path / "graph", str(FAKE), exact_limit=2) as library:
        finish(add(library, [photos], Cancel()))
        expected = names(finish(find(library, photos / "0.jpg")))
    (path,) = library.shelf.folder.glob("*.hnsw")
    data = path.read_bytes()
    match damage:
        case "truncated":
            path.write_bytes(data[: len(data) // 2])
        case "foreign":
            path.write_bytes(np.random.default_rng(0).bytes(len(data)))
        case "bit":
            path.write_bytes(data[:200] + bytes([data[200] ^ 8]) + data[201:])
        case "no side file":
            next(path.parent.glob("*.json")).unlink()
    with Library(tmp_path / "graph", str(FAKE), exact_limit=2) as library:
        answer = finish(find(library, photos / "0.jpg"))
        assert names(answer) == expected
        assert any("built anew" in note for note in answer.notes)
        library.shelf.wait()
    with Library(tmp_path / "graph", str(FAKE), exact_limit=2) as library:
        assert not finish(find(library, photos / "0.jpg")).notes


def test_a_scan_mends_an_index_that_a_killed_process_left_half_written(photos: Path, tmp_path: Path) -> None:
    with Library(tmp_path / "graph", str(FAKE), exact_limit=2) as library:
        finish(add(library, [photos], Cancel()))
    (path,) = library.shelf.folder.glob("*.hnsw")
    path.with_suffix(".77.part").write_bytes(path.read_bytes())
    path.write_bytes(b"an older index")
    with Library(tmp_path / "graph", str(FAKE), exact_limit=2) as library:
        assert finish(check(library, Cancel())) != []
        assert any("built anew" in note for note in finish(scan(library, Cancel())).notes)
        assert finish(check(library, Cancel())) == []
        assert not list(library.shelf.folder.glob("*.part"))


def test_a_graph_that_holds_many_removed_photos_is_built_anew(photos: Path, tmp_path: Path) -> None:
    for number in range(40):
        draw(photos / f"more{number}.jpg", 200 + number)
    with Library(tmp_path / "graph", str(FAKE), exact_limit=5) as library:
        finish(add(library, [photos], Cancel()))
        (path,) = library.shelf.folder.glob("*.hnsw")
        before = path.stat().st_size
        for number in range(25):
            (photos / f"more{number}.jpg").unlink()
        finish(scan(library, Cancel()))
        assert len(finish(find(library, photos / "0.jpg", 100)).hits) == 21
    with Library(tmp_path / "graph", str(FAKE), exact_limit=5) as library:
        assert len(finish(find(library, photos / "0.jpg", 100)).hits) == 21
        (path,) = library.shelf.folder.glob("*.hnsw")
        assert path.stat().st_size < before


def test_photos_that_are_not_indexed_yet_are_mentioned(added: Library, photos: Path) -> None:
    with added.writing() as store:
        store.run("DELETE FROM vectors WHERE photo_id = 1")
    assert any("1 of 6 photos" in note for note in finish(find(added, photos / "3.jpg")).notes)


def test_several_pictures_are_searched_for_together_by_the_sum_of_their_vectors(added: Library, photos: Path) -> None:
    pair = [photos / "1.jpg", photos / "sub" / "4.png"]
    answer = finish(find(added, pair[0], others=pair[1:]))
    vectors = {name: finish(find(added, path)).query.vector for name, path in zip("ab", pair, strict=True)}
    summed = sum(vector / np.linalg.norm(vector) for vector in vectors.values())
    np.testing.assert_allclose(answer.query.vector, summed / np.linalg.norm(summed), atol=1e-6)
    assert set(names(answer)[:2]) == {"1.jpg", "4.png"}
    assert answer.query.others == (pair[1],)
