import threading

import numpy as np
import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from photosearch.errors import NotAPhoto
from photosearch.ui import thumbnails
from photosearch.ui.thumbnails import Thumbnails


def draw(path: str, side: int, overlay: str, cropped: bool, cells: bool) -> np.ndarray | None:
    if "broken" in path:
        raise NotAPhoto("no")
    if overlay == "match":
        return None
    return np.full((side, side if cropped else side // 2, 4 if overlay else 3), 200 if overlay else 100, np.uint8)


def test_a_picture_is_drawn_elsewhere_and_made_a_pixmap_here(qtbot: QtBot) -> None:
    drawn: list[object] = []

    def noting(path: str, side: int, overlay: str, cropped: bool, cells: bool) -> np.ndarray:
        drawn.append(threading.current_thread())
        return draw(path, side, overlay, cropped, cells)

    loader = Thumbnails(noting)
    with qtbot.waitSignal(loader.arrived) as arrived:
        assert loader.get("/a", 64) is None
    pixmap = loader.get("/a", 64)
    assert arrived.args == ["/a"]
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height()) == (32, 64)
    assert pixmap.toImage().pixelColor(3, 3).red() == 100
    assert threading.current_thread() not in drawn
    assert QThread.currentThread() is loader.thread()
    loader.close()


def test_what_cannot_be_shown_is_remembered_and_not_tried_for_ever(qtbot: QtBot) -> None:
    loader = Thumbnails(draw)
    with qtbot.waitSignal(loader.arrived):
        loader.get("/broken", 64)
    assert loader.get("/broken", 64) is None
    assert loader.failed("/broken", 64)
    assert not loader.failed("/a", 64)
    loader.close()


def test_cropped_pictures_are_kept_beside_whole_ones_and_forgotten_alone(qtbot: QtBot) -> None:
    loader = Thumbnails(draw)
    for cropped, width in ((False, 32), (True, 64)):
        with qtbot.waitSignal(loader.arrived):
            assert loader.get("/a", 64, cropped=cropped) is None
        pixmap = loader.get("/a", 64, cropped=cropped)
        assert pixmap is not None
        assert pixmap.width() == width
    loader.forget_crops()
    assert loader.get("/a", 64) is not None
    assert loader.get("/a", 64, cropped=True) is None
    loader.get("/broken", 64, cropped=True)
    qtbot.waitUntil(lambda: loader.failed("/broken", 64, cropped=True))
    assert not loader.failed("/broken", 64)
    loader.close()


def test_an_overlay_is_kept_beside_its_photo_and_forgotten_alone(qtbot: QtBot) -> None:
    loader = Thumbnails(draw)
    with qtbot.waitSignal(loader.arrived):
        loader.get("/a", 64)
    with qtbot.waitSignal(loader.arrived):
        assert loader.tint("/a", 64, "heat") is None
    tint = loader.tint("/a", 64, "heat")
    assert tint is not None
    assert (tint.width(), tint.height(), tint.toImage().pixelColor(3, 3).alpha()) == (32, 64, 200)
    for missing in ("match", "heat"):
        with qtbot.waitSignal(loader.arrived):
            loader.tint("/broken" if missing == "heat" else "/a", 64, missing)
        assert loader.tint("/broken" if missing == "heat" else "/a", 64, missing) is None
    qtbot.waitUntil(lambda: not loader.busy)
    loader.forget_overlays()
    assert loader.get("/a", 64) is not None
    assert loader.tint("/a", 64, "heat") is None
    loader.close()


def test_what_arrives_together_is_painted_together(qtbot: QtBot) -> None:
    loader, arrived, grown = Thumbnails(draw), [], []
    loader.arrived.connect(arrived.append)
    loader.grown.connect(lambda: grown.append(len(arrived)))
    for number in range(50):
        loader.get(f"/{number}", 64)
    qtbot.waitUntil(lambda: grown[-1:] == [50])  # the last ones are not forgotten
    assert len(grown) < 50
    loader.close()


def test_photos_are_drawn_before_what_lies_over_them(qtbot: QtBot) -> None:
    free, order = threading.Event(), []

    def slow(path: str, side: int, overlay: str, cropped: bool, cells: bool) -> np.ndarray | None:
        free.wait(5)
        order.append((path, overlay))
        return draw(path, side, overlay, cropped, cells)

    loader = Thumbnails(slow, workers=1)
    loader.get("/first", 64)
    qtbot.waitUntil(lambda: bool(loader._working))
    for path in ("/1", "/2"):
        loader.get(path, 64)
        loader.tint(path, 64, "heat")
    free.set()
    qtbot.waitUntil(lambda: not loader.busy)
    assert order == [("/first", ""), ("/2", ""), ("/1", ""), ("/2", "heat"), ("/1", "heat")]
    loader.close()


def test_the_cache_is_bounded_in_bytes(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnails, "CACHE_BYTES", 64 * 32 * 4 * 3)
    loader = Thumbnails(draw)
    for number in range(6):
        with qtbot.waitSignal(loader.arrived):
            loader.get(f"/{number}", 64)
    assert loader.get("/5", 64) is not None
    assert len(loader._cache) <= 3
    loader.close()


def test_closing_with_many_requests_waiting_leaves_no_thread(qtbot: QtBot) -> None:
    loader = Thumbnails(draw)
    for number in range(1000):
        loader.get(f"/{number}", 64)
    loader.close()
    assert loader.get("/new", 64) is None


def test_a_bug_of_ours_on_one_photo_is_told_to_the_log_and_the_loader_goes_on(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(path: str, side: int, overlay: str, cropped: bool, cells: bool) -> np.ndarray | None:
        if path == "/bug":
            raise ZeroDivisionError
        return draw(path, side, overlay, cropped, cells)

    loader = Thumbnails(broken)
    for path in ("/bug", "/a"):
        with qtbot.waitSignal(loader.arrived):
            loader.get(path, 64)
    assert loader.failed("/bug", 64)
    assert loader.get("/a", 64) is not None
    assert not loader.busy
    assert "/bug" in caplog.text
    loader.close()


def test_painting_again_before_a_picture_is_there_starts_no_more_work(qtbot: QtBot) -> None:
    free = threading.Event()

    def slow(path: str, side: int, overlay: str, cropped: bool, cells: bool) -> np.ndarray | None:
        free.wait(10)
        return draw(path, side, overlay, cropped, cells)

    loader = Thumbnails(slow, workers=1)
    for _ in range(50):
        for path in ("/a", "/b", "/c"):
            loader.get(path, 64)
    assert loader._pool._work_queue.qsize() <= 3
    free.set()
    qtbot.waitUntil(lambda: not loader.busy)
    loader.close()
