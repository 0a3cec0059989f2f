import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.cli.main import run
from photosearch.descriptors.table import METHODS
from photosearch.errors import QueryProblem
from photosearch.evaluate.report import Report, Row, as_json, as_markdown
from photosearch.jobs import Cancel
from photosearch.services.evaluate import Question, evaluate, read_set
from photosearch.services.library import Library
from tests.drawing import FAKE, finish
from tests.search.rerank.test_geometric import TILT, moved, poster

COLOURS = {"red": (220, 30, 30), "green": (30, 200, 30), "blue": (30, 30, 220)}


@pytest.fixture
def classes(tmp_path: Path) -> Path:
    """Three classes of four photos each: one colour, other shapes; whatever looks at them can tell them apart."""
    root = tmp_path / "classes"
    random = np.random.default_rng(0)
    for name, colour in COLOURS.items():
        (root / name).mkdir(parents=True)
        for number in range(4):
            rgb = np.clip(np.array(colour) + random.normal(0, 6, (96, 128, 3)), 0, 255).astype(np.uint8)
            top, left = random.integers(8, 40, 2)
            rgb[top : top + 40, left : left + 50] //= 2
            Image.fromarray(rgb).save(root / name / f"{number}.png")
    return root


def report(classes: Path, tmp_path: Path, question: Question) -> Report:
    return finish(evaluate(read_set("folders", classes), question, [str(FAKE)], tmp_path / "work", Cancel()))


def scores(found: Report) -> Mapping[str, float]:
    return {row.method: row.scores["mAP"] for row in found.rows}


def test_every_method_has_a_row_or_a_reason(classes: Path, tmp_path: Path) -> None:
    found = report(classes, tmp_path, Question(["all"]))
    without = {name.split("`")[1] for name in found.unavailable}
    assert {row.method for row in found.rows} | without == {*METHODS, "fc_gtbox"}
    assert "sum_weighted:learned" in without
    assert scores(found)["avg"] == scores(found)["crow"] == 1
    assert all(0 <= row.scores["mAP"] <= 1 and row.seconds_per_photo > 0 for row in found.rows)
    assert {row.method: row.passes for row in found.rows}["scda_flip"] == 2


def test_a_second_run_looks_at_no_photo_again(classes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = report(classes, tmp_path, Question(["avg", "rmac"]))
    monkeypatch.setattr("photosearch.services.ingest.look", lambda *_: pytest.fail("a photo was looked at again"))
    again = report(classes, tmp_path, Question(["avg", "rmac"]))
    assert scores(again) == scores(first)


def test_without_a_network_it_is_the_built_in_one_whatever_was_used_before(classes: Path, tmp_path: Path) -> None:
    benchmark, work = read_set("folders", classes), tmp_path / "work"
    for model, name in ((str(FAKE), "fake"), (None, "builtin"), (str(FAKE), "fake"), (None, "builtin")):
        found = finish(evaluate(benchmark, Question(["avg"]), [model], work, Cancel()))
        assert [row.network for row in found.rows] == [name]


def test_a_projection_has_no_more_dimensions_than_the_photos_allow(classes: Path, tmp_path: Path) -> None:
    (row,) = report(classes, tmp_path, Question(["avg:pca_whitening:256"])).rows
    assert row.dimensions < 12
    assert row.method == f"avg:pca_whitening:{row.dimensions}"


def test_what_is_fitted_on_another_set_says_so(classes: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for name in COLOURS:
        (classes / name).rename(other / name) if name == "blue" else None
    found = report(classes, tmp_path, Question(["avg:pca:2", "rmac"], fit_on=read_set("folders", other), expand=1))
    assert found.fitted_on == "folders of other"
    assert "again with the 1 best hits" in found.asked_with
    assert len(found.rows) == 2


def test_a_box_is_asked_with_alone(classes: Path, tmp_path: Path) -> None:
    (classes / "boxes.csv").write_text("path,box\nred/0.png,0 0 4 4\n")
    whole = report(classes, tmp_path, Question(["avg"]))
    boxed = report(classes, tmp_path, Question(["avg", "sift_bow", "blcf"], boxes=True))
    assert boxed.asked_with == "their boxes"
    assert scores(boxed)["avg"] == pytest.approx(scores(whole)["avg"], abs=0.2)


def test_hits_that_agree_point_by_point_come_first(tmp_path: Path) -> None:
    root = tmp_path / "posters"
    for number in range(4):
        folder = root / f"poster {number}"
        folder.mkdir(parents=True)
        Image.fromarray(poster(number)).save(folder / "straight.png")
        Image.fromarray(moved(poster(number), TILT)).save(folder / "tilted.png")
    plain = report(root, tmp_path, Question(["avg"]))
    closer = report(root, tmp_path, Question(["avg"], reach=8))
    assert scores(plain)["avg"] < 1
    assert scores(closer) == {"avg + geometric:8": 1.0}
    assert "a closer look (geometric)" in closer.asked_with


def test_boxes_and_labels_are_scored_where_there_are_any(classes: Path, tmp_path: Path) -> None:
    (classes / "boxes.csv").write_text("path,box\nred/0.png,0 0 96 128\nred/1.png,0 0 1 1\n")
    found = report(classes, tmp_path, Question(["avg"], classify=True))
    (row,) = found.rows
    assert row.scores["5-NN"] == 1
    assert 0 <= found.localisation["fake"] <= 0.5  # the second box is no larger than a pixel
    assert "(PCP): fake" in as_markdown(found)
    assert as_json(found)["localisation"] == {"fake": found.localisation["fake"]}
    (classes / "boxes.csv").unlink()
    assert report(classes, tmp_path, Question(["avg"])).localisation == {}


def test_an_unknown_method_names_those_there_are(classes: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryProblem, match="cam_ofa"):
        report(classes, tmp_path, Question(["surf"]))


def test_features_are_kept_in_the_librarys_own_form(classes: Path, tmp_path: Path) -> None:
    report(classes, tmp_path, Question(["avg"]))
    (folder,) = (tmp_path / "work").iterdir()
    with Library(folder, str(FAKE)).reading() as store:
        assert store.rows("SELECT count(*) FROM photos") == [(12,)]


def test_a_report_is_a_table_best_first_and_the_same_as_json() -> None:
    rows = [
        Row("avg", "net", 8, 1, {"top1": 0.5, "mAP": 0.25}, 0.001),
        Row("max", "net", 8, 1, {"top1": 1, "mAP": 0.75}, 0.002),
    ]
    found = Report("a set", 10, 4, "whole photos", "short side 320", "themselves", rows, {"net `x`": "no reason"})
    lines = as_markdown(found).splitlines()
    assert [line for line in lines if line.startswith("| net |")] == [
        "| net | `max` | 8 | 1 | 1.000 | 0.750 | 2.0 |",
        "| net | `avg` | 8 | 1 | 0.500 | 0.250 | 1.0 |",
    ]
    assert "learned from themselves" in lines[2]
    assert "- net `x`: no reason" in lines
    facts = as_json(found)
    assert facts["rows"][0] == {  # type: ignore[index]
        "method": "avg",
        "dim": 8,
        "network": "net",
        "passes": 1,
        "scores": {"top1": 0.5, "mAP": 0.25},
        "seconds_per_photo": 0.001,
    }


def test_the_command_prints_the_table_and_writes_it(
    classes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["evaluate", "folders", "--root", str(classes), "--model", str(FAKE), "--methods", "avg,max"]
    command += ["--work", str(tmp_path / "work")]
    assert run([*command, "--out", str(tmp_path / "table.md")]) == 0
    printed = capsys.readouterr().out
    assert "| fake | `avg` |" in printed
    assert (tmp_path / "table.md").read_text().strip() == printed.strip()
    assert run([*command, "--json"]) == 0
    assert [row["method"] for row in json.loads(capsys.readouterr().out)["rows"]] == ["avg", "max"]


@pytest.mark.parametrize(
    ("extra", "complaint"),
    [
        (["--fit-on", "folders"], "belong together"),
        (["--out", "table.txt"], "must end in"),
        (["--projection", "pca:8"], "needs --methods"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    classes: Path, extra: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", "folders", "--root", str(classes), *extra]) == 2
    assert complaint in capsys.readouterr().err


def test_closer_looks_second_searches_and_views_have_rows_of_their_own(classes: Path, tmp_path: Path) -> None:
    closer = report(classes, tmp_path, Question(["avg", "blcf"], look="windows", reach=5, expand=2))
    assert set(scores(closer)) == {"avg + windows:5", "blcf + windows:5"}
    assert "a closer look (windows) is taken at the best 5" in closer.asked_with
    views = report(classes, tmp_path, Question(["avg", "regional", "blcf"], views=True))
    assert set(scores(views)) == {"avg", "regional", "blcf"}
    assert "mirror images" in views.asked_with
    assert scores(views)["avg"] == 1
    for look in ("rmac_search", "cam_boxes", "cam_ona"):
        found = report(classes, tmp_path, Question(["avg", "rmac"], look=look, reach=4, expand=1))
        assert all(0 < value <= 1 for value in scores(found).values())


def test_words_may_be_learned_on_another_set_and_are_kept_in_the_library(classes: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (classes / "blue").rename(other / "blue")
    question = Question(["blcf", "blcf:gaussian"], fit_on=read_set("folders", other), expand=1)
    found = report(classes, tmp_path, question)
    assert {row.method for row in found.rows} == {"blcf", "blcf:gaussian"}
    assert all(row.dimensions > 0 and row.seconds_per_photo > 0 for row in found.rows)
    assert len(list((tmp_path / "work").rglob("*.words"))) == 2
    with pytest.raises(QueryProblem, match="cannot be projected"):
        report(classes, tmp_path, Question(["blcf:pca:4"]))


def test_what_the_true_boxes_hold_is_compared_alone_where_every_photo_has_one(classes: Path, tmp_path: Path) -> None:
    found = report(classes, tmp_path, Question(["fc_gtbox"]))
    assert found.rows == []
    assert "true box of every photo" in next(iter(found.unavailable.values()))
    lines = [f"{name}/{number}.png,0 0 8 8\n" for name in COLOURS for number in range(4)]
    (classes / "boxes.csv").write_text("path,box\n" + "".join(lines))
    boxed = report(classes, tmp_path, Question(["fc_gtbox", "fc_im"]))
    assert scores(boxed)["fc_gtbox"] == 1  # of every photo, a corner of its colour alone
    assert {row.method for row in boxed.rows} == {"fc_gtbox", "fc_im"}
