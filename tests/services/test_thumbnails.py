import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from photosearch.decode.freedesktop import uri
from photosearch.errors import UnreadablePhoto, VanishedFile
from photosearch.jobs import Cancel
from photosearch.services import thumbnails as module
from photosearch.services.browse import cell_picture, cell_tint
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.sights import Manner
from photosearch.services.summary import Summary
from photosearch.services.thumbnails import cache_size, empty_cache, key_of, limit_cache, make_ahead, thumbnail
from photosearch.store.photos import page
from photosearch.types import Rgb
from tests.drawing import draw, finish

Rescan = Callable[..., Summary]


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    for number in range(3):
        draw(folder / f"{number}.png", number, size=(600, 800))
    return folder


@pytest.fixture(autouse=True)
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop's cache of this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "thumbnails"


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The photos that are decoded for thumbnails."""
    seen: list[Path] = []
    real = module.read

    def noting(path: Path, *given: int) -> object:
        seen.append(path)
        return real(path, *given)

    monkeypatch.setattr(module, "read", noting)
    return seen


def colours_of(path: Path, side: int) -> Rgb:
    with Image.open(path) as image:
        image.thumbnail((side, side), Image.Resampling.BOX)
        return np.asarray(image.convert("RGB"))


def near(one: Rgb, other: Rgb) -> bool:
    return one.shape == other.shape and float(np.abs(one.astype(int) - other).mean()) < 3


def test_indexing_keeps_a_thumbnail_and_nothing_is_decoded_again(
    added: Library, photos: Path, decoded: list[Path]
) -> None:
    small = thumbnail(added, photos / "0.png", 200)
    assert small.shape == (150, 200, 3)
    assert near(small, colours_of(photos / "0.png", 200))
    assert decoded == []


def test_a_larger_one_is_decoded_once_and_kept(added: Library, photos: Path, decoded: list[Path]) -> None:
    for side in (400, 512, 300):
        assert thumbnail(added, photos / "0.png", side).shape == (side * 3 // 4, side, 3)
    assert decoded == [photos / "0.png"]
    assert thumbnail(added, photos / "0.png", 700).shape == (525, 700, 3)
    assert thumbnail(added, photos / "0.png", 1500).shape == (600, 800, 3)  # never enlarged, nor kept


def test_moved_and_copied_photos_share_thumbnails(
    added: Library, photos: Path, decoded: list[Path], rescan: Rescan
) -> None:
    thumbnail(added, photos / "0.png", 500)
    decoded.clear()
    shutil.copy(photos / "0.png", photos / "copy.png")
    (photos / "0.png").rename(photos / "moved.png")
    rescan()
    for name in ("copy.png", "moved.png"):
        assert thumbnail(added, photos / name, 500).shape == (375, 500, 3)
    assert decoded == []


def test_another_picture_under_the_same_name_is_shown_at_once(added: Library, photos: Path, rescan: Rescan) -> None:
    path = photos / "0.png"
    thumbnail(added, path, 200)
    draw(path, 99, size=(600, 800))
    os.utime(path, (1, 1))
    assert near(thumbnail(added, path, 200), colours_of(path, 200))
    rescan()
    assert near(thumbnail(added, path, 200), colours_of(path, 200))


def test_a_change_that_no_fingerprint_sees_is_seen(
    library: Library, photos: Path, rescan: Rescan, tmp_path: Path
) -> None:
    path = photos / "plain.bmp"
    rgb = np.full((900, 1200, 3), 200, np.uint8)
    Image.fromarray(rgb).save(path)
    finish(add(library, [photos], Cancel()))
    thumbnail(library, path, 500)
    rgb[300:400] = 0  # rows are stored from the last to the first: behind the first MiB
    other = photos / "other.bmp"
    Image.fromarray(rgb).save(other)
    os.utime(other, (5, 5))
    rescan()
    for one in (path, other):
        for side in (200, 500):
            assert near(thumbnail(library, one, side), colours_of(one, side)), (one, side)


def test_photos_that_are_away_are_shown_as_large_as_they_were_kept(
    added: Library, photos: Path, tmp_path: Path
) -> None:
    path = photos / "0.png"
    before = thumbnail(added, path, 200)
    photos.rename(tmp_path / "unplugged")
    np.testing.assert_array_equal(thumbnail(added, path, 200), before)
    for side in (400, 2000):
        assert thumbnail(added, path, side).shape == (192, 256, 3)
    assert cell_tint(added, path, 200, "heat") is not None
    added.thumbnails.close()
    added.thumbnails.path.unlink()
    with pytest.raises(VanishedFile):
        thumbnail(added, path, 200)


def test_what_is_not_in_the_library_is_decoded_and_not_kept(
    added: Library, tmp_path: Path, decoded: list[Path]
) -> None:
    path = draw(tmp_path / "elsewhere.png", 5, size=(600, 800))
    for _ in range(2):
        assert thumbnail(added, path, 200).shape == (150, 200, 3)
    assert decoded == [path, path]
    with pytest.raises(UnreadablePhoto):
        thumbnail(added, tmp_path / "none.jpg", 200)


def test_the_desktop_s_thumbnail_is_taken_and_kept(
    added: Library, photos: Path, desktop: Path, decoded: list[Path]
) -> None:
    path = photos / "0.png"
    text = PngInfo()
    text.add_text("Thumb::URI", uri(path))
    text.add_text("Thumb::MTime", str(int(path.stat().st_mtime)))
    file = desktop / "x-large" / (hashlib.md5(uri(path).encode()).hexdigest() + ".png")
    file.parent.mkdir(parents=True)
    Image.new("RGB", (512, 384), (10, 200, 30)).save(file, pnginfo=text)
    before = file.read_bytes()
    for _ in range(2):
        shown = thumbnail(added, path, 500)
        assert near(shown, np.full((375, 500, 3), (10, 200, 30), np.uint8))
        assert [one for one in desktop.rglob("*") if one.is_file()] in ([file], [])
        assert not file.exists() or file.read_bytes() == before
        file.unlink(missing_ok=True)
    assert decoded == []


@pytest.mark.parametrize("spoil", ["garbage", "no folder"])
def test_photos_are_shown_without_a_cache(added: Library, photos: Path, spoil: str) -> None:
    added.thumbnails.close()
    path = added.thumbnails.path
    path.unlink()
    if spoil == "garbage":
        path.write_bytes(os.urandom(30_000))
    else:
        path.mkdir()  # nothing can be kept there
    for _ in range(2):
        assert near(thumbnail(added, photos / "1.png", 200), colours_of(photos / "1.png", 200))
    assert path.is_dir() == (spoil == "no folder")


def test_what_is_lacking_is_made_ahead_and_the_rest_is_left(added: Library, photos: Path, decoded: list[Path]) -> None:
    assert finish(make_ahead(added, 200, Cancel())) == 0
    thumbnail(added, photos / "1.png", 400)
    assert finish(make_ahead(added, 400, Cancel())) == 2
    assert sorted(decoded) == sorted(photos.iterdir())
    assert finish(make_ahead(added, 400, Cancel())) == 0


def test_making_ahead_ends_when_told_and_where_there_is_no_room(
    added: Library, photos: Path, decoded: list[Path]
) -> None:
    cancel = Cancel()
    cancel.cancel()
    assert finish(make_ahead(added, 400, cancel)) == 0
    added.thumbnails._limit = 20_000
    assert finish(make_ahead(added, 400, Cancel())) == 0
    assert decoded == []


def test_an_unreadable_photo_does_not_end_making_ahead(added: Library, photos: Path, rescan: Rescan) -> None:
    path = photos / "1.png"
    status = path.stat()
    path.write_bytes(bytes(status.st_size))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert finish(make_ahead(added, 400, Cancel())) == 2


def test_what_is_away_is_dropped_last(added: Library, photos: Path, tmp_path: Path) -> None:
    for number in range(3):
        thumbnail(added, photos / f"{number}.png", 1000)
    photos.rename(tmp_path / "unplugged")
    others = tmp_path / "others"
    for number in range(12):
        others.mkdir(exist_ok=True)
        Image.effect_noise((800, 600), 50 + number).save(others / f"{number}.png")
    added.thumbnails._limit = 1 << 20
    finish(add(added, [others], Cancel()))
    for number in range(12):
        thumbnail(added, others / f"{number}.png", 1000)
    assert added.thumbnails.path.stat().st_size < 1.5 * (1 << 20)  # more were made than there is room for
    for number in range(3):
        assert max(thumbnail(added, photos / f"{number}.png", 1000).shape) == 800


@pytest.mark.parametrize("cropped", [False, True])
def test_a_tint_is_as_large_as_its_picture(added: Library, photos: Path, cropped: bool) -> None:
    for side in (100, 250, 512):
        for overlay in ("heat", "mask", "cam"):
            tint = cell_tint(added, photos / "2.png", side, overlay, cropped=cropped)
            assert tint is not None
            assert tint.shape == (*cell_picture(added, photos / "2.png", side, cropped=cropped).shape[:2], 4)
    smooth, blocks = (
        cell_tint(added, photos / "2.png", 200, "heat", how=Manner(cells=cells)) for cells in (False, True)
    )
    assert smooth is not None
    assert blocks is not None
    assert (smooth != blocks).any()
    assert cell_tint(added, photos / "2.png", 200, "match") is None


def test_a_tint_needs_no_decoding(added: Library, photos: Path) -> None:
    (photos / "2.png").rename(photos.parent / "away.png")
    assert cell_tint(added, photos / "2.png", 200, "mask") is not None


def test_emptying_the_cache_keeps_what_could_not_be_made_again(library: Library, tmp_path: Path) -> None:
    for seed, name in enumerate(("here", "away")):
        draw(tmp_path / name / "a.jpg", seed, size=(300, 400))
    finish(add(library, [tmp_path / "here", tmp_path / "away"], Cancel()))
    with library.reading() as store:
        keys = {key_of(one.fingerprint, one.metadata.format, one.stamp): one.path for one in page(store, 9)}
    assert library.thumbnails.held(keys.keys(), 1) == keys.keys()
    (tmp_path / "away").rename(tmp_path / "unplugged")
    empty_cache(library)
    assert [keys[key] for key in library.thumbnails.held(keys.keys(), 1)] == [tmp_path / "away" / "a.jpg"]
    assert thumbnail(library, tmp_path / "away" / "a.jpg", 256).shape == (192, 256, 3)
    (tmp_path / "unplugged").rename(tmp_path / "away")
    empty_cache(library)
    assert not library.thumbnails.held(keys.keys(), 1)


def test_a_smaller_limit_drops_what_is_too_much_at_once(library: Library, photos: Path) -> None:
    finish(add(library, [photos], Cancel()))
    for number in range(400):
        library.thumbnails.put(number.to_bytes(2, "big"), 256, bytes(10_000))
    assert cache_size(library).used > 4_000_000
    limited = limit_cache(library, 2_000_000)
    assert limited.limit == 2_000_000
    assert 1_000_000 < limited.used <= 2_000_000
    assert library.thumbnails.path.stat().st_size <= 2_000_000  # the room is given back
    assert limit_cache(library, None).limit >= 2 << 30
