"""The promises to scripts: shapes, exit codes, and nothing but JSON on standard output."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from photosearch.cli.main import run
from photosearch.cli.table import VERBS
from photosearch.services.library import Library
from tests.cli.conftest import Outcome
from tests.drawing import FAKE, draw

Photosearch = Callable[..., Outcome]


@pytest.fixture
def added(photosearch: Photosearch, photos: Path) -> Path:
    assert photosearch("add", photos).code == 0
    return photos


def test_add_sums_up_and_scan_finds_nothing_new(photosearch: Photosearch, photos: Path) -> None:
    first = photosearch("add", photos)
    assert first.code == 0
    assert "4 photos indexed" in first.out
    assert "1 unreadable" in first.out
    again = photosearch("scan")
    assert "0 photos indexed, 6 files unchanged" in again.out
    assert "unreadable" not in again.out
    retried = photosearch("scan", "--retry")
    assert "0 photos indexed, 5 files unchanged" in retried.out
    assert "1 unreadable" in retried.out


def test_find_has_the_promised_shape(photosearch: Photosearch, added: Path) -> None:
    answer = photosearch("--json", "find", added / "2.jpg", "-k", 3)
    assert (answer.code, answer.err) == (0, "")
    assert set(answer.json) >= {"query", "space", "hits", "seconds"}
    first, *rest = answer.json["hits"]
    assert first == {
        "rank": 1,
        "path": str(added / "2.jpg"),
        "score": 1.0,
        "box": first["box"],
        "photo_id": first["photo_id"],
    }
    assert first["box"] is None or len(first["box"]) == 4
    assert [hit["rank"] for hit in rest] == [2, 3]
    assert answer.json["space"]["descriptor"] == "gem"


def test_json_may_stand_before_or_after_the_command(photosearch: Photosearch, added: Path) -> None:
    before = photosearch("--json", "find", added / "2.jpg").json
    after = photosearch("find", added / "2.jpg", "--json").json
    assert before["hits"] == after["hits"]


def test_status_has_the_promised_counts(photosearch: Photosearch, added: Path) -> None:
    status = photosearch("status", "--json").json
    assert {name: status[name] for name in ("photos", "indexed", "missing", "unreadable", "skipped")} == {
        "photos": 4,
        "indexed": 4,
        "missing": 0,
        "unreadable": 1,
        "skipped": 1,
    }
    assert status["spaces"][0]["photos"] == 4
    assert [Path(problem["path"]).name for problem in status["problems"]] == ["broken.jpg", "notes.txt"]


def test_status_tells_who_uses_the_built_in_network_of_before_of_that_of_today(
    photosearch: Photosearch, photos: Path, tmp_path: Path
) -> None:
    assert photosearch("add", photos, library=tmp_path / "old", model=Path("pilot")).code == 0
    said = photosearch("status", library=tmp_path / "old").out
    assert "pilot was built in once; Photosearch built-in finds more." in said
    assert "photosearch --model builtin scan" in said
    assert photosearch("scan", library=tmp_path / "old", model=Path("builtin")).code == 0
    said = photosearch("status", library=tmp_path / "old").out
    assert "was built in once" not in said
    assert "network builtin" in said


def test_status_lists_problems_for_a_person(photosearch: Photosearch, added: Path) -> None:
    assert "notes.txt" not in photosearch("status").out
    assert "notes.txt" in photosearch("status", "--problems").out


TORCH = "needs torch: see tests/train"
NO_ANSWER = {"gui": "opens the window", "train": TORCH, "export": TORCH}


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS if verb.name not in NO_ANSWER])
def test_every_verb_answers_with_one_json_object(
    photosearch: Photosearch, added: Path, tmp_path: Path, verb: str
) -> None:
    arguments = {
        "add": [added],
        "find": [added / "0.jpg"],
        "explain": [added / "0.jpg", "--overlay", "heat", "--out", tmp_path / "out.png"],
        "remove": [added],
        "models": ["list"],
        "backup": [tmp_path / "backup"],
        "restore": [tmp_path / "backup", "--library", tmp_path / "restored"],
    }
    if verb == "evaluate":
        for number in range(4):
            draw(tmp_path / "classes" / f"class {number % 2}" / f"{number}.jpg", number)
        arguments[verb] = ["folders", "--root", tmp_path / "classes", "--methods", "avg", "--work", tmp_path / "work"]
        arguments[verb] += ["--model", FAKE]
    if verb == "self-test":  # compares folders
        for number in range(2):
            draw(added / "other" / f"{number}.jpg", 10 + number)
        photosearch("scan")
    if verb == "restore":
        photosearch("backup", tmp_path / "backup")
    if verb == "patch":  # looks for words
        assert photosearch("scan", "--descriptor", "blcf").code == 0
        arguments[verb] = [added / "0.jpg", "--at", "10,10"]
    if verb == "crop":
        arguments[verb] = [added / "0.jpg", "--out", tmp_path / "crops"]
    answer = photosearch(verb, *arguments.get(verb, []), "--json")
    assert answer.code == 0
    assert isinstance(answer.json, dict)


def test_names_of_any_bytes_keep_the_json_valid(photosearch: Photosearch, photos: Path) -> None:
    for number, name in enumerate((b"\xff\xfe.jpg", b"new\nline.jpg", b'quote".jpg')):
        draw(photos / os.fsdecode(name), 10 + number, format="jpeg")
    assert photosearch("add", photos, "--json").code == 0
    hits = photosearch("find", photos / "0.jpg", "--json").json["hits"]
    assert {os.fsencode(hit["path"]).rsplit(b"/", 1)[-1] for hit in hits} >= {b"\xff\xfe.jpg", b"new\nline.jpg"}
    listed = photosearch("find", photos / "0.jpg").out
    assert len(listed.splitlines()) == 7
    assert "new\\nline.jpg" in listed


def wrong_input(tmp_path: Path, photos: Path) -> dict[str, list[Any]]:
    """Command lines that are wrong, by what is wrong with them."""
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "text.jpg").write_text("no picture")
    return {
        "empty query": ["find", tmp_path / "empty.jpg"],
        "text query": ["find", tmp_path / "text.jpg"],
        "missing query": ["find", tmp_path / "missing.jpg"],
        "folder as query": ["find", tmp_path],
        "zero photos": ["find", photos / "0.jpg", "-k", "0"],
        "negative photos": ["find", photos / "0.jpg", "-k", "-3"],
        "unknown descriptor": ["find", photos / "0.jpg", "--descriptor", "surf"],
        "unindexed descriptor": ["find", photos / "0.jpg", "--descriptor", "scda_flip"],
        "root is a file": ["add", photos / "0.jpg"],
        "root is missing": ["add", tmp_path / "nowhere"],
        "folder is no root": ["remove", tmp_path],
        "picture in a folder that is not there": [
            *("explain", photos / "0.jpg", "--overlay", "mask", "--out", tmp_path / "no" / "out.png"),
        ],
        "explain no picture": ["explain", tmp_path / "text.jpg", "--overlay", "mask", "--out", tmp_path / "out.png"],
    }


def test_wrong_input_is_exit_code_1_with_one_message_and_no_traceback(
    photosearch: Photosearch, added: Path, tmp_path: Path
) -> None:
    for what, arguments in wrong_input(tmp_path, added).items():
        for flags in ([], ["--json"]):
            outcome = photosearch(*arguments, *flags)
            assert outcome.code == 1, what
            assert outcome.out == "", what
            assert outcome.err.startswith("photosearch: "), what
            assert "Traceback" not in outcome.err, what


def test_a_search_can_be_kept_to_one_folder(photosearch: Photosearch, photos: Path) -> None:
    inside = draw(photos / "sub" / "4.jpg", 4)
    assert photosearch("add", photos).code == 0
    for mix in ((), ("--mix", "scda=1,max=1")):
        found = photosearch("find", photos / "3.jpg", "--in", photos / "sub", *mix, "--json").json
        assert [hit["path"] for hit in found["hits"]] == [str(inside)]
    refused = photosearch("find", photos / "3.jpg", "--in", photos / "none")
    assert refused.code == 1
    assert "holds no photo" in refused.err


def test_a_huge_count_means_all(photosearch: Photosearch, added: Path) -> None:
    assert len(photosearch("find", added / "0.jpg", "-k", 10**12, "--json").json["hits"]) == 4


def test_odd_queries_are_answered(photosearch: Photosearch, added: Path, tmp_path: Path) -> None:
    Image.new("RGB", (1, 1)).save(tmp_path / "dot.png")
    Image.new("RGB", (1, 20_000)).save(tmp_path / "strip.png")
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "moving.gif", save_all=True, append_images=frames[1:])
    for name in ("dot.png", "strip.png", "moving.gif"):
        assert len(photosearch("find", tmp_path / name, "--json").json["hits"]) == 4


def test_a_query_over_the_pixel_limit_is_refused_before_it_is_decoded(
    photosearch: Photosearch, added: Path, tmp_path: Path
) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    outcome = photosearch("find", tmp_path / "bomb.png")
    assert outcome.code == 1
    assert "400,000,000" in outcome.err


def test_libraries_that_cannot_be_used_say_why(photosearch: Photosearch, added: Path, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    newer = tmp_path / "newer"
    shutil.copytree(tmp_path / "library", newer)
    with sqlite3.connect(newer / "photos.sqlite") as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('photosearch','0999_x','')"
        )
    connection.close()
    for library, message in (
        (added / "0.jpg", "is a file"),
        (tmp_path / "void", "photosearch add"),
        (tmp_path / "missing", "photosearch add"),
        (newer, "newer version"),
    ):
        outcome = photosearch("find", added / "0.jpg", library=library)
        assert (outcome.code, outcome.out) == (1, "")
        assert message in outcome.err


def test_a_library_of_another_network_says_so(photosearch: Photosearch, added: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(FAKE.read_text().replace('name = "fake"', 'name = "other"'))
    outcome = photosearch("find", added / "0.jpg", model=other)
    assert outcome.code == 1
    assert "fake" in outcome.err
    assert "other" in outcome.err


def test_manifests_that_cannot_be_trusted_are_wrong_input(
    photosearch: Photosearch, added: Path, tmp_path: Path
) -> None:
    manifest = (Path(__file__).parents[2] / "models" / "builtin.toml").read_text()
    for name in ("builtin.onnx", "imagenet-classes.txt"):
        shutil.copy(Path(__file__).parents[2] / "models" / name, tmp_path / name)
    (tmp_path.parent / "secret").write_bytes(b"")
    wrong = {
        "sha256": re.sub(r'sha256 = "\w+"', f'sha256 = "{64 * "0"}"', manifest),
        "no output nothing": manifest.replace('deep = "deep"', 'deep = "nothing"'),
        "leaves the folder": manifest.replace('"builtin.onnx"', '"../secret"'),
        "not valid TOML": "][",
    }
    for message, text in wrong.items():
        path = tmp_path / "wrong.toml"
        path.write_text(text)
        outcome = photosearch("add", added, library=tmp_path / "another", model=path)
        assert outcome.code == 1, message
        assert message in outcome.err
    assert photosearch("add", added, library=tmp_path / "another", model=tmp_path / "missing.toml").code == 1


def test_a_read_only_library_can_be_searched_and_says_why_it_cannot_be_changed(photos: Path, tmp_path: Path) -> None:
    """As an ordinary person: root may write anywhere."""
    import tempfile

    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        home = Path(folder)
        home.chmod(0o755)
        shutil.copytree(photos, home / "photos")
        arguments = ["--library", str(home / "library"), "--model", str(FAKE)]
        assert run([*arguments, "add", str(home / "photos")]) == 0
        for path in (home / "library", home / "library" / "lock"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        as_root = os.geteuid() == 0
        if as_root:
            os.seteuid(65534)
        try:
            assert run([*arguments, "find", str(home / "photos" / "0.jpg")]) == 0
            assert run([*arguments, "status"]) == 0
            assert run([*arguments, "scan"]) == 1
        finally:
            if as_root:
                os.seteuid(0)
            (home / "library").chmod(0o755)


def test_an_unreadable_root_is_wrong_input(photosearch: Photosearch, photos: Path) -> None:
    import tempfile

    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        closed = Path(folder) / "closed"
        closed.mkdir()
        closed.chmod(0o000)
        as_root = os.geteuid() == 0
        if as_root:
            os.seteuid(65534)
        try:
            outcome = photosearch("add", closed, library=Path(folder) / "library")
        finally:
            if as_root:
                os.seteuid(0)
        assert outcome.code == 1
        assert "closed" in outcome.err


@pytest.mark.parametrize(
    "arguments", [["find"], ["nonsense"], ["find", "x.jpg", "-k", "many"], ["--nonsense"], ["explain", "x.jpg"]]
)
def test_wrong_usage_is_exit_code_2(photosearch: Photosearch, arguments: list[str]) -> None:
    outcome = photosearch(*arguments)
    assert outcome.code == 2
    assert "Usage" in outcome.err


def test_a_bug_of_ours_is_exit_code_3_with_a_traceback_for_the_report(
    photosearch: Photosearch, added: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Library, "reading", lambda _: 1 / 0)
    assert photosearch("status").code == 3
    assert "ZeroDivisionError" in caplog.text


def test_help_and_version_are_no_errors(photosearch: Photosearch) -> None:
    assert run(["--help"]) == 0
    assert run(["--version"]) == 0
    assert run(["find", "--help"]) == 0


def test_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    drawn = [draw(photos / f"{number}.jpg", number, size=(700, 900)) for number in range(20)]
    for number in range(20, 400):
        shutil.copyfile(drawn[number % 20], photos / f"{number}.jpg")
    command = [sys.executable, "-m", "photosearch", "--library", str(tmp_path / "library"), "--json"]
    with subprocess.Popen([*command, "add", str(photos)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        database = tmp_path / "library" / "photos.sqlite-wal"
        deadline = time.monotonic() + 60
        while (not database.exists() or database.stat().st_size < 2_000_000) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert b'"stopped": true' in out
    checked = subprocess.run([*command, "check"], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr
    status = subprocess.run([*command, "status"], capture_output=True, check=True).stdout
    assert b'"indexed": 0' not in status


def test_a_second_look_that_is_written_wrongly_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--library", str(tmp_path / "library"), "find", "x.jpg", "--rerank"]
    for wrong in ("geometric", "sliding:5", "geometric:many"):
        assert run([*command, wrong]) == 2
        assert "geometric:50" in capsys.readouterr().err


def test_a_part_of_a_picture_is_searched_for_by_box_or_by_kinds_of_things(
    photosearch: Photosearch, added: Path
) -> None:
    boxed = photosearch("find", added / "0.jpg", "--box", "0,0,40,60", "--json")
    assert json.loads(boxed.out)["query"]["region"] == [0, 0, 40, 60]
    number = json.loads(photosearch("classes", "--json").out)["classes"][0]["number"]
    for arguments in (["--classes", f"{number}"], ["--by", "background"], ["--by", "both"]):
        assert photosearch("find", added / "0.jpg", *arguments).code == 0, arguments
    answer = json.loads(photosearch("find", added / "0.jpg", added / "1.jpg", "--weights", "1,-0.5", "--json").out)
    assert Path(answer["hits"][0]["path"]).name == "0.jpg"
    assert json.loads(photosearch("classes", str(number), "--json").out)["hits"][0]["score"] > 0


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--box", "40,0,10,60"], 1, "is empty"),
        (["--box", "0,0,4000,60"], 1, "leaves the photo"),
        (["--box", "everything"], 2, "TOP,LEFT,BOTTOM,RIGHT"),
        (["--classes", "unicorn"], 1, "no class 'unicorn'"),
        (["--weights", "1,2"], 2, "2 numbers for 1 pictures"),
        (["--weights", "-1"], 1, "a weight above 0"),
        (["--by", "both", "--mix", "scda=1"], 2, "leave out --mix"),
        (["--rerank", "windows:5"], 1, "photosearch scan --descriptor blcf"),
    ],
)
def test_what_cannot_be_searched_for_is_said_in_one_sentence(
    photosearch: Photosearch, added: Path, arguments: list[str], code: int, sentence: str
) -> None:
    outcome = photosearch("find", added / "0.jpg", *arguments)
    assert outcome.code == code
    assert sentence in outcome.err
