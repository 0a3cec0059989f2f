"""The page of networks, and a change of network in the background, without a screen."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from photosearch.backbones import runtime
from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.jobs import Cancel
from photosearch.services import fastest
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.networks import networks, use_network
from photosearch.services.next_network import Change, change_network, next_network
from photosearch.services.own_network import Wish, accept, proposed
from photosearch.ui.controllers.networks import WORK
from photosearch.ui.main_window import MainWindow
from tests.drawing import FAKE, copy_library, draw, finish
from tests.networks import network
from tests.ui.test_main_window import idle, names

Open = Callable[..., MainWindow]
PATIENCE = 30_000


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(tmp_path / "home"))
    monkeypatch.setattr("photosearch.services.fastest.cache_folder", lambda: tmp_path / "cache")
    (tmp_path / "own.onnx").write_bytes(network("gemm"))
    return tmp_path / "home"


@pytest.fixture
def own(tmp_path: Path) -> str:
    """The name of an installed network."""
    with proposed(tmp_path / "own.onnx", Wish()) as found:
        accept(found)
    return "own"


@pytest.fixture(scope="module")
def two_hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred photos and their library, made once."""
    home = tmp_path_factory.mktemp("many")
    for number in range(200):
        draw(home / "many" / f"{number}.jpg", number, size=(300, 400))
    with Library(home / "library", str(FAKE)) as library:
        finish(add(library, [home / "many"], Cancel()))
    return home


@pytest.fixture
def many(two_hundred: Path, tmp_path: Path) -> Path:
    """A library of two hundred photos: enough for a change of network to be seen under way."""
    photos = shutil.copytree(two_hundred / "many", tmp_path / "many")
    copy_library(two_hundred / "library", photos, tmp_path / "library")
    return photos


@pytest.fixture
def page(open_window: Open, qtbot: QtBot) -> Callable[[], MainWindow]:
    def page() -> MainWindow:
        window = open_window()
        idle(window, qtbot)
        window.actions_by_name["networks"].trigger()
        qtbot.waitUntil(lambda: bool(window.networks.window.rows), timeout=PATIENCE)
        return window

    return page


def cells(window: MainWindow, reference: str) -> list[str]:
    page = window.networks.window
    page.select(reference)
    (row,) = [row for row in page.rows if row.reference == reference]
    return list(row.cells)


def offered(window: MainWindow, reference: str) -> set[str]:
    window.networks.window.select(reference)
    return {action for action, button in window.networks.window.buttons.items() if not button.isHidden()}


def press(window: MainWindow, reference: str, action: str) -> None:
    window.networks.window.select(reference)
    assert action in offered(window, reference)
    window.networks.window.buttons[action].click()


def done(window: MainWindow, qtbot: QtBot) -> str:
    qtbot.waitUntil(
        lambda: not window.runner.is_running(WORK) and not window.runner.is_running("networks"), timeout=PATIENCE
    )
    return window.networks.window.said.text()


def test_the_page_tells_states_and_offers_only_what_can_be_done(
    page: Callable[[], MainWindow], indexed: Path, own: str
) -> None:
    window = page()
    assert cells(window, str(FAKE))[1] == "in use"
    assert cells(window, str(FAKE))[5] == "12 of 12"
    assert offered(window, str(FAKE)) == {"measure"}
    assert cells(window, "builtin")[:4] == ["Photosearch built-in", "built in", "15 MB", "Apache-2.0"]
    assert offered(window, "builtin") == {"use", "measure", "verify", "smaller"}
    assert offered(window, own) == {"use", "measure", "verify", "smaller", "remove"}
    assert cells(window, "resnet50")[1:3] == ["you supply its file", "103 MB"]
    assert offered(window, "resnet50") == {"install", "fetch_from"}  # nothing names an address
    assert "says the ONNX model zoo" in window.networks.window.details.text()
    assert offered(window, "resnet101") == {"install"}  # nothing tells which file is the right one
    window.networks.window.select("resnet50")
    assert "press “Install from a file…”, or “Fetch" in window.networks.window.details.text()
    assert "photosearch models" not in window.networks.window.details.text()
    assert all(button.toolTip() for button in window.networks.window.buttons.values())


def test_a_network_is_checked_measured_and_removed(
    page: Callable[[], MainWindow], indexed: Path, own: str, home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = page()
    press(window, own, "verify")
    assert "own is in order" in done(window, qtbot)
    press(window, str(FAKE), "measure")
    assert "photos/s on this machine" in done(window, qtbot)
    assert "photos/s" in cells(window, str(FAKE))[4]
    asked: list[str] = []
    answer = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *given: asked.append(given[2]) or answer.pop(0))
    press(window, own, "remove")
    assert (home / "own.toml").exists()
    press(window, own, "remove")
    assert done(window, qtbot) == "own is removed."
    assert not (home / "own.toml").exists()
    assert own not in [row.reference for row in window.networks.window.rows]
    assert "can be installed again from the file that it came from" in asked[0]


def test_what_was_measured_is_remembered_and_what_runs_a_network_is_chosen(
    page: Callable[[], MainWindow], indexed: Path, own: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    openvino = "OpenVINOExecutionProvider"
    for module in ("backbones.runtime", "services.fastest"):
        monkeypatch.setattr(f"photosearch.{module}.installed", lambda: [fastest.CPU, openvino])
    sha256 = load_manifest(find_manifest(own)).sha256
    speeds = (fastest.Speed(openvino, 31.4), fastest.Speed(fastest.CPU, 20.5))
    failed = fastest.Speed("CUDAExecutionProvider", 0, "cuda could not be started, although its package is installed.")
    found = fastest.Record(openvino, speeds=(*speeds, failed), rate=18.2)
    runtime.record(sha256, found, fastest._folder())
    window = page()
    networks = window.networks.window
    assert cells(window, "builtin")[4] == ""
    assert networks.runner.isHidden()
    assert cells(window, own)[4] == "18.2 photos/s"
    assert "OpenVINO runs it." in networks.details.text()
    assert "The graphics card (CUDA): cuda could not be started" in networks.details.text()
    listed = [networks.runner.itemText(place) for place in range(networks.runner.count())]
    assert listed == ["The fastest (OpenVINO)", "OpenVINO: 31.4 photos/s", "The processor: 20.5 photos/s"]
    assert networks.runner.currentIndex() == 0
    networks.runner.setCurrentIndex(2)
    networks.runner.activated.emit(2)
    assert done(window, qtbot) == "That is how it is run from the next start of photosearch on."
    assert (fastest.known(sha256).provider, fastest.known(sha256).by_hand) == (fastest.CPU, True)
    assert networks.runner.currentIndex() == 2
    assert cells(window, own)[4] == ""  # how fast it is so was not measured
    networks.runner.setCurrentIndex(0)
    networks.runner.activated.emit(0)
    done(window, qtbot)
    assert (fastest.known(sha256).provider, fastest.known(sha256).by_hand) == (openvino, False)


def test_a_wrong_file_is_refused_in_words(
    page: Callable[[], MainWindow], indexed: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = page()
    chosen = [("", ""), (str(tmp_path / "own.onnx"), "")]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: chosen.pop(0))
    press(window, "resnet50", "install")
    assert not window.runner.is_running(WORK)
    press(window, "resnet50", "install")
    assert "is not the file of resnet50 that the catalogue knows" in done(window, qtbot)
    assert window.networks.window.bar.isHidden()


def test_an_own_network_is_shown_before_it_is_installed(
    page: Callable[[], MainWindow], indexed: Path, tmp_path: Path, home: Path, qtbot: QtBot
) -> None:
    window = page()
    own = window.networks.own.window
    window.networks.own.propose(tmp_path / "own.onnx")
    qtbot.waitUntil(own.install.isEnabled, timeout=PATIENCE)
    assert "The deepest maps: deep, 12 channels" in own.notes.text()
    assert not own.picture.pixmap().isNull()
    assert "Install it if the bright places make sense" in own.seen.text()
    own.input.setCurrentIndex(2)
    own.input.activated.emit(2)
    assert not own.install.isEnabled()
    qtbot.waitUntil(own.install.isEnabled, timeout=PATIENCE)
    assert "as you said: unit" in own.notes.text()
    (tmp_path / "two.txt").write_text("one\ntwo\n")
    own.set_classes(tmp_path / "two.txt")
    qtbot.waitUntil(lambda: bool(own.problem.text()), timeout=PATIENCE)
    assert not own.install.isEnabled()
    assert not home.exists()
    window.networks.own.propose(tmp_path / "own.onnx")
    qtbot.waitUntil(own.install.isEnabled, timeout=PATIENCE)
    with qtbot.waitSignal(window.networks.own.installed, timeout=PATIENCE):
        own.install.click()
    assert (home / "own.toml").exists()
    assert done(window, qtbot) == "own is installed."
    assert cells(window, "own")[1] == "installed"


def test_a_smaller_form_is_offered_with_its_figures(
    page: Callable[[], MainWindow], many: Path, own: str, home: Path, qtbot: QtBot
) -> None:
    window = page()
    press(window, own, "smaller")
    qtbot.waitUntil(window.networks.window.offered.isVisible, timeout=PATIENCE)
    said = window.networks.window.said.text()
    assert "times as many photos a second" in said
    assert "Of the ten most alike photos" in said
    assert not (home / "own-int8.toml").exists()
    window.networks.window.offered.click()
    assert "own-int8" in done(window, qtbot)
    assert (home / "own-int8.toml").exists()
    window.networks.window.select("own-int8")
    assert "times as fast as own" in window.networks.window.details.text()


def test_a_stopped_piece_of_work_says_so(
    page: Callable[[], MainWindow], many: Path, own: str, home: Path, qtbot: QtBot
) -> None:
    window = page()
    press(window, own, "smaller")
    qtbot.waitUntil(lambda: "Reading photos" in window.networks.window.said.text(), timeout=PATIENCE)
    window.networks.window.stop_button.click()
    assert done(window, qtbot) == "Stopped. Nothing has changed."
    assert not window.networks.window.offered.isVisible()


def test_a_change_is_stopped_gone_on_with_and_what_is_old_forgotten(
    page: Callable[[], MainWindow], many: Path, own: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = page()
    window.search.search(many / "7.jpg")
    idle(window, qtbot)
    before = [(item.path, item.score) for item in window.grid.model.items]
    press(window, own, "use")
    qtbot.waitUntil(lambda: "own looks at your photos" in window.views.strip.text.text(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.indexing._last is not None and window.indexing._last.done > 5, timeout=PATIENCE)
    assert window.indexing.next_network == "own"
    assert {"use_now"} == offered(window, own) & {"use_now", "use", "remove"}
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        window.search.search(many / "7.jpg")  # by the old network, in the middle of it
    assert [(item.path, item.score) for item in window.grid.model.items] == before
    ends: list[object] = []
    window.indexing.ended.connect(ends.append)
    window.views.strip.stop_button.click()
    idle(window, qtbot)
    assert isinstance(ends[0], Change)
    assert (ends[0].stopped, ends[0].switched) == (True, False)
    assert 0 < ends[0].photos < 200
    assert next_network(window.library) is None
    assert window.library.manifest.name == "fake"
    done(window, qtbot)
    qtbot.waitUntil(lambda: cells(window, own)[5] == f"{ends[0].photos} of 200", timeout=PATIENCE)
    press(window, own, "use")
    qtbot.waitUntil(lambda: window.library.manifest.name == "own", timeout=PATIENCE)
    told = "own is used from now on. What fake saw is kept."
    qtbot.waitUntil(lambda: window.views.strip.said.text() == told, timeout=PATIENCE)
    idle(window, qtbot)
    done(window, qtbot)
    assert len(names(window)) == 200
    assert window.views.strip.text.text() == ""  # the look for new photos that follows is quiet
    monkeypatch.setattr(QMessageBox, "question", lambda *_given: QMessageBox.StandardButton.Yes)
    qtbot.waitUntil(lambda: "forget" in offered(window, str(FAKE)), timeout=PATIENCE)
    press(window, str(FAKE), "forget")
    qtbot.waitUntil(lambda: str(FAKE) not in [row.reference for row in window.networks.window.rows], timeout=PATIENCE)
    idle(window, qtbot)


def test_use_it_now_does_not_wait_and_the_rest_is_made_afterwards(
    open_window: Open, many: Path, own: str, qtbot: QtBot
) -> None:
    window = open_window()
    idle(window, qtbot)
    window.method.choose_network(own)
    qtbot.waitUntil(lambda: window.indexing._last is not None and window.indexing._last.done > 5, timeout=PATIENCE)
    window.indexing.use_network(own)
    qtbot.waitUntil(lambda: window.library.manifest.name == "own", timeout=PATIENCE)
    idle(window, qtbot)
    qtbot.waitUntil(lambda: not window.runner.is_running("index"), timeout=PATIENCE)
    assert {choice.title: choice.photos for choice in networks(window.library)}["own"] == 200


def test_other_work_goes_first_and_the_change_goes_on_after_it(
    open_window: Open, many: Path, own: str, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    idle(window, qtbot)
    ends: list[object] = []
    window.indexing.ended.connect(ends.append)
    window.method.choose_network(own)
    qtbot.waitUntil(lambda: window.indexing._last is not None and window.indexing._last.done > 5, timeout=PATIENCE)
    draw(tmp_path / "more" / "x.jpg", 999)
    window.indexing.add_folders([tmp_path / "more"])
    qtbot.waitUntil(lambda: window.library.manifest.name == "own", timeout=PATIENCE)
    idle(window, qtbot)
    kinds = [type(end).__name__ for end in ends[:3]]
    assert kinds == ["Change", "Summary", "Change"]
    assert isinstance(ends[2], Change)
    assert (ends[2].photos, ends[2].total) == (201, 201)


def test_a_change_goes_on_when_the_window_is_opened_again(
    open_window: Open, many: Path, own: str, tmp_path: Path, qtbot: QtBot
) -> None:
    cancel = Cancel()
    with Library(tmp_path / "library", str(FAKE)) as library:
        job = change_network(library, own, cancel)
        while next(job).done < 5:
            pass
        cancel.cancel()
        finish(job)
    window = open_window()
    assert window.library.manifest.name == "fake"
    window.indexing.resume_change()
    qtbot.waitUntil(lambda: window.library.manifest.name == "own", timeout=PATIENCE)
    idle(window, qtbot)
    assert next_network(window.library) is None


def test_who_can_only_look_changes_nothing_of_the_library(
    open_window: Open, indexed: Path, own: str, qtbot: QtBot
) -> None:
    window = open_window(read_only=True)
    window.networks.show()
    qtbot.waitUntil(lambda: bool(window.networks.window.rows), timeout=PATIENCE)
    assert offered(window, own) == {"measure", "verify", "smaller", "remove"}


@pytest.mark.parametrize("read_only", [False, True])
def test_who_uses_the_built_in_network_of_before_is_told_of_that_of_today_once(
    open_window: Open, indexed: Path, tmp_path: Path, qtbot: QtBot, *, read_only: bool
) -> None:
    with Library(tmp_path / "library") as library:
        use_network(library, "pilot")
    window = open_window(read_only=read_only)
    idle(window, qtbot)
    told = "This library uses the network of an earlier version. Photosearch built-in finds more: Ctrl+Shift+N"
    assert (window.views.strip.said.text() == told) is not read_only  # who can only look cannot change it
    window.views.strip.say("")
    window.indexing.refresh()
    idle(window, qtbot)
    assert window.views.strip.said.text() == ""
