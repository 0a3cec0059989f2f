"""A small student learns from a drawn teacher, is stopped, and goes on."""

import csv
import hashlib
import pickle
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from photosearch.backbones.manifest import load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.errors import FolderProblem, ModelProblem
from photosearch.jobs import Cancel
from photosearch.train import checkpoint
from photosearch.train.distill import distill
from photosearch.train.losses import PARTS
from photosearch.train.network import Shape, Student, normalised
from photosearch.train.photos import load_photos
from photosearch.train.plan import Plan
from photosearch.train.schedule import Schedule
from tests.drawing import finish

pytestmark = pytest.mark.torch


@pytest.fixture
def plan(teacher: Path, drawn_photos: Path, tmp_path: Path) -> Plan:
    return Plan(
        teacher=teacher,
        photos=[drawn_photos],
        out=tmp_path / "run",
        views=640,
        threads=1,
        stem=(8, 16),
        stages=(16, 24, 32, 48),
        deep=32,
        batch=16,
        photo_side=96,
        reuse=4,
        capacity=256,
        directions=16,
        checked=4,
        first=64,
        schedule=Schedule(sizes=((0.5, 64), (0.5, 96)), rate=2e-3),
        row=0,
    )


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "curves.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_every_part_of_the_loss_falls(plan: Plan) -> None:
    finish(distill(replace(plan, views=3_200, schedule=Schedule(sizes=((1.0, 96),), rate=2e-3)), Cancel()))
    table = rows(plan.out)
    for name in PARTS:
        course = [float(row[name]) for row in table]
        assert np.mean(course[-40:]) < 0.9 * np.mean(course[:20]), name


def test_a_run_that_was_stopped_goes_on_as_if_it_had_not_been(plan: Plan) -> None:
    whole = finish(distill(plan, Cancel()))
    broken = replace(plan, out=plan.out.with_name("broken"))
    cancel = Cancel()
    for progress in distill(broken, cancel):
        if progress.stage == "Learning" and progress.done >= 100:
            cancel.cancel()
    stopped = rows(broken.out)
    assert 100 <= float(stopped[-1]["views"]) < 640
    resumed = finish(distill(broken, Cancel(), resume=True))
    assert (whole.finished, resumed.finished, resumed.views) == (True, True, whole.views)
    assert (plan.out / "student.onnx").read_bytes() == (broken.out / "student.onnx").read_bytes()
    losses = [[[row[name] for name in PARTS] for row in rows(run)] for run in (plan.out, broken.out)]
    assert losses[0] == losses[1]


def test_the_network_comes_with_a_manifest_that_fits_and_a_card(plan: Plan) -> None:
    outcome = finish(distill(replace(plan, views=32), Cancel()))
    assert outcome.manifest is not None
    model = outcome.manifest.with_suffix(".onnx").read_bytes()
    assert tomllib.loads(outcome.manifest.read_text())["file"]["sha256"] == hashlib.sha256(model).hexdigest()
    backbone = open_backbone(load_manifest(outcome.manifest))
    seen = backbone.run(np.zeros((64, 96, 3), np.uint8))
    assert [maps.shape for maps in seen.maps.values()] == [(32, 2, 3), (32, 4, 6)]
    assert backbone.classifier is not None
    card = outcome.manifest.with_suffix(".md").read_text()
    assert "drawn" in card
    assert "30 unlabelled photos (2 files were no readable photos), in 32" in card
    agreement = float(rows(plan.out)[-1]["agreement"])
    assert 0 <= agreement <= 1
    assert f"{agreement:.1%} are this network's" in card
    assert (plan.out / "curves.svg").read_text().startswith("<svg")


def test_channels_of_the_network_are_as_strong_as_their_part_in_the_classes(plan: Plan) -> None:
    finish(distill(replace(plan, views=64), Cancel()))
    photos = finish(load_photos(plan.photos, plan.photo_side, Cancel()))
    pictures = {"input": normalised(photos.divided(plan.checked)[0].pictures).numpy()}
    deep = onnxruntime.InferenceSession(plan.out / "student.onnx").run(["deep"], pictures)[0]
    classifier = open_backbone(load_manifest(plan.out / "student.toml")).classifier
    assert classifier is not None
    weights = classifier.weights
    shares = deep.mean(axis=(0, 2, 3)) / np.linalg.norm(weights - weights.mean(axis=0), axis=0)
    shares = shares[shares > 0]  # a channel may be dead after so few views
    assert len(shares) > plan.deep / 2
    assert shares == pytest.approx(np.full(len(shares), np.median(shares)), rel=0.02)


def test_networks_of_checkpoints_are_kept_where_that_is_asked_for(plan: Plan) -> None:
    finish(distill(replace(plan, views=32), Cancel()))
    assert [path.name for path in plan.out.glob("*.onnx")] == ["student.onnx"]
    kept = replace(plan, views=64, out=plan.out.with_name("kept"), keep=True, interval=0)
    finish(distill(kept, Cancel()))
    assert {path.name for path in kept.out.glob("*-*.onnx")} == {f"student-{views}.onnx" for views in (16, 32, 48, 64)}
    picture = {"input": np.random.default_rng(3).uniform(-1, 1, (2, 3, 96, 128)).astype(np.float32)}
    half, whole, first = (
        onnxruntime.InferenceSession(kept.out / name).run(None, picture)
        for name in ("student.onnx", "student-64.onnx", "student-16.onnx")
    )
    for mine, theirs in zip(half, whole, strict=True):
        assert abs(mine - theirs).max() < 1e-2 * abs(theirs).max()
    assert any((mine != theirs).any() for mine, theirs in zip(first, whole, strict=True))


def test_files_that_are_no_photos_are_counted(plan: Plan) -> None:
    outcome = finish(distill(replace(plan, views=16), Cancel()))
    assert (outcome.photos, outcome.skipped) == (30, 2)
    outcome = finish(distill(replace(plan, views=16, checked=0, out=plan.out.with_name("all")), Cancel()))
    assert (outcome.photos, outcome.skipped) == (40, 2)
    assert rows(plan.out.with_name("all"))[-1]["agreement"] == "nan"


def test_a_student_goes_on_from_an_exported_one(plan: Plan) -> None:
    first = finish(distill(replace(plan, views=32), Cancel()))
    assert first.manifest is not None
    start = first.manifest.with_suffix(".onnx")
    grown = replace(plan, views=32, out=plan.out.with_name("grown"), start=start, hold=2, settle=True)
    cancel = Cancel()
    for progress in distill(grown, cancel):
        if progress.stage == "Learning":
            cancel.cancel()
    assert finish(distill(grown, Cancel(), resume=True)).finished
    assert (grown.out / "student.onnx").read_bytes() != start.read_bytes()


def test_what_is_held_stays_and_is_gone_through_once(plan: Plan) -> None:
    held = replace(plan, views=128, hold=3)
    finish(distill(held, Cancel()))
    state = checkpoint.load(plan.out)
    assert state is not None
    kept, *_ = state["replay"]["tensors"]
    assert (kept.dtype, kept.shape[1:]) == (torch.float16, (24, 12, 12))
    torch.manual_seed(held.seed)
    fresh = Student(Shape(held.stem, held.stages, held.deep, 10)).state_dict()
    learned = state["learner"]["student"]
    alike = {
        name.split(".")[1] for name in fresh if name.startswith("stages") and torch.equal(fresh[name], learned[name])
    }
    assert {"0", "1"} <= alike
    changed = [name for name in fresh if fresh[name].ndim == 4 and not torch.equal(fresh[name], learned[name])]
    assert {name.split(".")[0] + name.split(".")[1] for name in changed} == {"stages2", "stages3", "headconv"}


def test_a_grown_student_that_learns_at_no_rate_stays_what_it_was(plan: Plan) -> None:
    first = finish(distill(replace(plan, views=320), Cancel()))
    assert first.manifest is not None
    start = first.manifest.with_suffix(".onnx")
    still = replace(plan, views=320, out=plan.out.with_name("still"), start=start, settle=True)
    finish(distill(replace(still, schedule=Schedule(sizes=((1.0, 96),), rate=0.0)), Cancel()))
    picture = {"input": np.random.default_rng(3).uniform(-1, 1, (2, 3, 96, 128)).astype(np.float32)}
    before, after = (
        onnxruntime.InferenceSession(file).run(None, picture) for file in (start, still.out / "student.onnx")
    )
    for mine, theirs in zip(after, before, strict=True):
        assert abs(mine - theirs).max() < 2e-3 * abs(theirs).max()


def test_a_second_run_does_not_write_over_the_first(plan: Plan) -> None:
    finish(distill(replace(plan, views=16), Cancel()))
    with pytest.raises(FolderProblem, match="--resume"):
        finish(distill(plan, Cancel()))


def test_a_run_that_is_stopped_before_it_begins_leaves_nothing(plan: Plan) -> None:
    cancel = Cancel()
    cancel.cancel()
    assert finish(distill(plan, cancel)).manifest is None
    assert list(plan.out.iterdir()) == []


def test_folders_without_photos_are_refused(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FolderProblem, match="no photo to learn from"):
        finish(distill(replace(plan, photos=[tmp_path / "empty"]), Cancel()))
    with pytest.raises(FolderProblem, match="is no folder"):
        finish(distill(replace(plan, photos=[tmp_path / "nowhere"]), Cancel()))


def test_a_checkpoint_that_would_run_code_is_refused(plan: Plan) -> None:
    plan.out.mkdir()
    (plan.out / checkpoint.NAME).write_bytes(pickle.dumps({"views": Path("x")}, protocol=2))
    with pytest.raises(ModelProblem, match="cannot be read"):
        finish(distill(plan, Cancel(), resume=True))
