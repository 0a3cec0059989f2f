from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photosearch.services import thumbnails as service
from photosearch.ui.controllers.made_ahead import JOB
from photosearch.ui.main_window import MainWindow
from tests.ui.test_main_window import idle

Open = Callable[..., MainWindow]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sides for which a library was gone through."""
    sides: list[int] = []
    real = service.page

    def noting(*given: object) -> object:
        sides.append(len(given))
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(service, "page", noting)
    return sides


def rest(window: MainWindow, qtbot: QtBot) -> None:
    idle(window, qtbot)
    window.views.grid.viewport().repaint()
    qtbot.waitUntil(lambda: not window.thumbnails.busy and not window.runner.busy)
    window.made_ahead.look()
    window.made_ahead.look()


def test_what_is_lacking_is_made_while_the_window_rests(
    open_window: Open, indexed: Path, qtbot: QtBot, made: list[int]
) -> None:
    window = open_window()
    window.library.thumbnails.close()
    window.library.thumbnails.path.unlink()
    window.thumbnails.close()  # the grid draws nothing: what is there was made ahead
    idle(window, qtbot)
    window.made_ahead.look()
    assert not window.runner.is_running(JOB)  # it may have begun to rest this moment
    window.made_ahead.look()
    assert window.runner.is_running(JOB)
    qtbot.waitUntil(lambda: not window.runner.is_running(JOB), timeout=10_000)
    again = len(made)
    assert again
    with window.library.reading() as store:
        keys = {service.key_of(one.fingerprint, one.metadata.format, one.stamp) for one in service.page(store, 50)}
    assert len(keys) == 12
    assert window.library.thumbnails.held(keys, 256) == keys
    made.clear()
    rest(window, qtbot)
    assert not window.runner.is_running(JOB)  # nothing is lacking
    window.indexing.rescan()
    idle(window, qtbot)
    qtbot.waitUntil(lambda: not window.runner.busy)
    rest(window, qtbot)
    assert window.runner.is_running(JOB)  # there may be new photos
    qtbot.waitUntil(lambda: not window.runner.is_running(JOB), timeout=10_000)
    assert made


def test_it_makes_way_for_a_person(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.views.grid.set_side(300)  # larger ones are lacking
    rest(window, qtbot)
    assert window.runner.is_running(JOB)
    handle = window.runner._handles[JOB]
    window.overlays.choose("heat")
    window.views.grid.viewport().repaint()
    assert handle.cancel.cancelled
    qtbot.waitUntil(lambda: not window.runner.busy and not window.thumbnails.busy, timeout=10_000)
    window.made_ahead.look()
    window.made_ahead.look()
    assert window.runner.is_running(JOB)  # what was not finished is begun again
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=10_000)
