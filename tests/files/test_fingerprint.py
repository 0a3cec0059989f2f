import hashlib
from pathlib import Path

import pytest

from photosearch.files.fingerprint import FIRST, LAST, fingerprint


def of(path: Path, content: bytes) -> bytes:
    path.write_bytes(content)
    return fingerprint(path)


def test_it_is_the_sha256_of_size_first_mib_and_last_kib(tmp_path: Path) -> None:
    content = bytes(range(256)) * 8192
    expected = hashlib.sha256(len(content).to_bytes(8, "little") + content[:FIRST] + content[-LAST:]).digest()
    assert of(tmp_path / "a", content) == expected


def test_size_beginning_and_end_tell_files_apart_and_the_name_does_not(tmp_path: Path) -> None:
    content = bytes(3 * FIRST)
    first = of(tmp_path / "a", content)
    assert of(tmp_path / "b", content) == first
    changed = [content + b"\0", b"\1" + content[1:], content[:-1] + b"\1"]
    assert len({first, *(of(tmp_path / "c", other) for other in changed)}) == 4


def test_small_and_empty_files_have_one(tmp_path: Path) -> None:
    assert len({of(tmp_path / "a", b""), of(tmp_path / "a", b"\0"), of(tmp_path / "a", bytes(LAST))}) == 3


def test_a_missing_file_is_an_oserror(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        fingerprint(tmp_path / "nothing")
