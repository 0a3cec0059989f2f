"""Another program: a small window from which a file can be dragged. Says what it does, a word a line."""

import sys

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

PLACE = QRect(1300, 100, 200, 200)


class Source(QLabel):
    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setHotSpot(QPoint(4, 4))
        print("dragging", flush=True)
        drag.exec(Qt.DropAction.CopyAction)
        print("let go", flush=True)


application = QApplication(sys.argv[:1])
source = Source("a photo")
source.setWindowFlag(Qt.WindowType.FramelessWindowHint)
source.setGeometry(PLACE)
source.show()
print("shown", flush=True)
application.exec()
