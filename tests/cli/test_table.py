import importlib
import pkgutil

import click

from photosearch import cli
from photosearch.cli.table import VERBS


def test_every_verb_of_the_folder_is_in_the_table_under_its_own_name() -> None:
    names = [found.name for found in pkgutil.iter_modules(cli.__path__)]
    modules = {name: importlib.import_module(f"{cli.__name__}.{name}") for name in names}
    verbs = {
        name.replace("_", "-"): getattr(module, name)
        for name, module in modules.items()
        if isinstance(getattr(module, name, None), click.Command)
    }
    assert verbs == {verb.name: verb for verb in VERBS}
