"""Above the grid: menu, filters, what photos are compared by, overlay, and the size of the photos."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QSlider, QToolBar, QToolButton, QWidget

from photosearch.services.methods import Method
from photosearch.ui.style.ways import in_window
from photosearch.ui.style.words import translated
from photosearch.ui.views.composition_button import CompositionButton
from photosearch.ui.views.photo_grid import LARGEST, SMALLEST, USUAL


class TopBar(QToolBar):
    """Holds the controls; each tells what was chosen."""

    filtered = Signal(str)
    method_chosen = Signal(str)
    overlay_chosen = Signal(str)
    opacity_chosen = Signal(float)
    size_chosen = Signal(int)

    def __init__(self, overlays: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMovable(False)
        self.setWindowTitle(self.tr("Tools"))
        self.menu_button = QToolButton()
        self.menu_button.setText(self.tr("Menu"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter by name, or kind"))
        self.filter.setToolTip(self.tr("A part of a file's name, or a kind of thing: dog, sofa, mountain…"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(160)
        self.filter.setMaximumWidth(220)
        self.filter.textChanged.connect(self.filtered)
        self.composition = CompositionButton()
        self.method = QComboBox()
        self.method.setAccessibleName(self.tr("Match by"))
        # As wide as the longest title it would squeeze the filters; its list is that wide.
        self.method.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.method.setMinimumContentsLength(20)
        self.method.activated.connect(lambda row: self.method_chosen.emit(self.method.itemData(row)))
        self.overlay = QComboBox()
        self.overlay.setAccessibleName(self.tr("Overlay"))
        self.overlay.addItem(self.tr("none"), "")
        for name, title, legend in overlays:
            self.overlay.addItem(translated(title), name)
            self.overlay.setItemData(self.overlay.count() - 1, translated(legend), Qt.ItemDataRole.ToolTipRole)
        self.overlay.activated.connect(lambda row: self.overlay_chosen.emit(self.overlay.itemData(row)))
        self._for_now: int | None = None
        self.opacity = _slider(self.tr("Strength of the overlay"), 10, 100, 100)
        self.opacity.valueChanged.connect(lambda value: self.opacity_chosen.emit(value / 100))
        self.size_slider = _slider(self.tr("Size of the photos"), SMALLEST, LARGEST, USUAL)
        self.size_slider.valueChanged.connect(self.size_chosen)
        self.addWidget(self.menu_button)
        self.addWidget(self.filter)
        self.addWidget(self.composition)
        self._add_spacer()
        for words, widgets in (
            (self.tr("Match by"), [self.method]),
            (self.tr("Overlay"), [self.overlay, self.opacity]),
            (self.tr("Size"), [self.size_slider]),
        ):
            self.addWidget(QLabel(words))
            for widget in widgets:
                self.addWidget(widget)

    def set_menu(self, menu: QMenu) -> None:
        """Put the menu behind its button."""
        self.menu_button.setMenu(menu)

    def set_methods(self, methods: Sequence[Method], chosen: str | None) -> None:
        """Offer the everyday ways to compare photos, and what was made besides; the window of methods has all.

        Those that the network cannot serve are greyed out with the reason. None is chosen where several are mixed.
        """
        self.method.clear()
        for method in methods:
            if not (method.everyday or method.photos or method.id == chosen):
                continue
            lacking = method.lacking and method.total
            title = translated(method.title)
            self.method.addItem(self.tr("{title} (not made yet)").format(title=title) if lacking else title, method.id)
            row = self.method.count() - 1
            words = translated(method.summary)
            if method.unavailable is not None:
                words += f"\n{in_window(method.unavailable)}"
            self.method.setItemData(row, words, Qt.ItemDataRole.ToolTipRole)
            if method.unavailable is not None:
                self.method.setItemData(row, 0, Qt.ItemDataRole.UserRole - 1)  # Qt's role for item flags
        self.method.view().setMinimumWidth(self.method.view().sizeHintForColumn(0) + 32)  # and a scroll bar
        self.show_method(chosen)

    def show_method(self, chosen: str | None) -> None:
        """Show what photos are compared by, None where several methods are mixed."""
        self.method.setPlaceholderText(self.tr("several, mixed") if chosen is None else "")
        self.method.setCurrentIndex(-1 if chosen is None else self.method.findData(chosen))

    def show_overlay(self, overlay: str) -> None:
        """Show which overlay is on."""
        self.overlay.setCurrentIndex(max(0, self.overlay.findData(overlay)))

    def offer_for_now(self, overlay: str, title: str, legend: str) -> None:
        """Offer one more overlay, in place of the last that was offered so."""
        self.offer_no_more()
        self._for_now = self.overlay.count()
        self.overlay.addItem(title, overlay)
        self.overlay.setItemData(self._for_now, legend, Qt.ItemDataRole.ToolTipRole)

    def offer_no_more(self) -> None:
        """Take back the overlay that was offered for now."""
        if self._for_now is not None:
            self.overlay.removeItem(self._for_now)
            self._for_now = None

    def _add_spacer(self) -> None:
        spacer = QWidget()
        spacer.setSizePolicy(spacer.sizePolicy().Policy.Expanding, spacer.sizePolicy().Policy.Preferred)
        self.addWidget(spacer)


def _slider(name: str, lowest: int, highest: int, value: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(lowest, highest)
    slider.setValue(value)
    slider.setFixedWidth(96)
    slider.setAccessibleName(name)
    slider.setToolTip(name)
    return slider
