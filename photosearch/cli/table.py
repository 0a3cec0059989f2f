"""The verbs of the command line."""

from __future__ import annotations

from photosearch.cli.add import add
from photosearch.cli.attributes import attributes
from photosearch.cli.backup import backup
from photosearch.cli.check import check
from photosearch.cli.classes import classes
from photosearch.cli.compositions import compositions
from photosearch.cli.crop import crop
from photosearch.cli.evaluate import evaluate
from photosearch.cli.explain import explain
from photosearch.cli.export import export
from photosearch.cli.find import find
from photosearch.cli.gui import gui
from photosearch.cli.models import models
from photosearch.cli.patch import patch
from photosearch.cli.remove import remove
from photosearch.cli.repair import repair
from photosearch.cli.restore import restore
from photosearch.cli.scan import scan
from photosearch.cli.self_test import self_test
from photosearch.cli.status import status
from photosearch.cli.train import train

VERBS = (
    add,
    scan,
    find,
    explain,
    classes,
    patch,
    attributes,
    compositions,
    crop,
    status,
    check,
    repair,
    backup,
    restore,
    remove,
    models,
    evaluate,
    self_test,
    train,
    export,
    gui,
)
