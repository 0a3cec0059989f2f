"""What of photos is compared: the main object, what is behind it, both, or the same place with another subject."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from photosearch.services.mix import aims
from photosearch.ui.controllers.method import MethodChoice
from photosearch.ui.controllers.mix import ALL
from photosearch.ui.controllers.search import Search
from photosearch.ui.style.ways import in_window
from photosearch.ui.views.aim_choice import AimChoice
from photosearch.ui.views.query_panel import QueryPanel


class Aims(QObject):
    """Sets the methods' weights, and shows which aim the present ones are."""

    def __init__(self, search: Search, method: MethodChoice, panel: QueryPanel, window: QWidget) -> None:
        super().__init__(window)
        self._search = search
        self._method = method
        self._before: Mapping[str, int] = {}
        """The methods that served no aim when photos were compared by such ones last."""
        self.choice = AimChoice()
        panel.sections.addWidget(self.choice)
        self.choice.chosen.connect(self._choose)
        method.compared.connect(self._show)
        search.question_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        weights = self._method.weights()
        offered = aims(self._lacking)
        aim = aim_of(weights, offered)
        if weights and not aim:
            self._before = dict(weights)
        self.choice.show_aim(aim)
        self.choice.setVisible(self._search.question.by_methods)
        known = self._method.mix.methods
        for name, wanted in offered.items():
            lacking = [known[one].unavailable for one in wanted if one in known]
            self.choice.forbid(name, in_window(next(filter(None, lacking), "")))

    def _lacking(self, name: str) -> str | None:
        """Return why a method cannot be served, as far as methods are known yet: no file is opened for this."""
        method = self._method.mix.methods.get(name)
        return None if method is None else method.unavailable

    def _choose(self, aim: str) -> None:
        if aim:
            self._method.compare({name: round(share * ALL) for name, share in aims(self._lacking)[aim].items()})
        elif self._before:
            self._method.compare(self._before)
        elif aim_of(self._method.weights(), aims(self._lacking)):
            self._method.show()  # none has been chosen yet
        self._show()


def aim_of(weights: Mapping[str, int], offered: Mapping[str, Mapping[str, float]]) -> str:
    """Return the aim that weights serve, empty where it is none of those that are offered."""
    largest = max(weights.values(), default=0)
    if largest <= 0:
        return ""
    shares = {name: weight / largest for name, weight in weights.items()}
    return next((aim for aim, wanted in offered.items() if wanted == shares), "")
