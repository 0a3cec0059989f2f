import time
from pathlib import Path

import pytest

from photosearch.cli.main import run
from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel
from photosearch.services.find import find
from photosearch.services.library import Library
from photosearch.services.mix import AIMS, Opinion, aims, find_mixed, mixed, opinions
from photosearch.services.query import Asked
from photosearch.services.second_stage import SecondStage
from photosearch.types import Hit
from tests.drawing import FAKE, finish


def ranked(library: Library, photo: Path, weights: dict[str, float]) -> list[str]:
    return [Path(hit.path).name for hit in finish(find_mixed(library, photo, weights, 6, Cancel())).answer.hits]


def test_one_method_alone_is_as_if_it_had_been_asked(added: Library, photos: Path) -> None:
    for name in ("avg", "scda"):
        alone = [Path(hit.path).name for hit in finish(find(added, photos / "3.jpg", descriptor=name)).hits]
        assert ranked(added, photos / "3.jpg", {name: 2, "max": 0}) == alone


def test_scores_are_scaled_and_added_by_their_weights(added: Library, photos: Path) -> None:
    weights = {"avg": 3.0, "max": 1.0}
    found = finish(find_mixed(added, photos / "3.jpg", weights, 6, Cancel()))
    alone = {name: finish(find(added, photos / "3.jpg", descriptor=name)).hits for name in weights}
    expected: dict[int, float] = {}
    for name, hits in alone.items():
        low, high = min(hit.score for hit in hits), max(hit.score for hit in hits)
        for hit in hits:
            expected[hit.photo_id] = expected.get(hit.photo_id, 0) + weights[name] / 4 * (hit.score - low) / (
                high - low
            )
    assert {hit.photo_id: hit.score for hit in found.answer.hits} == pytest.approx(expected)
    assert [hit.rank for hit in found.answer.hits] == [1, 2, 3, 4, 5, 6]
    for name, hits in alone.items():
        assert found.opinions[name] == {hit.photo_id: (hit.rank, hit.score) for hit in hits}


def test_methods_without_any_weight_say_nothing(added: Library, photos: Path) -> None:
    with pytest.raises(QueryProblem, match="weight above 0"):
        ranked(added, photos / "3.jpg", {"avg": 0})


def test_what_was_said_once_is_mixed_by_any_weights_without_asking_again(
    added: Library, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {share: ranked(added, photos / "3.jpg", {"avg": 1 - share, "max": share}) for share in (0.1, 0.5, 0.9)}
    said = finish(opinions(added, photos / "3.jpg", ["max", "avg"], Cancel()))
    monkeypatch.setattr("photosearch.services.mix.find", None)
    for share, names in expected.items():
        found = mixed(said, {"avg": 1 - share, "max": share}, 6).answer
        assert [Path(hit.path).name for hit in found.hits] == names
        assert found.space.space.descriptor == ("max" if share > 0.5 else "avg")


def test_a_photo_that_a_method_does_not_name_counts_as_its_last(added: Library, photos: Path) -> None:
    said = dict(finish(opinions(added, photos / "3.jpg", ["avg", "max"], Cancel())))
    avg = said["avg"]
    best, last = avg.answer.hits[1], avg.answer.hits[-1]
    fewer = {photo: score for photo, score in avg.scores.items() if photo != best.photo_id}
    said["avg"] = Opinion(avg.answer, avg.hits, fewer, avg.places)
    found = {hit.photo_id: hit.score for hit in mixed(said, {"avg": 1, "max": 1e-9}, 6).answer.hits}
    assert found[best.photo_id] == pytest.approx(found[last.photo_id], abs=1e-6)


def test_marks_move_every_method_and_no_closer_look_is_taken(added: Library, photos: Path) -> None:
    second = SecondStage(reach=6, right=(Asked(photos / "1.jpg"),))
    said = finish(opinions(added, photos / "3.jpg", ["avg", "max"], Cancel(), second=second))
    for name, opinion in said.items():
        alone = finish(find(added, photos / "3.jpg", descriptor=name, second=SecondStage(right=second.right)))
        assert opinion.places == {hit.photo_id: (hit.rank, hit.score) for hit in alone.hits}
        assert not opinion.answer.closer


def test_stopping_keeps_what_was_said(added: Library, photos: Path) -> None:
    cancel = Cancel()
    cancel.cancel()
    assert list(finish(opinions(added, photos / "3.jpg", ["avg", "max"], cancel))) == ["avg"]


def test_a_slider_can_be_followed(added: Library, photos: Path) -> None:
    """Four methods that name 1,000 photos each are mixed in 5 ms; twice that is allowed to a busy machine."""
    (answer,) = (opinion.answer for opinion in finish(opinions(added, photos / "3.jpg", ["avg"], Cancel())).values())
    said = {}
    for method in range(4):
        hits = {n: Hit(n, n, f"/{n}.jpg", 1 - n * (method + 1) % 997 / 1000, None) for n in range(1, 1_001)}
        places = {photo: (hit.rank, hit.score) for photo, hit in hits.items()}
        said[str(method)] = Opinion(answer, hits, {photo: hit.score for photo, hit in hits.items()}, places)
    took = []
    for share in range(1, 21):
        began = time.perf_counter()
        mixed(said, {"0": share, "1": 1, "2": 2, "3": 3}, 500)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.01


def test_the_command_prints_what_each_method_thinks(
    added: Library, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--library", str(added.folder), "--model", str(FAKE), "find", str(photos / "3.jpg"), "--mix"]
    assert run([*command, "avg=1,max=0.5"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert "3.jpg" in first
    assert "avg 1 1.000  max 1 1.000" in first
    assert run([*command, "avg"]) == 2
    assert "scda=1,crow=0.5" in capsys.readouterr().err


def test_main_objects_are_compared_by_both_layers_where_the_network_has_them(
    added: Library, photos: Path, tmp_path: Path
) -> None:
    assert aims(added.lacking)["subject"] == {"scda_plus": 1.0}
    assert set(aims(added.lacking)) == set(AIMS)
    shallow = tmp_path / "shallow.toml"
    shallow.write_text('name = "shallow"\ntitle = "One layer"\nkind = "fake"\n[layers]\ndeep = "deep"\n')
    with Library(tmp_path / "other", str(shallow)) as library:
        assert aims(library.lacking)["place"] == {"background": 1.0, "scda": -1.0}
