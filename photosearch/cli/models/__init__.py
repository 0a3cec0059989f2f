"""`photosearch models`: one subcommand a file beside this one."""

from __future__ import annotations

import click

from photosearch.cli.models.add import add
from photosearch.cli.models.forget import forget
from photosearch.cli.models.info import info
from photosearch.cli.models.install import install
from photosearch.cli.models.list import list_networks
from photosearch.cli.models.measure import measure
from photosearch.cli.models.quantize import quantize
from photosearch.cli.models.remove import remove
from photosearch.cli.models.verify import verify

__all__ = ["models"]


@click.group()
def models() -> None:
    """See, install, check and remove networks. Only `install` without --file ever uses the internet."""


for command in (list_networks, info, install, add, quantize, measure, verify, remove, forget):
    models.add_command(command)
