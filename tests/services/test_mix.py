from pathlib import Path

import pytest

from photosearch.cli.main import run
from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel
from photosearch.services.find import find
from photosearch.services.library import Library
from photosearch.services.mix import find_mixed
from tests.drawing import FAKE, finish


def ranked(library: Library, photo: Path, weights: dict[str, float]) -> list[str]:
    return [Path(hit.path).name for hit in finish(find_mixed(library, photo, weights, 6, Cancel())).answer.hits]


def test_one_method_alone_is_as_if_it_had_been_asked(added: Library, photos: Path) -> None:
    for name in ("avg", "scda"):
        alone = [Path(hit.path).name for hit in finish(find(added, photos / "3.jpg", descriptor=name)).hits]
        assert ranked(added, photos / "3.jpg", {name: 2, "max": 0}) == alone


def test_scores_are_scaled_and_added_by_their_weights(added: Library, photos: Path) -> None:
    weights = {"avg": 3.0, "max": 1.0}
    mixed = finish(find_mixed(added, photos / "3.jpg", weights, 6, Cancel()))
    alone = {name: finish(find(added, photos / "3.jpg", descriptor=name)).hits for name in weights}
    expected: dict[int, float] = {}
    for name, hits in alone.items():
        low, high = min(hit.score for hit in hits), max(hit.score for hit in hits)
        for hit in hits:
            expected[hit.photo_id] = expected.get(hit.photo_id, 0) + weights[name] / 4 * (hit.score - low) / (
                high - low
            )
    assert {hit.photo_id: hit.score for hit in mixed.answer.hits} == pytest.approx(expected)
    assert [hit.rank for hit in mixed.answer.hits] == [1, 2, 3, 4, 5, 6]
    for name, hits in alone.items():
        assert mixed.opinions[name] == {hit.photo_id: (hit.rank, hit.score) for hit in hits}


def test_methods_without_any_weight_say_nothing(added: Library, photos: Path) -> None:
    with pytest.raises(QueryProblem, match="weight of 0"):
        ranked(added, photos / "3.jpg", {"avg": 0})


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
