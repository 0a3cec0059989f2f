import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photosearch.errors import LibraryProblem, LibraryTooNew, PersonError
from photosearch.jobs import Cancel
from photosearch.services.backup import CONTENTS, DATABASE, backup
from photosearch.services.library import Library
from photosearch.services.restore import restore
from tests.drawing import finish


@pytest.fixture
def made(added: Library, tmp_path: Path) -> Path:
    """A backup in a folder of its own."""
    (tmp_path / "safe").mkdir()
    finish(backup(added, tmp_path / "safe" / "x", Cancel()))
    return tmp_path / "safe" / "x"


def changed(made: Path, change: Callable[[dict[str, Any]], None], **members: bytes) -> Path:
    """The backup with another list of contents, and other files."""
    with zipfile.ZipFile(made) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    facts = json.loads(files[CONTENTS])
    change(facts)
    path = made.parent / "changed"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (files | members | {CONTENTS: json.dumps(facts).encode()}).items():
            archive.writestr(name, content)
    return path


def refused(file: Path, folder: Path) -> str:
    with pytest.raises(LibraryProblem) as error:
        finish(restore(file, folder, Cancel()))
    assert not folder.exists()
    assert sorted(path.name for path in folder.parent.iterdir() if path.name.startswith(".")) == []
    return str(error.value)


@pytest.mark.parametrize(
    "name",
    ["../x", "/etc/x", "learned/../../x", "learned/..", "queries/a/b", "lock", "learned\\x", "queries/C:x", "queries/"],
)
def test_no_file_of_a_backup_leaves_the_folder(made: Path, tmp_path: Path, name: str) -> None:
    def leads_out(facts: dict[str, Any]) -> None:
        facts["files"].append({"name": name, "member": "x", "size": 1, "sha256": ""})

    before = set(tmp_path.rglob("*"))
    assert "no file of a library" in refused(changed(made, leads_out, x=b"x"), tmp_path / "again")
    assert set(tmp_path.rglob("*")) - before == {made.parent / "changed"}


def test_sizes_and_checksums_are_checked(made: Path, tmp_path: Path) -> None:
    def longer(facts: dict[str, Any]) -> None:
        facts["files"][0]["size"] += 1

    def other(facts: dict[str, Any]) -> None:
        facts["files"][0]["sha256"] = "0" * 64

    def huge(facts: dict[str, Any]) -> None:
        facts["files"] *= 2

    for change, message in ((longer, "another length"), (other, "not what was written"), (huge, "list of contents")):
        assert message in refused(changed(made, change), tmp_path / "again")


def test_what_has_no_room_on_the_disk_is_refused_before_it_is_unpacked(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": 10})())
    assert "no room" in refused(made, tmp_path / "again")


def test_a_backup_that_is_damaged_anywhere_is_refused_or_whole(made: Path, tmp_path: Path) -> None:
    content, moments, refusals = made.read_bytes(), random.Random(3), 0
    for number in range(60):
        harmed = bytearray(content)
        if number % 3 == 0:
            del harmed[moments.randrange(len(harmed)) :]
        else:
            harmed[moments.randrange(len(harmed))] ^= 1 << moments.randrange(8)
        made.write_bytes(harmed)
        try:
            finish(restore(made, tmp_path / f"again{number}", Cancel()))
        except PersonError:
            refusals += 1
            assert not (tmp_path / f"again{number}").exists()
        else:
            with Library(tmp_path / f"again{number}") as library, library.reading() as store:
                assert store.rows("SELECT count(*) FROM photos") == [(6,)]
    assert refusals > 40


def test_only_an_empty_folder_is_filled(made: Path, added: Library, photos: Path, tmp_path: Path) -> None:
    for folder in (added.folder, photos, photos / "0.jpg"):
        before = sorted(folder.parent.rglob("*"))
        with pytest.raises(LibraryProblem, match="not empty"):
            finish(restore(made, folder, Cancel()))
        assert sorted(folder.parent.rglob("*")) == before
    (tmp_path / "empty").mkdir()
    assert finish(restore(made, tmp_path / "empty", Cancel()))
    assert (tmp_path / "empty" / DATABASE).exists()


def test_what_is_no_backup_or_of_a_newer_version_is_refused(
    added: Library, made: Path, photos: Path, tmp_path: Path
) -> None:
    assert "no sound backup" in refused(photos / "0.jpg", tmp_path / "again")
    assert "no file" in refused(tmp_path / "missing", tmp_path / "again")

    def newer(facts: dict[str, Any]) -> None:
        facts["format"] += 1

    assert "another version" in refused(changed(made, newer), tmp_path / "again")
    with added.writing() as store:
        store.run(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('photosearch', '0999_x', '')"
        )
    with pytest.raises(LibraryTooNew):
        finish(backup(added, made, Cancel()))


def test_a_restoration_that_is_stopped_leaves_nothing(made: Path, tmp_path: Path) -> None:
    stop = Cancel()
    stop.cancel()
    assert not finish(restore(made, tmp_path / "again", stop))
    assert not (tmp_path / "again").exists()
