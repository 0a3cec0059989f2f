import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.descriptors.table import METHODS
from photosearch.services.browse import overlay_names
from photosearch.settings import data_folder
from photosearch.ui.style.words import WORDS
from photosearch.ui.views.query_panel import QueryPanel

FOLDER = data_folder("resources") / "translations"
LANGUAGES = sorted(FOLDER.glob("*.ts"))


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_every_text_is_translated_with_the_same_placeholders(path: Path) -> None:
    messages = list(ET.parse(path).iter("message"))
    assert len(messages) > 100
    for message in messages:
        source, translation = message.findtext("source") or "", message.findtext("translation") or ""
        assert translation, source
        assert sorted(re.findall(r"{[^}]*}", source)) == sorted(re.findall(r"{[^}]*}", translation))


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_no_text_of_the_window_is_missing_from_the_translation(path: Path) -> None:
    sources = {message.findtext("source") for message in ET.parse(path).iter("message")}
    folder = Path(__file__).parents[2] / "photosearch" / "ui"
    code = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    literals = r'(?:self\.tr\(|QT_TRANSLATE_NOOP\("actions", |translate\(\s*"\w+",)\s*((?:"(?:[^"\\]|\\.)*"\s*)+)'
    texts = ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text)) for text in re.findall(literals, code)]
    assert len(texts) > 100
    assert {text.replace("\\n", "\n") for text in texts} <= sources


def test_every_word_of_the_core_that_is_shown_can_be_translated() -> None:
    shown = {text for name, title, legend in overlay_names() for text in (title, legend)}
    shown |= {text for d in METHODS.values() for text in (d.title, d.summary)}
    assert shown == set(map(str, WORDS))


def test_the_window_speaks_german(qtbot: QtBot, qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / "photosearch_de.qm"))
    qapp.installTranslator(translator)
    try:
        panel = QueryPanel()
        qtbot.addWidget(panel)
        texts = [button.text() for button in (panel.part_button, panel.whole_button, panel._clear)]
        assert texts == ["Rechteck", "Alles", "Zurück zu allen Fotos"]
    finally:
        qapp.removeTranslator(translator)
