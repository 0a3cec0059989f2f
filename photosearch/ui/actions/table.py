"""Everything that can be done, as data: menus, shortcuts and the page of shortcuts are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

CONTEXT = "actions"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action; `id` is the name of its handler, `keys` the first of which is shown in menus.

    One that is `checkable` is either on or off, and `checked` says which at first.
    """

    id: str
    group: str
    text: str
    keys: tuple[str, ...] = ()
    writes: bool = False
    checkable: bool = False
    checked: bool = False


def _row(
    name: str,
    group: str,
    text: object,
    *keys: str,
    writes: bool = False,
    checkable: bool = False,
    checked: bool = False,
) -> ActionRow:
    return ActionRow(name, group, str(text), keys, writes, checkable, checked)


GROUPS = {
    "library": QT_TRANSLATE_NOOP("actions", "Library"),
    "photo": QT_TRANSLATE_NOOP("actions", "Photo"),
    "view": QT_TRANSLATE_NOOP("actions", "View"),
    "help": QT_TRANSLATE_NOOP("actions", "Help"),
}

ACTIONS = (
    _row("add_folder", "library", QT_TRANSLATE_NOOP("actions", "Add folder…"), "Ctrl+O", writes=True),
    _row("rescan", "library", QT_TRANSLATE_NOOP("actions", "Rescan folders"), "F5", writes=True),
    _row("choose_query", "library", QT_TRANSLATE_NOOP("actions", "Search with a picture…"), "Ctrl+Shift+O"),
    _row("paste", "library", QT_TRANSLATE_NOOP("actions", "Search with the copied picture"), "Ctrl+V"),
    _row("show_library", "library", QT_TRANSLATE_NOOP("actions", "Back to all photos"), "Ctrl+L"),
    _row("step_back", "library", QT_TRANSLATE_NOOP("actions", "Back to the search before"), "Alt+Left"),
    _row("step_forth", "library", QT_TRANSLATE_NOOP("actions", "On to the next search"), "Alt+Right"),
    _row("filter", "library", QT_TRANSLATE_NOOP("actions", "Filter by name"), "Ctrl+F"),
    _row("kind", "library", QT_TRANSLATE_NOOP("actions", "Photos of a kind of thing…"), "K"),
    _row("methods", "library", QT_TRANSLATE_NOOP("actions", "What photos are compared by…"), "Ctrl+M"),
    _row("networks", "library", QT_TRANSLATE_NOOP("actions", "Networks…"), "Ctrl+Shift+N"),
    _row("attributes", "library", QT_TRANSLATE_NOOP("actions", "Browse by what stands out…"), "Ctrl+B"),
    _row("settings", "library", QT_TRANSLATE_NOOP("actions", "Settings…"), "Ctrl+,"),
    _row("quit", "library", QT_TRANSLATE_NOOP("actions", "Quit"), "Ctrl+Q"),
    _row("open_full", "photo", QT_TRANSLATE_NOOP("actions", "Compare at full size"), "Space"),
    _row("find_similar", "photo", QT_TRANSLATE_NOOP("actions", "Find similar photos"), "F"),
    _row("stands_out", "photo", QT_TRANSLATE_NOOP("actions", "What stands out here"), "S"),
    _row("box", "photo", QT_TRANSLATE_NOOP("actions", "Search for a part"), "B"),
    _row("brush", "photo", QT_TRANSLATE_NOOP("actions", "Paint what is searched for"), "U"),
    _row("detail", "photo", QT_TRANSLATE_NOOP("actions", "Search for details"), "D"),
    _row("add_picture", "photo", QT_TRANSLATE_NOOP("actions", "Add to the query"), "A"),
    _row("take_away", "photo", QT_TRANSLATE_NOOP("actions", "Take away from the query: less like this"), "Shift+A"),
    _row("copy", "photo", QT_TRANSLATE_NOOP("actions", "Copy"), "Ctrl+C"),
    _row("save_picture", "photo", QT_TRANSLATE_NOOP("actions", "Save picture with overlay…"), "Ctrl+S"),
    _row("copy_path", "photo", QT_TRANSLATE_NOOP("actions", "Copy path"), "Ctrl+Shift+C"),
    _row("open_outside", "photo", QT_TRANSLATE_NOOP("actions", "Open with its program"), "Ctrl+Return"),
    _row("show_in_folder", "photo", QT_TRANSLATE_NOOP("actions", "Show in folder"), "Ctrl+Shift+F"),
    _row("trash", "photo", QT_TRANSLATE_NOOP("actions", "Move to trash"), "Del", writes=True),
    _row("export_crops", "photo", QT_TRANSLATE_NOOP("actions", "Save the main objects…"), "Ctrl+Shift+S"),
    _row("save_fits", "photo", QT_TRANSLATE_NOOP("actions", "Save the parts that fit…"), "Ctrl+Shift+P"),
    _row("undo", "photo", QT_TRANSLATE_NOOP("actions", "Undo"), "Ctrl+Z"),
    _row("mark_right", "photo", QT_TRANSLATE_NOOP("actions", "This is right: find more like it"), "R"),
    _row("mark_wrong", "photo", QT_TRANSLATE_NOOP("actions", "This is wrong: find less like it"), "X"),
    _row("overlay_off", "view", QT_TRANSLATE_NOOP("actions", "No overlay"), "Alt+0"),
    _row("overlay_mask", "view", QT_TRANSLATE_NOOP("actions", "Overlay: all that stands out"), "Alt+1"),
    _row("overlay_component", "view", QT_TRANSLATE_NOOP("actions", "Overlay: main object"), "Alt+2"),
    _row("overlay_heat", "view", QT_TRANSLATE_NOOP("actions", "Overlay: attention"), "Alt+3"),
    _row("overlay_cam", "view", QT_TRANSLATE_NOOP("actions", "Overlay: kinds of things, one after the other"), "Alt+4"),
    _row("overlay_saliency", "view", QT_TRANSLATE_NOOP("actions", "Overlay: what catches the eye"), "Alt+5"),
    _row("overlay_regions", "view", QT_TRANSLATE_NOOP("actions", "Overlay: parts"), "Alt+6"),
    _row("overlay_match", "view", QT_TRANSLATE_NOOP("actions", "Overlay: most alike parts"), "Alt+7"),
    _row("overlay_pair", "view", QT_TRANSLATE_NOOP("actions", "Overlay: where it is alike"), "Alt+8"),
    _row(
        "overlay_cells", "view", QT_TRANSLATE_NOOP("actions", "Show the network's raw cells"), "Alt+9", checkable=True
    ),
    _row(
        "show_fits",
        "view",
        QT_TRANSLATE_NOOP("actions", "Show where hits fit"),
        "Ctrl+Shift+B",
        checkable=True,
        checked=True,
    ),
    _row("cut_later", "view", QT_TRANSLATE_NOOP("actions", "Cut off one photo later"), "]"),
    _row("cut_earlier", "view", QT_TRANSLATE_NOOP("actions", "Cut off one photo earlier"), "["),
    _row("cut_at_noise", "view", QT_TRANSLATE_NOOP("actions", "Cut off where likeness is chance"), "Ctrl+]"),
    _row("select_above", "photo", QT_TRANSLATE_NOOP("actions", "Select all above the cut-off"), "Ctrl+Shift+A"),
    _row("larger", "view", QT_TRANSLATE_NOOP("actions", "Larger photos"), "+", "="),
    _row("smaller", "view", QT_TRANSLATE_NOOP("actions", "Smaller photos"), "-"),
    _row(
        "crop_thumbnails",
        "view",
        QT_TRANSLATE_NOOP("actions", "Crop around the main object"),
        "Ctrl+Shift+T",
        checkable=True,
    ),
    _row("shortcuts", "help", QT_TRANSLATE_NOOP("actions", "Keyboard shortcuts"), "F1"),
    _row("repair", "help", QT_TRANSLATE_NOOP("actions", "Check and repair the library…"), writes=True),
    _row("show_log", "help", QT_TRANSLATE_NOOP("actions", "Log for a bug report")),
    _row("about", "help", QT_TRANSLATE_NOOP("actions", "About photosearch")),
)
