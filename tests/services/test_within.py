import os
import shutil
from pathlib import Path

import pytest

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel
from photosearch.services.find import Answer, find
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.mix import find_mixed
from tests.drawing import FAKE, draw, finish


def names(answer: Answer) -> list[str]:
    return sorted(Path(hit.path).name for hit in answer.hits)


def test_only_photos_in_a_folder_and_below_it_are_ranked(added: Library, photos: Path) -> None:
    answer = finish(find(added, photos / "3.jpg", within=photos / "sub"))
    assert names(answer) == ["4.png", "5.webp"]
    assert [hit.rank for hit in answer.hits] == [1, 2]
    assert names(finish(find(added, photos / "3.jpg", within=photos / "sub" / "deeper"))) == ["5.webp"]
    everything = names(finish(find(added, photos / "3.jpg")))
    for folder in (photos, photos.parent):
        assert names(finish(find(added, photos / "3.jpg", within=folder))) == everything


def test_the_query_is_a_hit_only_where_it_lies_in_the_folder(added: Library, photos: Path) -> None:
    inside = finish(find(added, photos / "sub" / "4.png", within=photos / "sub"))
    assert Path(inside.hits[0].path).name == "4.png"
    assert inside.hits[0].score == 1.0
    left_out = finish(find(added, photos / "sub" / "4.png", within=photos / "sub", exclude_self=True))
    assert names(left_out) == ["5.webp"]


def test_folders_that_begin_alike_are_told_apart(library: Library, photos: Path) -> None:
    draw(photos / "sub2" / "6.png", 6)
    draw(photos / "sub.old" / "7.png", 7)
    finish(add(library, [photos], Cancel()))
    assert names(finish(find(library, photos / "3.jpg", within=photos / "sub"))) == ["4.png", "5.webp"]
    assert names(finish(find(library, photos / "3.jpg", within=photos / "sub2"))) == ["6.png"]


def test_a_folder_is_found_through_links_and_under_any_name(library: Library, photos: Path) -> None:
    odd = photos / os.fsdecode(b"\xff 100%_")
    draw(odd / "8.png", 8)
    finish(add(library, [photos], Cancel()))
    (photos.parent / "link").symlink_to(odd)
    for folder in (odd, photos.parent / "link"):
        assert names(finish(find(library, photos / "3.jpg", within=folder))) == ["8.png"]


def test_what_comes_to_a_folder_and_goes_is_noticed(added: Library, photos: Path) -> None:
    assert len(names(finish(find(added, photos / "3.jpg", within=photos / "sub")))) == 2
    shutil.copy(photos / "3.jpg", photos / "sub" / "9.jpg")
    (photos / "sub" / "4.png").unlink()
    finish(scan(added, Cancel()))
    assert names(finish(find(added, photos / "3.jpg", within=photos / "sub"))) == ["5.webp", "9.jpg"]


def test_a_folder_without_photos_says_what_to_do(added: Library, photos: Path, tmp_path: Path) -> None:
    for folder in (tmp_path / "elsewhere", photos / "none"):
        with pytest.raises(QueryProblem, match="photosearch add"):
            finish(find(added, photos / "3.jpg", within=folder))


def test_mixed_methods_and_methods_of_parts_and_words_keep_to_the_folder(looked: Library, gallery: Path) -> None:
    inside = gallery / "00.png"
    mixed = finish(find_mixed(looked, inside, {"scda": 1.0, "max": 1.0}, 99, Cancel(), within=gallery))
    assert len(mixed.answer.hits) == 36
    with pytest.raises(QueryProblem):
        finish(find_mixed(looked, inside, {"scda": 1.0}, 99, Cancel(), within=gallery / "none"))
    assert len(finish(find(looked, inside, 99, descriptor="blcf", within=gallery)).hits) == 36


@pytest.mark.parametrize("descriptor", ["scda", "regional", "blcf"])
def test_in_a_large_library_too(photos: Path, tmp_path: Path, descriptor: str) -> None:
    for number in range(30):
        draw(photos / "many" / f"{number}.jpg", 100 + number)
    with Library(tmp_path / "graph", str(FAKE), exact_limit=5) as library:
        finish(add(library, [photos], Cancel(), [descriptor]))
        answer = finish(find(library, photos / "3.jpg", 5, descriptor=descriptor, within=photos / "sub"))
        assert names(answer) == ["4.png", "5.webp"]
        answer = finish(find(library, photos / "3.jpg", 5, descriptor=descriptor, within=photos / "many"))
        assert len(answer.hits) == 5
        assert {Path(hit.path).parent.name for hit in answer.hits} == {"many"}
