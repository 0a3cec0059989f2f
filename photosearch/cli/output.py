"""How commands speak: sentences for a person, or one JSON object for a script."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TypeAlias, TypeVar

import click

from photosearch.cli.progress_line import ProgressLine
from photosearch.errors import PersonError
from photosearch.jobs import Cancel, Progress
from photosearch.services.library import Library
from photosearch.services.second_stage import GEOMETRIC, LOOKS
from photosearch.types import Box

Result = TypeVar("Result")


OpenWindow: TypeAlias = Callable[[Path, str | None, Sequence[Path], str | None], int]
"""Opens the window on a library folder, with a network or None, adds folders, uses the index server of an address or
that of the settings, and returns the exit code."""


def no_window(_library: Path, _model: str | None, _folders: Sequence[Path], _index_server: str | None) -> int:
    """Say that there is no window."""
    raise PersonError("The window cannot be opened from here. See what else there is: photosearch --help")


@dataclass
class Context:
    """What every verb is given: the library asked for, how to answer, and the token that Ctrl-C sets."""

    library: Path
    model: str | None = None
    saliency: str | None = None
    json: bool = False
    cancel: Cancel = field(default_factory=Cancel)
    open_window: OpenWindow = field(default=no_window)
    index_server: str | None = None

    def open(self) -> Library:
        """Open the library."""
        return Library(self.library, self.model, saliency=self.saliency, index_server=self.index_server)

    def say(self, text: str = "") -> None:
        """Tell the person something; scripts that asked for JSON are spared it."""
        if not self.json:
            click.echo(printable(text))

    def warn(self, text: str) -> None:
        """Tell the person something on standard error, where it never mixes with the answer."""
        click.echo(printable(text), err=True)

    def answer(self, facts: Mapping[str, object]) -> None:
        """Print the one JSON object, if JSON was asked for."""
        if self.json:
            # ASCII keeps file names that are no valid text as escapes, so that the output is valid in every encoding.
            click.echo(json.dumps(facts, ensure_ascii=True))

    def follow(self, job: Generator[Progress, None, Result]) -> Result:
        """Run a job to its end, showing its progress where a person is watching, and return its result."""
        with (
            ProgressLine(sys.stderr, enabled=not self.json and sys.stderr.isatty()) as line,
            self._stopping_on_interrupt(),
        ):
            while True:
                try:
                    line.show(next(job))
                except StopIteration as end:
                    return end.value  # type: ignore[no-any-return]  # StopIteration carries Any

    @contextmanager
    def _stopping_on_interrupt(self) -> Iterator[None]:
        """Let the first Ctrl-C stop the job and keep what is done; the second is the usual one."""
        before = signal.getsignal(signal.SIGINT)

        def stop(_signal: int, _frame: FrameType | None) -> None:
            self.cancel.cancel()
            signal.signal(signal.SIGINT, before)

        signal.signal(signal.SIGINT, stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def printable(text: str) -> str:
    """Return text that any terminal can print: control characters and stray bytes are escaped, newlines kept."""
    return "".join(
        c if c == "\n" or (c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF) else ascii(c)[1:-1] for c in text
    )


def one_line(path: object) -> str:
    """Return a path that stays on its line: names may hold newlines."""
    return printable(str(path)).replace("\n", "\\n")


def json_option(command: Callable[..., object]) -> Callable[..., object]:
    """Let --json be given after a command too."""

    def remember(context: click.Context, _option: click.Parameter, value: bool) -> None:
        if value:
            context.obj.json = True

    return click.option(
        "--json", is_flag=True, expose_value=False, callback=remember, help="Answer with one JSON object."
    )(command)


def closer_look(_context: click.Context, _option: click.Parameter, written: str | None) -> tuple[str, int]:
    """Return what --rerank NAME:R names: a closer look, and at how many hits; none where it is left out."""
    if written is None:
        return GEOMETRIC, 0
    name, _, count = written.partition(":")
    if name not in LOOKS or not count.isdecimal():
        raise click.UsageError(
            f"--rerank is written as geometric:50, with the number of hits to look at; there are {', '.join(LOOKS)}."
        )
    return name, int(count)


def box_option(_context: click.Context, _option: click.Parameter, written: str | None) -> Box | None:
    """Return the box that TOP,LEFT,BOTTOM,RIGHT names."""
    if written is None:
        return None
    try:
        top, left, bottom, right = (int(number) for number in written.split(","))
    except ValueError as error:
        raise click.UsageError("--box is written as TOP,LEFT,BOTTOM,RIGHT, in pixels: 40,120,600,800.") from error
    return Box(top, left, bottom, right)
