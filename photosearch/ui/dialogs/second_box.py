"""What is done with the best hits: one choice of several, in plain words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from photosearch.services.second_stage import ONE_STAGE, SecondStage


class SecondBox(QComboBox):
    """`chosen` carries a SecondStage; the first one does nothing more."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Then"))
        for words, stage in (
            (self.tr("show the hits as they are"), ONE_STAGE),
            (self.tr("search again with the 5 best hits added"), SecondStage(expand=5)),
            (
                self.tr("search again with the mirror image and the middle of the query"),
                SecondStage(views=True),
            ),
            (
                self.tr("put first what shows the same thing, among the best 50"),
                SecondStage(reach=50),
            ),
            (
                self.tr("put first where the query's pattern of texture lies, among the best 100 (windows)"),
                SecondStage(look="windows", reach=100),
            ),
            (
                self.tr("search inside the best 100 photos for the part that looks like the query (regions)"),
                SecondStage(look="rmac_search", reach=100),
            ),
            (
                self.tr("search inside the best 100 photos for what looks like the query's main object (places)"),
                SecondStage(look="cells", reach=100),
            ),
            (
                self.tr("look for the query's kinds of things in the best 100 photos (class boxes)"),
                SecondStage(look="cam_boxes", reach=100),
            ),
            (
                self.tr("describe the best 1,000 photos by the query's kinds of things"),
                SecondStage(look="cam_ona", reach=1_000),
            ),
        ):
            self.addItem(words, stage)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(32)
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))

    def show_stage(self, stage: SecondStage) -> None:
        """Show what is done, whatever was called right or wrong; nothing where it is none of these."""
        self.setCurrentIndex(self._row(stage))

    def words_of(self, stage: SecondStage) -> str:
        """Return what a stage does in words, empty where it does nothing more."""
        return self.itemText(row) if (row := self._row(stage)) > 0 else ""

    def _row(self, stage: SecondStage) -> int:
        alone = replace(stage, right=(), wrong=())
        return next((row for row in range(self.count()) if self.itemData(row) == alone), -1)

    def show_none(self) -> None:
        """Show that nothing more is done."""
        self.setCurrentIndex(0)
