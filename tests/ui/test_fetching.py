"""Networks are fetched through their page, from a server on loopback that breaks off and lies."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from photosearch.backbones.manifest_text import manifest_text
from photosearch.settings import data_folder
from photosearch.ui.main_window import MainWindow
from tests.loopback import Server, serving
from tests.networks import network
from tests.ui.test_main_window import idle
from tests.ui.test_networks import PATIENCE, Open, cells, done, offered, press

NETWORK = network("gemm", channels=8000)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(NETWORK) as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of installed networks."""
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(tmp_path / "home"))
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("photosearch.services.fastest.cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "home"


@pytest.fixture
def page(
    home: Path, indexed: Path, tmp_path: Path, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., MainWindow]:
    """Opens the page with a network in the catalogue that comes from an address, None for a network without one."""

    def page(address: str | None) -> MainWindow:
        models = tmp_path / "package" / "models"
        (models / "catalogue").mkdir(parents=True)
        for path in data_folder("models").iterdir():
            if path.is_file():
                (models / path.name).symlink_to(path)
        obtain = {"file": "net.onnx", "how": "Draw it", "sha256": hashlib.sha256(NETWORK).hexdigest()}
        facts = {
            "name": "drawn", "title": "Drawn", "licence": "Apache-2.0", "source": "a test", "quality": "Finds nothing.",
            "obtain": {**obtain, "bytes": len(NETWORK), **({"address": address} if address else {})},
            "input": {"mean": [0, 0, 0], "std": [255, 255, 255]},
        }  # fmt: skip
        (models / "catalogue" / "drawn.toml").write_text(manifest_text(facts))  # type: ignore[arg-type]
        for module in ("catalogue", "manifest"):
            monkeypatch.setattr(f"photosearch.backbones.{module}.data_folder", lambda _: models)
        window = open_window()
        idle(window, qtbot)
        window.actions_by_name["networks"].trigger()
        qtbot.waitUntil(lambda: bool(window.networks.window.rows), timeout=PATIENCE)
        return window

    return page


def test_a_download_is_seen_stopped_and_gone_on_with_though_it_breaks_off(
    page: Callable[..., MainWindow], home: Path, server: Server, qtbot: QtBot
) -> None:
    window = page(server.address)
    networks = window.networks.window
    assert cells(window, "drawn")[1] == "can be fetched"
    assert "Finds nothing." in networks.details.text()
    assert offered(window, "drawn") == {"install", "fetch", "fetch_from"}
    server.slow = 0.05
    press(window, "drawn", "fetch")
    qtbot.waitUntil(lambda: networks.bar.value() > 200_000, timeout=PATIENCE)
    assert networks.bar.maximum() == len(NETWORK)
    assert networks.said.text().startswith("Fetching: ")
    assert networks.said.text().endswith("of 1.5 MB")
    assert not networks.buttons["fetch"].isEnabled()
    networks.stop_button.click()
    assert done(window, qtbot) == "Stopped. What was fetched is kept; fetch it again to go on from there."
    [part] = home.glob("*.part")
    arrived = part.stat().st_size
    assert 0 < arrived < len(NETWORK)
    assert cells(window, "drawn")[1] == "can be fetched"
    server.slow, server.break_after = 0, [300_000]
    press(window, "drawn", "fetch")
    assert done(window, qtbot) == "It is installed."
    starts = [int(wanted.removeprefix("bytes=").rstrip("-")) for _, wanted in server.asked if wanted]
    assert starts == [arrived, arrived + 300_000]
    qtbot.waitUntil(lambda: cells(window, "drawn")[1] == "installed", timeout=PATIENCE)
    assert "Finds nothing." in networks.details.text()
    assert {"use", "measure", "verify", "remove"} <= offered(window, "drawn")
    assert not list(home.glob("*.part"))


def test_a_server_that_lies_is_found_out_and_the_page_goes_on(
    page: Callable[..., MainWindow], home: Path, server: Server, qtbot: QtBot
) -> None:
    window = page(server.address)
    networks = window.networks.window
    server.says = 12
    press(window, "drawn", "fetch")
    assert "offers a file of 12 bytes, and the one wanted has" in done(window, qtbot)
    assert networks.bar.isHidden()
    assert networks.stop_button.isHidden()
    server.says, server.status = None, 404
    press(window, "drawn", "fetch")
    assert "answers 404" in done(window, qtbot)
    server.status, server.content = 200, NETWORK[:-1] + b"?"
    press(window, "drawn", "fetch")
    assert "sha256" in done(window, qtbot)
    assert cells(window, "drawn")[1] == "can be fetched"
    assert not [path for path in home.iterdir() if path.suffix in (".onnx", ".toml", ".part")]
    server.content = NETWORK
    press(window, "drawn", "fetch")
    assert done(window, qtbot) == "It is installed."


def test_a_network_without_an_address_is_fetched_from_one_that_a_person_names(
    page: Callable[..., MainWindow], server: Server, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = page(None)
    assert offered(window, "drawn") == {"install", "fetch_from"}
    assert "or “Fetch from an address…” if you know one" in window.networks.window.details.text()
    answers = [("", False), ("  ", True), ("file:///etc/passwd", True), (server.address.removesuffix("net.onnx"), True)]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_given: answers.pop(0))
    for _ in range(2):
        press(window, "drawn", "fetch_from")
        assert done(window, qtbot) == ""
    press(window, "drawn", "fetch_from")
    assert "is not an address of the web" in done(window, qtbot)
    assert not server.asked
    press(window, "drawn", "fetch_from")
    assert done(window, qtbot) == "It is installed."
    assert [path for path, _ in server.asked] == ["/net.onnx"]
