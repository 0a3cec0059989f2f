import pytest
from pytestqt.qtbot import QtBot

from photosearch.ui.views import status_strip
from photosearch.ui.views.status_strip import StatusStrip


def test_a_sentence_stays_for_a_while_whatever_else_goes_on(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_strip, "SAID_FOR", 300)
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.show()
    strip.say("Moved to the trash: 1. Undo with Ctrl+Z")
    strip.show_busy("Looking through folders", 3, 0)
    strip.show_idle("12 files unchanged")
    assert strip.said.isVisible()
    assert strip.said.text() == "Moved to the trash: 1. Undo with Ctrl+Z"
    assert strip.text.text() == "12 files unchanged"
    qtbot.waitUntil(lambda: not strip.said.isVisible(), timeout=2000)


def test_a_sentence_does_not_hide_pause_and_stop(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.show()
    strip.show_busy("Indexing", 3, 10)
    strip.say("Nothing to undo")
    assert strip.pause_button.isVisible()
    assert strip.stop_button.isVisible()
