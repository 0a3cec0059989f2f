import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import IndexServerProblem
from photosearch.index.milvus import MilvusIndex
from photosearch.jobs import Cancel
from photosearch.services import index_server
from photosearch.services.curate import remove_folder
from photosearch.services.find import Answer, find
from photosearch.services.index_server import Served
from photosearch.services.ingest import add, scan
from photosearch.services.kept_networks import forget_network
from photosearch.services.library import Library
from photosearch.services.next_network import change_network
from photosearch.store.features import all_spaces
from tests.drawing import FAKE, draw, finish
from tests.services.test_networks import OTHER

PATIENT = 60.0
"""Seconds: tests run on loaded machines, and what they test is not how fast Milvus Lite is."""


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    for number in range(12):
        draw(tmp_path / "pictures" / f"{number:02}.png", number)
    return tmp_path / "pictures"


@pytest.fixture
def here(tmp_path: Path, pictures: Path) -> Iterator[Library]:
    """A library without a server."""
    with Library(tmp_path / "library", str(FAKE), index_server="") as library:
        finish(add(library, [pictures], Cancel()))
        yield library


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    """Opens libraries whose settings name a folder of Milvus Lite, or another server."""
    pytest.importorskip("milvus_lite", reason="the extra milvus is not installed")
    libraries = []

    def opened(folder: str = "library", address: str | None = None, **options: object) -> Library:
        server = str(tmp_path / "index.db") if address is None else address
        library = Library(tmp_path / folder, str(FAKE), index_server=server, **options)  # type: ignore[arg-type]
        library.shelf.server.deadline = PATIENT
        libraries.append(library)
        return library

    yield opened
    for library in libraries:
        library.close()


@pytest.fixture
def not_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No index of this machine may be used."""
    monkeypatch.setattr("photosearch.services.shelf.ExactIndex", lambda _: pytest.fail("searched on this machine"))


def hits(answer: Answer) -> list[tuple[str, float]]:
    return [(Path(hit.path).name, hit.score) for hit in answer.hits]


def held(library: Library) -> dict[str, int]:
    """How many vectors each collection of the server holds."""
    server = library.shelf.server._server
    assert server is not None
    names = server.call("list_collections")
    return {name: server.call("get_collection_stats", name)["row_count"] for name in names}


def test_without_an_address_nothing_is_loaded_or_made(here: Library, pictures: Path) -> None:
    server = here.shelf.server
    assert not server.chosen
    assert finish(find(here, pictures / "03.png")).notes == []
    assert server._server is None
    assert not (here.shelf.folder / index_server.NAME).exists()


def test_the_address_of_the_environment_is_used_unless_another_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHOTOSEARCH_INDEX_SERVER", "http://studio:19530")
    assert Library(tmp_path).shelf.server.address == "http://studio:19530"
    assert not Library(tmp_path, index_server="").shelf.server.chosen


@pytest.mark.usefixtures("not_here")
def test_photos_are_added_found_removed_and_found_on_the_server(
    opened: Callable[..., Library], pictures: Path, tmp_path: Path
) -> None:
    library = opened()
    assert finish(add(library, [pictures], Cancel())).notes == []
    assert list(held(library).values()) == [12]
    answer = finish(find(library, pictures / "03.png"))
    assert (len(answer.hits), answer.hits[0].score, answer.notes) == (12, 1.0, [])
    (pictures / "05.png").unlink()
    for number in range(20, 24):
        draw(tmp_path / "more" / f"{number}.png", number)
    finish(scan(library, Cancel()))
    finish(add(library, [tmp_path / "more"], Cancel()))
    names = dict(hits(finish(find(library, pictures / "03.png"))))
    assert "05.png" not in names
    assert len(names) == 15
    assert list(held(library).values()) == [15]
    remove_folder(library, tmp_path / "more")
    assert len(finish(find(library, pictures / "03.png")).hits) == 11
    assert list(held(library).values()) == [11]


def test_the_server_finds_what_this_machine_finds(
    opened: Callable[..., Library], here: Library, pictures: Path
) -> None:
    expected = [hits(finish(find(here, path))) for path in sorted(pictures.iterdir())]
    library = opened()
    found = [hits(finish(find(library, path))) for path in sorted(pictures.iterdir())]
    for ours, theirs in zip(expected, found, strict=True):
        assert [name for name, _ in ours] == [name for name, _ in theirs]
        np.testing.assert_allclose([score for _, score in ours], [score for _, score in theirs], atol=2e-6)


def test_photos_of_several_parts_are_served_and_visual_words_stay_here(
    opened: Callable[..., Library], here: Library, pictures: Path
) -> None:
    finish(scan(here, Cancel(), ["regional", "blcf"]))
    library = opened()
    for method, served in (("regional", 1), ("blcf", 0)):
        expected = hits(finish(find(here, pictures / "03.png", descriptor=method)))
        answer = finish(find(library, pictures / "03.png", descriptor=method))
        assert [name for name, _ in hits(answer)] == [name for name, _ in expected]
        assert answer.notes == []
        assert answer.space.space.key in "".join(held(library)) or not served
        assert len(held(library)) == 1
    assert held(library).popitem()[1] > 12


@pytest.mark.usefixtures("here", "not_here")
def test_a_file_that_was_deleted_meanwhile_is_filled_anew(
    opened: Callable[..., Library], pictures: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        library = opened()
        answer = finish(find(library, pictures / "03.png"))
        assert (len(answer.hits), answer.notes) == (12, [])
        assert list(held(library).values()) == [12]
        library.close()
        shutil.rmtree(tmp_path / "index.db")


@pytest.mark.usefixtures("here", "not_here")
def test_a_collection_that_somebody_dropped_is_filled_anew(opened: Callable[..., Library], pictures: Path) -> None:
    library = opened()
    expected = hits(finish(find(library, pictures / "03.png")))
    (name,) = held(library)
    library.shelf.server._server.drop(name)  # type: ignore[union-attr]
    answer = finish(find(library, pictures / "03.png"))
    assert (hits(answer), answer.notes) == (expected, [])


@pytest.mark.usefixtures("here")
def test_a_server_that_is_up_to_date_is_not_filled_again(
    opened: Callable[..., Library], pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened()
    finish(find(library, pictures / "03.png"))
    library.close()
    for name in ("add", "labels", "remove"):
        monkeypatch.setattr(MilvusIndex, name, lambda *_: pytest.fail("it was filled again"))
    assert len(finish(find(opened(), pictures / "03.png")).hits) == 12


@pytest.mark.usefixtures("not_here")
def test_what_belongs_to_a_copy_of_the_library_is_noticed(
    opened: Callable[..., Library], pictures: Path, tmp_path: Path
) -> None:
    library = opened()
    finish(add(library, [pictures], Cancel()))
    library.close()
    shutil.copytree(tmp_path / "library", tmp_path / "copy")
    # Both get as many photos in as many steps: numbers and generations are the same, the photos are not.
    for folder, seed in (("library", 50), ("copy", 60)):
        draw(tmp_path / folder / "new" / "new.png", seed)
        draw(tmp_path / folder / "new" / "newer.png", seed + 1)
        copy = opened(folder)
        finish(add(copy, [tmp_path / folder / "new"], Cancel()))
        copy.close()
    for folder in ("library", "copy"):
        new = tmp_path / folder / "new" / "newer.png"
        shutil.copy(new, tmp_path / "query.png")
        answer = finish(find(opened(folder), tmp_path / "query.png"))
        assert answer.hits[0].path == str(new)
        assert answer.hits[0].score == pytest.approx(1.0, abs=1e-3)


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes calls and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.mark.parametrize("limit", [20_000, 5])
def test_a_server_that_says_nothing_is_done_without_and_then_left_alone(
    opened: Callable[..., Library], here: Library, pictures: Path, silent: str, limit: int
) -> None:
    expected = hits(finish(find(here, pictures / "03.png")))
    library = opened(address=silent, exact_limit=limit)
    library.shelf.server.deadline = 0.3
    answer = finish(find(library, pictures / "03.png"))
    assert [name for name, _ in hits(answer)] == [name for name, _ in expected]
    (note,) = answer.notes
    assert "does not answer in time. This machine searched without it." in note
    library.shelf.server.deadline = 1e6  # were it asked again, this test would never end
    assert finish(find(library, pictures / "03.png")).notes == [note]
    assert library.shelf.server.trouble in note


def test_after_a_rest_the_server_is_asked_again(
    opened: Callable[..., Library], here: Library, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened(address=str(tmp_path / "later" / "index.db"))
    assert "cannot be opened" in finish(find(library, pictures / "03.png")).notes[0]
    (tmp_path / "later").mkdir()
    assert finish(find(library, pictures / "03.png")).notes
    monkeypatch.setattr(index_server, "REST", -1)
    library.shelf.server.failed(IndexServerProblem("It is tired."))
    assert finish(find(library, pictures / "03.png")).notes == []
    assert library.shelf.server.trouble == ""
    assert list(held(library).values()) == [12]


def test_an_address_that_makes_no_sense_is_said_and_searched_without(
    opened: Callable[..., Library], here: Library, pictures: Path
) -> None:
    library = opened(address="studio")
    answer = finish(find(library, pictures / "03.png"))
    assert len(answer.hits) == 12
    assert "no address of an index server" in answer.notes[0]


@pytest.mark.parametrize("question", ["search", "labels", "__len__"])
def test_a_server_that_fails_amid_a_search_is_replaced_by_this_machine(
    opened: Callable[..., Library], here: Library, pictures: Path, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    expected = hits(finish(find(here, pictures / "03.png")))
    library = opened()
    finish(find(library, pictures / "03.png"))

    def fail(*_: object) -> None:
        raise IndexServerProblem("The index server went away.")

    monkeypatch.setattr(MilvusIndex, question, fail)
    with library.reading() as store:
        (row,) = [row for row in all_spaces(store) if row.space.descriptor == library.default_descriptor]
        notes: list[str] = []
        index = finish(library.shelf.prepare(store, row, Cancel(), notes))
        assert isinstance(index, Served)
        labels, _ = index.search(np.ones(row.dimensions, np.float32), 12)
        assert sorted(labels.tolist()) == index.labels().tolist()
        assert len(index) == len(expected)
    assert notes == ["The index server went away. This machine searched without it."]


def test_another_server_or_none_is_used_from_the_next_search_on(
    opened: Callable[..., Library], here: Library, pictures: Path, tmp_path: Path
) -> None:
    library = opened()
    finish(find(library, pictures / "03.png"))
    library.shelf.server.choose(str(tmp_path / "other.db"))
    assert finish(find(library, pictures / "03.png")).notes == []
    assert (tmp_path / "other.db").is_dir()
    library.shelf.server.choose(" ")
    shutil.rmtree(tmp_path / "other.db")
    assert len(finish(find(library, pictures / "03.png")).hits) == 12
    assert not (tmp_path / "other.db").exists()


def test_a_check_says_who_answers_and_changes_nothing(
    opened: Callable[..., Library], here: Library, pictures: Path, tmp_path: Path
) -> None:
    library = opened()
    server = library.shelf.server
    assert "milvus" in server.check(str(tmp_path / "other.db"))
    assert server._server is None
    finish(find(library, pictures / "03.png"))
    assert "milvus" in server.check(server.address)
    assert finish(find(library, pictures / "03.png")).notes == []
    with pytest.raises(IndexServerProblem):
        server.check(str(tmp_path / "missing" / "x.db"))


def test_a_cancelled_filling_is_gone_on_with_later(opened: Callable[..., Library], here: Library) -> None:
    library = opened()
    server, cancel, notes = library.shelf.server, Cancel(), list[str]()
    cancel.cancel()
    with library.reading() as store:
        (row,) = [row for row in all_spaces(store) if row.space.descriptor == library.default_descriptor]
        assert finish(server.index(store, row, cancel, notes)) is None
        assert not server.holds(row.space.key, row.generation)
        index = finish(server.index(store, row, Cancel(), notes))
        assert index is not None
        assert (len(index), index.generation) == (12, row.generation)
    assert notes == []


def test_what_a_network_saw_is_forgotten_on_the_server_too(
    opened: Callable[..., Library], pictures: Path, tmp_path: Path
) -> None:
    (tmp_path / "other.toml").write_text(OTHER)
    library = opened()
    finish(add(library, [pictures], Cancel()))
    assert len(held(library)) == 1
    finish(change_network(library, str(tmp_path / "other.toml"), Cancel()))
    finish(find(library, pictures / "03.png"))
    assert len(held(library)) == 2
    finish(forget_network(library, "fake", Cancel()))
    finish(find(library, pictures / "03.png"))
    assert len(held(library)) == 1


@pytest.mark.usefixtures("here")
def test_a_library_whose_name_cannot_be_kept_searches_here(
    opened: Callable[..., Library], pictures: Path, tmp_path: Path
) -> None:
    (tmp_path / "library" / "indexes").mkdir(exist_ok=True)
    (tmp_path / "library" / "indexes" / index_server.NAME).mkdir()
    answer = finish(find(opened(), pictures / "03.png"))
    assert len(answer.hits) == 12
    assert "library.id" in answer.notes[0]
