from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from photosearch.descriptors.table import FITTED
from photosearch.errors import LibraryDamaged, QueryProblem
from photosearch.jobs import Cancel
from photosearch.services.check import check
from photosearch.services.find import find
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.methods import methods
from photosearch.services.summary import Summary
from photosearch.store import features
from tests.drawing import FAKE, draw, finish

Rescan = Callable[..., Summary]


def counts(library: Library, descriptor: str) -> list[int]:
    with library.reading() as store:
        return [row.count for row in features.all_spaces(store) if row.space.descriptor == descriptor]


@pytest.mark.parametrize("name", [name for name in FITTED if not FITTED[name].needs.classifier])
def test_what_must_be_learned_is_learned_from_the_librarys_photos_and_then_made(
    added: Library, photos: Path, rescan: Rescan, name: str
) -> None:
    for number in range(40):  # five photos are too few for a hundred kinds
        draw(photos / "more" / f"{number}.jpg", 100 + number)
    rescan([name])
    assert counts(added, name) == [46]
    answer = finish(find(added, photos / "3.jpg", descriptor=name))
    assert answer.hits[0].score == 1.0
    assert Path(answer.hits[0].path).name == "3.jpg"
    stranger = draw(photos.parent / "stranger.png", 3)
    assert Path(finish(find(added, stranger, descriptor=name)).hits[0].path).name == "3.jpg"


@pytest.mark.parametrize("exact_limit", [0, 1000])
def test_a_thing_that_is_a_part_of_a_photo_is_found_by_that_part(
    photos: Path, tmp_path: Path, exact_limit: int
) -> None:
    for number in range(40):
        draw(photos / "more" / f"{number}.jpg", 100 + number, size=(192, 256))
    with Library(tmp_path / "library", str(FAKE), exact_limit=exact_limit) as library:
        finish(add(library, [photos], Cancel(), ["regional"]))
        answer = finish(find(library, photos / "more" / "7.jpg", descriptor="regional"))
        assert answer.query.vector.ndim == 2
        assert Path(answer.hits[0].path).name == "7.jpg"
        paths = [hit.path for hit in answer.hits]
        assert len(paths) == len(set(paths)) == 20
        assert [hit.score for hit in answer.hits] == sorted((hit.score for hit in answer.hits), reverse=True)
        assert -1 <= answer.noise <= 1
        stranger = tmp_path / "copy.png"
        Image.open(photos / "more" / "7.jpg").save(stranger)
        together = finish(find(library, stranger, others=[photos / "more" / "9.jpg"], descriptor="regional"))
        assert {Path(hit.path).name for hit in together.hits[:2]} == {"7.jpg", "9.jpg"}
        with pytest.raises(QueryProblem, match="ask for it alone"):
            finish(scan(library, Cancel(), ["regional:pca:8"]))
        assert finish(check(library, Cancel())) == []


def test_what_is_learned_does_not_depend_on_which_photo_was_looked_at_first(tmp_path: Path) -> None:
    for number in range(40):
        draw(tmp_path / "photos" / "ab"[number % 2] / f"{number}.jpg", 100 + number)
    learned = []
    for order in ("ab", "ba"):
        with Library(tmp_path / order, str(FAKE)) as library:
            for folder in order:
                finish(add(library, [tmp_path / "photos" / folder], Cancel()))
            finish(scan(library, Cancel(), ["vlad"]))
            found = library.learned("vlad")
            assert found is not None
            learned.append(found)
    first, second = learned
    assert first.keys() == second.keys()
    assert all((first[name] == second[name]).all() for name in first)


def test_new_photos_get_it_without_learning_again(added: Library, photos: Path, rescan: Rescan) -> None:
    rescan(["rmac"])
    before = added.learned("rmac")
    draw(photos / "new.jpg", 77)
    assert rescan().indexed == 1
    assert counts(added, "rmac") == [7]
    with Library(added.folder, str(FAKE)) as again:
        kept = again.learned("rmac")
    assert before is not None
    assert kept is not None
    assert {name: part.tolist() for name, part in kept.items()} == {n: p.tolist() for n, p in before.items()}


def test_it_can_be_projected_as_any_other(added: Library, photos: Path, rescan: Rescan) -> None:
    rescan(["rmac:pca:3"])
    answer = finish(find(added, photos / "3.jpg", descriptor="rmac:pca:3"))
    assert answer.space.dimensions == 3
    assert Path(answer.hits[0].path).name == "3.jpg"


def test_photos_that_do_not_differ_are_too_few_and_nothing_is_lost(library: Library, tmp_path: Path) -> None:
    draw(tmp_path / "one" / "1.jpg", 1, size=(32, 32))
    with pytest.raises(QueryProblem, match="add more photos"):
        finish(add(library, [tmp_path / "one"], Cancel(), ["select_vlad", "vlad"]))
    assert counts(library, "gem") == [1]


def test_stopping_while_it_learns_keeps_what_is_done(added: Library, photos: Path) -> None:
    cancel = Cancel()
    job = scan(added, cancel, ["rmac"])
    for progress in job:
        if progress.stage == "Learning from your photos":
            cancel.cancel()
    assert added.learned("rmac") is None
    finish(scan(added, Cancel()))  # it is still wanted
    assert counts(added, "rmac") == [6]


def test_a_damaged_file_of_what_was_learned_is_said(added: Library, photos: Path, rescan: Rescan) -> None:
    rescan(["rmac"])
    (file,) = (added.folder / "learned").iterdir()
    file.write_bytes(file.read_bytes()[:100])
    with Library(added.folder, str(FAKE)) as again, pytest.raises(LibraryDamaged, match="learned again"):
        again.learned("rmac")
    file.unlink()
    with Library(added.folder, str(FAKE)) as again:
        finish(scan(again, Cancel()))
        assert finish(find(again, photos / "3.jpg", descriptor="rmac")).hits[0].score == 1.0


def test_what_was_learned_and_is_lost_is_said_and_learned_again(added: Library, photos: Path, rescan: Rescan) -> None:
    rescan(["rmac"])
    (file,) = (added.folder / "learned").iterdir()
    file.unlink()
    stranger = draw(photos.parent / "stranger.png", 3)
    with Library(added.folder, str(FAKE)) as again:
        with pytest.raises(QueryProblem, match="Learn it again"):
            finish(find(again, stranger, descriptor="rmac"))
        finish(scan(again, Cancel()))
        assert Path(finish(find(again, stranger, descriptor="rmac")).hits[0].path).name == "3.jpg"


def test_what_a_killed_process_left_half_written_is_swept(added: Library, rescan: Rescan) -> None:
    for folder in ("learned", "projections"):
        (added.folder / folder).mkdir(exist_ok=True)
        (added.folder / folder / "x.123.part").write_bytes(b"half")
    rescan()
    assert list(added.folder.rglob("*.part")) == []


def test_a_network_without_a_classifier_says_why_classes_cannot_be_compared(added: Library) -> None:
    (found,) = [method for method in methods(added) if method.id == "cam_ofa"]
    assert found.unavailable is None or "classifier" in found.unavailable
    assert not found.everyday


def test_a_method_with_parameters_of_one_s_own_is_indexed_and_searched(added: Library, photos: Path) -> None:
    names = ["cam_ofa:2", "cam_ofa:classes=0+1"]
    finish(scan(added, Cancel(), names))
    for name in names:
        answer = finish(find(added, photos / "3.jpg", descriptor=name))
        assert answer.hits[0].score == 1.0
        assert answer.space.space.descriptor == name
    with pytest.raises(QueryProblem, match="There is no descriptor 'cam_ofa:x'"):
        finish(scan(added, Cancel(), ["cam_ofa:x:pca:4"]))


def test_a_rescan_with_everything_learned_looks_for_nothing_that_lacks(
    added: Library, rescan: Rescan, monkeypatch: pytest.MonkeyPatch
) -> None:
    rescan(["rmac"])
    monkeypatch.setattr("photosearch.services.ingest._lacking", lambda *_: pytest.fail("nothing was learned anew"))
    assert rescan().unchanged == 9
