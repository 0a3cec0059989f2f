"""How well every method finds the photos of a data set.

Photos are indexed into an ordinary library of their own, kept in a work folder: an interrupted run goes on where it
was.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

from photosearch.descriptors.table import METHODS, WORD_METHODS
from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark
from photosearch.evaluate.report import Report, Row, as_json, as_markdown
from photosearch.evaluate.sets.table import SETS, load_set
from photosearch.jobs import Cancel, Progress
from photosearch.services.evaluation import TRUE_BOX, Evaluation, Question, library_key
from photosearch.services.library import Library
from photosearch.services.spec import Spec, parse
from photosearch.settings import DEFAULT_MODEL
from photosearch.types import InputPolicy

__all__ = ["ALL", "SET_NAMES", "TRUE_BOX", "Question", "as_json", "as_markdown", "evaluate", "read_set"]

SET_NAMES = tuple(SETS)
"""The data sets, in the order in which a person is offered them."""
ALL = "all"


def read_set(name: str, root: Path, distractors: Path | None = None) -> Benchmark:
    """Read a data set in its published layout.

    Raises
    ------
    QueryProblem
        Its folder does not hold what it should; the message says what was expected where.
    """
    return load_set(name, root, distractors)


def evaluate(
    benchmark: Benchmark, question: Question, models: Sequence[str | None], work: Path, cancel: Cancel
) -> Generator[Progress, None, Report]:
    """Index a data set with every network, rank its photos by every method, and score the rankings.

    Parameters
    ----------
    models : sequence of str or None
        Manifests: built-in names or paths; None is the built-in network.
    work : Path
        Where the libraries are kept.

    Raises
    ------
    QueryProblem
        An unknown method.
    PersonError
        The photos or the work folder cannot be used.
    """
    rows: list[Row] = []
    unavailable: dict[str, str] = {}
    boxes: dict[str, float] = {}
    for model in models:
        # Named always: a work folder remembers the network that it was used with last.
        folder = work / library_key(benchmark, question.fit_on)
        with Library(folder, model or DEFAULT_MODEL, saliency=question.saliency) as library:
            wanted, why = _methods(library, question.methods, benchmark)
            unavailable |= {f"{library.manifest.name} `{name}`": reason for name, reason in why.items()}
            evaluation = Evaluation(benchmark, question, library, work, cancel)
            rows += yield from evaluation.rows(wanted)
            share = evaluation.localisation()
            if share is not None:
                boxes[library.manifest.name] = share
    policy = f"short side at most {InputPolicy().short_side} pixels"
    fitted_on = question.fit_on.name if question.fit_on is not None else "the searched photos themselves"
    asked = "their boxes" if question.boxes else "whole photos"
    if question.views:
        asked += ", with their mirror images and middles"
    if question.reach:
        asked += f"; a closer look ({question.look}) is taken at the best {question.reach}"
    if question.augment:
        asked += f"; every photo has its {question.augment} nearest others added"
    if question.expand:
        asked += f", and again with the {question.expand} best hits"
    count = len(benchmark.gallery), len(benchmark.queries)
    return Report(benchmark.name, *count, asked, policy, fitted_on, rows, unavailable, boxes)


def _methods(library: Library, asked: Sequence[str], benchmark: Benchmark) -> tuple[list[Spec], Mapping[str, str]]:
    """Return the methods that the network can serve, and why it cannot serve the others."""
    able: list[Spec] = []
    why: dict[str, str] = {}
    for name in [*METHODS, TRUE_BOX] if list(asked) == [ALL] else asked:
        spec = parse(name)
        if name == TRUE_BOX:
            if all(item.box is not None for item in benchmark.gallery):
                able.append(spec)
            else:
                why[name] = "it needs the true box of every photo, and this data set does not have them."
            continue
        if spec.descriptor not in METHODS:
            known = ", ".join([*METHODS, TRUE_BOX])
            raise QueryProblem(f"There is no method {spec.descriptor!r}. Choose {ALL}, or some of: {known}.")
        if spec.kind is not None and spec.descriptor in WORD_METHODS:
            raise QueryProblem(f"{spec.descriptor} describes photos by words, which cannot be projected.")
        reason = library.lacking(spec.descriptor)
        if reason is None:
            able.append(spec)
        else:
            why[name] = reason
    return able, why
