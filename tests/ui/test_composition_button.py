from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.services.composition import Composition
from photosearch.ui.views.composition_button import CompositionButton


def test_the_button_says_what_is_chosen_and_counts_what_would_make_it_wide(qtbot: QtBot) -> None:
    button = CompositionButton()
    qtbot.addWidget(button)
    told: list[frozenset[Composition]] = []
    button.chosen.connect(told.append)
    assert button.text() == "Composition: any"
    button.kinds[Composition.LEFT].trigger()
    assert button.text() == "Composition: left"
    button.kinds[Composition.SMALL].trigger()
    assert button.text() == "Composition: 2 kinds"
    assert button.toolTip().endswith(": small, left")
    button.kinds[Composition.RIGHT].trigger()
    assert button.text() == "Composition: 3 kinds"
    assert told == [
        frozenset({Composition.LEFT}),
        frozenset({Composition.LEFT, Composition.SMALL}),
        frozenset({Composition.LEFT, Composition.SMALL, Composition.RIGHT}),
    ]


def test_clearing_unchecks_all_and_tells_it_once(qtbot: QtBot) -> None:
    button = CompositionButton()
    qtbot.addWidget(button)
    assert not button.any.isEnabled()
    for kind in (Composition.LEFT, Composition.SMALL, Composition.NONE):
        button.kinds[kind].trigger()
    told: list[frozenset[Composition]] = []
    button.chosen.connect(told.append)
    button.any.trigger()
    button.clear()
    assert told == [frozenset()]
    assert button.text() == "Composition: any"
    assert not button.any.isEnabled()


def test_every_kind_has_words_and_can_be_reached_by_tab(qtbot: QtBot) -> None:
    button = CompositionButton()
    qtbot.addWidget(button)
    assert set(button.kinds) == set(Composition)
    assert all(action.text() for action in button.kinds.values())
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_menu_stays_open_while_kinds_are_checked_by_mouse_or_space(qtbot: QtBot) -> None:
    button = CompositionButton()
    qtbot.addWidget(button)
    button.show()
    menu = button.menu()
    menu.popup(QPoint(0, 0))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(button.kinds[Composition.SMALL]).center())
    assert menu.isVisible()
    menu.setActiveAction(button.kinds[Composition.LEFT])
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert button.wanted() == {Composition.SMALL, Composition.LEFT}
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(button.any).center())
    assert not menu.isVisible()
    assert button.wanted() == frozenset()
