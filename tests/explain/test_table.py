import importlib
import pkgutil

from photosearch import explain
from photosearch.explain.table import OVERLAYS, PAIRS


def test_every_overlay_of_the_folder_is_in_the_table_under_its_own_name() -> None:
    modules = [
        importlib.import_module(f"{explain.__name__}.{found.name}") for found in pkgutil.iter_modules(explain.__path__)
    ]
    kinds = {module.__name__.rsplit(".", 1)[-1]: module.KIND for module in modules if hasattr(module, "KIND")}
    assert kinds == {**OVERLAYS, **PAIRS}
    assert all(kind.id == name and kind.title and kind.legend.endswith(".") for name, kind in kinds.items())
