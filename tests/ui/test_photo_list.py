from PySide6.QtCore import Qt

from photosearch.ui.models.photo_list import ITEM, PhotoItem, PhotoList


def test_a_photo_has_a_name_is_spoken_and_is_dragged_as_a_file(qapp: object) -> None:
    model = PhotoList()
    items = [PhotoItem(1, "/photos/a b.jpg"), PhotoItem(2, "/photos/c.jpg", rank=3, score=0.5)]
    model.set_items(items)
    first, second = model.index(0, 0), model.index(1, 0)
    assert first.data() == "a b.jpg"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "a b.jpg"
    assert second.data(Qt.ItemDataRole.AccessibleTextRole) == "c.jpg, rank 3, score 0.50"
    assert second.data(ITEM) == items[1]
    assert [url.toLocalFile() for url in model.mimeData([first, second]).urls()] == ["/photos/a b.jpg", "/photos/c.jpg"]
    assert model.index(5, 0).data() is None
