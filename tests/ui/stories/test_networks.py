"""Another network is brought, measured, and looks at all photos while searches go on; then it is in use."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.ui.main_window import MainWindow
from photosearch.ui.style.theme import apply_theme
from tests.drawing import finish
from tests.ui.stories.test_stories import PATIENCE, idle, names, search

Show = Callable[..., MainWindow]
Shot = Callable[..., None]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of installed networks."""
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(tmp_path / "home"))
    return tmp_path / "home"


def test_another_network_is_brought_and_takes_over(
    show: Show, picture: Shot, home: Path, shared: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    pets = shared / "data" / "labelled" / "pets"
    with Library(tmp_path / "pets") as library:
        finish(add(library, [pets / "Bengal", pets / "american_bulldog"], Cancel()))
    window = show(tmp_path / "pets")
    cat = pets / "Bengal" / "Bengal_120.jpg"
    search(window, cat, qtbot)
    before = names(window)
    page, own = window.networks.window, window.networks.own.window
    window.actions_by_name["networks"].trigger()
    qtbot.waitUntil(lambda: bool(page.rows), timeout=PATIENCE)
    window.networks.own.propose(shared / "models" / "squeezenet1.1.onnx")
    qtbot.waitUntil(own.install.isEnabled, timeout=PATIENCE)
    picture(own, "_own")
    with qtbot.waitSignal(window.networks.own.installed, timeout=PATIENCE):
        QTest.mouseClick(own.install, Qt.MouseButton.LeftButton)
    (name,) = [path.stem for path in home.glob("*.toml")]
    qtbot.waitUntil(lambda: name in [row.reference for row in page.rows] and page.own_button.isEnabled())
    qtbot.waitUntil(lambda: [row.cells[1] for row in page.rows if row.reference == name] == ["installed"])
    page.select(name)
    QTest.mouseClick(page.buttons["use"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "searches still use the old network" in window.views.strip.text.text(), timeout=PATIENCE)
    picture(page, "_on_its_way")
    qtbot.waitUntil(lambda: window.library.manifest.name == name, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "is used from now on" in window.views.strip.said.text(), timeout=PATIENCE)
    idle(window, qtbot)
    qtbot.waitUntil(lambda: [row.current for row in page.rows][:1] == [True] and page.rows[0].reference == name)
    page.select("builtin")
    picture(page)
    picture(window, "_window")
    apply_theme(Qt.ColorScheme.Dark)
    picture(page, "_dark")
    apply_theme(Qt.ColorScheme.Unknown)
    assert set(names(window)) == set(before)
    assert names(window)[0] == cat.name
