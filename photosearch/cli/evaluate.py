"""`photosearch evaluate SET`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from photosearch.cli.output import Context, closer_look, json_option
from photosearch.services.evaluate import ALL, SET_NAMES, Question, as_json, as_markdown, read_set
from photosearch.services.evaluate import evaluate as run
from photosearch.services.second_stage import LOOKS
from photosearch.settings import cache_folder


@click.command()
@click.argument("name", metavar="SET", type=click.Choice(SET_NAMES))
@click.option("--root", required=True, type=click.Path(path_type=Path), help="The data set's own folder.")
@click.option(
    "--distractors", type=click.Path(path_type=Path), metavar="DIR", help="Further photos, none of them right."
)
@click.option("--methods", default=ALL, show_default=True, help="Ids, separated by commas.")
@click.option("--model", "models", multiple=True, metavar="FILE.toml", help="A network; may be repeated.")
@click.option("--query", type=click.Choice(["full", "box"]), default="full", show_default=True)
@click.option("--projection", metavar="KIND:DIM", help="Project every method, as in pca_whitening:256.")
@click.option("--fit-on", type=click.Choice(SET_NAMES), help="Another data set to fit projections and vocabularies on.")
@click.option("--fit-root", type=click.Path(path_type=Path), help="The folder of that data set.")
@click.option("--expand", type=click.IntRange(0), default=0, help="Search again with so many of the best hits added.")
@click.option(
    "--alpha", type=click.FloatRange(0), default=0.0, help="Added hits count by their likeness to this power."
)
@click.option("--dba", type=click.IntRange(0), default=0, help="Add to every photo so many of its nearest others.")
@click.option(
    "--classify", is_flag=True, help="Tell labels from vectors too: by 5 neighbours, and by a linear classifier."
)
@click.option("--augment", is_flag=True, help="Ask with the queries' mirror images and middles, too.")
@click.option(
    "--rerank", metavar="NAME:R", callback=closer_look, help=f"Look closely at the best R hits: {', '.join(LOOKS)}."
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the table to a .md or .json file.")
@click.option(
    "--work", type=click.Path(path_type=Path), metavar="DIR", help="Where photos are indexed; kept for the next run."
)
@json_option
@click.pass_obj
def evaluate(
    context: Context,
    name: str,
    root: Path,
    distractors: Path | None,
    methods: str,
    models: tuple[str, ...],
    query: str,
    projection: str | None,
    fit_on: str | None,
    fit_root: Path | None,
    expand: int,
    alpha: float,
    dba: int,
    classify: bool,
    augment: bool,
    rerank: tuple[str, int],
    out: Path | None,
    work: Path | None,
) -> None:
    """Measure how well methods find the photos of a public data set, or of your own folders."""
    if (fit_on is None) != (fit_root is None):
        raise click.UsageError("--fit-on and --fit-root belong together.")
    if out is not None and out.suffix not in (".md", ".json"):
        raise click.UsageError("--out must end in .md or .json.")
    asked = [method.strip() for method in methods.split(",") if method.strip()]
    if projection is not None:
        if asked == [ALL]:
            raise click.UsageError("--projection needs --methods: words, for one, cannot be projected.")
        asked = [f"{method}:{projection}" for method in asked]
    other = read_set(fit_on, fit_root) if fit_on is not None and fit_root is not None else None
    question = Question(asked, query == "box", other, expand, *rerank, alpha, dba, classify, augment, context.saliency)
    folder = work or cache_folder() / "evaluate"
    benchmark = read_set(name, root, distractors)
    report = context.follow(run(benchmark, question, list(models) or [context.model], folder, context.cancel))
    facts, table = as_json(report), as_markdown(report)
    if out is not None:
        out.write_text(json.dumps(facts, indent=1) if out.suffix == ".json" else table, encoding="utf-8")
    context.answer(facts)
    context.say(table)
