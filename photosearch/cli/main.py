"""The command `photosearch` and its options; every verb is a file beside this one."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from photosearch import __version__
from photosearch.cli.output import Context, OpenWindow, no_window, printable
from photosearch.cli.table import VERBS
from photosearch.errors import PersonError
from photosearch.settings import default_library

DONE, WRONG_INPUT, OUR_BUG, STOPPED = 0, 1, 3, 130
"""Exit codes; 2 is a usage error, which click reports, and 130 is the shell's own for Ctrl-C."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.option(
    "--library", type=click.Path(path_type=Path), default=None, help="Folder that holds everything of one library."
)
@click.option("--model", metavar="FILE.toml", default=None, help="Network to use: a manifest, or a built-in name.")
@click.option("--saliency", metavar="FILE.toml", default=None, help="Saliency network to use beside it: a manifest.")
@click.option(
    "--index-server",
    metavar="ADDRESS",
    envvar="PHOTOSEARCH_INDEX_SERVER",
    default=None,
    help="Milvus server (http://host:19530), or a path ending in .db, that keeps the search indexes: it is sent the "
    "numbers that photos are compared by, and this machine's name.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object on standard output.")
@click.version_option(__version__, prog_name="photosearch")
@click.pass_context
def photosearch(
    context: click.Context,
    library: Path | None,
    model: str | None,
    saliency: str | None,
    index_server: str | None,
    as_json: bool,
) -> None:
    """Find photos by how they look, and see why they were found.

    Nothing leaves this machine unless you name an index server.
    """
    folder = library or default_library()
    context.obj = Context(folder, model, saliency, as_json, open_window=context.obj, index_server=index_server)
    if context.invoked_subcommand is None:
        context.exit(context.obj.open_window(folder, model, (), index_server))


for verb in VERBS:
    photosearch.add_command(verb)


def run(arguments: Sequence[str], open_window: OpenWindow = no_window) -> int:
    """Run one command line and return its exit code: 0 done, 1 wrong input, 2 wrong usage, 3 our bug, 130 stopped.

    Parameters
    ----------
    open_window : callable
        Opens the window on a library folder, with a network or None, and adds folders in it; this face knows nothing
        of the other.
    """
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        with photosearch.make_context("photosearch", list(arguments), obj=open_window) as context:
            photosearch.invoke(context)
            return STOPPED if context.obj.cancel.cancelled else DONE
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except PersonError as error:
        click.echo(f"photosearch: {printable(str(error))}", err=True)
        return WRONG_INPUT
    except (KeyboardInterrupt, click.Abort):
        return STOPPED
    except BrokenPipeError:
        # The reader (head, less) has gone; there is nobody left to tell.
        sys.stderr.close()
        return DONE
    except Exception:
        logging.getLogger(__name__).exception("photosearch: this is a bug of ours; please report it with these lines")
        return OUR_BUG
