"""The window of a library, in a process of its own, until it has answered once. Says what it does, a line each."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from photosearch.services.find import Answer
from photosearch.services.library import Library
from photosearch.ui.main_window import MainWindow
from photosearch.ui.style.theme import prepare

application = QApplication(sys.argv[:1])
prepare(application)
window = MainWindow(Library(Path(sys.argv[1])))
window.setGeometry(0, 0, 1280, 800)
window.show()


def hovering() -> None:
    if window.drop_zone.isVisible():
        poll.stop()
        window.grab().save(f"{sys.argv[2]}_hovering.png")
        print(window.drop_zone.words, flush=True)


def answered(answer: Answer) -> None:
    print(Path(answer.hits[0].path).name, flush=True)
    QTimer.singleShot(1000, leave)


def leave() -> None:
    window.grab().save(f"{sys.argv[2]}.png")
    window.close()


poll = QTimer(interval=20)
poll.timeout.connect(hovering)
poll.start()
window.search.answered.connect(answered)
window.search.listed.connect(lambda *_: print("listed", flush=True))
application.exec()
