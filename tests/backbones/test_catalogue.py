from pathlib import Path

import pytest

from photosearch.backbones.catalogue import catalogue, find_entry
from photosearch.errors import ModelProblem

WANTED = """mobilenetv2 resnet18 resnet50 resnet101 vgg16 vgg19 vgg16-cam densenet121 densenet161 googlenet inception_v3
efficientnet_b0 convnext_tiny dinov2_vits14""".split()
WITHOUT_CLASS_MAPS = {"vgg16", "vgg16-zoo", "vgg19", "convnext_tiny", "dinov2_vits14"}


def test_every_network_of_the_catalogue_can_be_read_and_says_how_a_person_comes_by_it() -> None:
    entries = {entry.name: entry for entry in catalogue()}
    assert set(WANTED) <= set(entries)
    for entry in entries.values():
        assert f"--file {entry.file}" in entry.how or f"--file DIR/{entry.file}" in entry.how
        assert min(entry.std) > 0
    assert {name for name, entry in entries.items() if entry.classifier is None} == WITHOUT_CLASS_MAPS


def test_checksums_and_sizes_come_together_and_only_from_a_document(shared: Path) -> None:
    document = (shared / "models" / "README.md").read_text()
    listed = [entry for entry in catalogue() if entry.sha256 is not None]
    assert len(listed) == 5
    for entry in listed:
        assert f"{entry.file.removesuffix('.onnx')} {entry.size:,} {entry.sha256}" in document
        assert entry.listed_in
    assert not [entry.name for entry in catalogue() if entry.address or (entry.size and not entry.sha256)]


def test_a_network_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ModelProblem, match=r"no network nothing.*resnet50.*models add"):
        find_entry("nothing")


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ('[obtain]\nfile = "../x.onnx"\nhow = "h"', "a file name alone"),
        ('[obtain]\nfile = "x.onnx"\nhow = "h"\nsha256 = "12"', "64 hexadecimal digits"),
        ('[obtain]\nfile = "x.onnx"\nhow = "h"\nbytes = -1', "greater than 0"),
        ('[obtain]\nfile = "x.onnx"', "how must be a text"),
        ('[obtain]\nfile = "x.onnx"\nhow = "h"\n[classifier]\nlogits = "l"', "all of logits, weight, bias"),
        ('[obtain]\nfile = "x.onnx"\nhow = "h"\n[classifier]\nnames = "gone.txt"', "not among the program's models"),
    ],
)
def test_a_wrong_entry_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str, complaint: str
) -> None:
    (tmp_path / "catalogue").mkdir()
    head = 'name = "x"\ntitle = "X"\nlicence = "l"\nsource = "s"\n'
    tail = "\n[input]\nmean = [0, 0, 0]\nstd = [1, 1, 1]\n"
    (tmp_path / "catalogue" / "x.toml").write_text(head + lines + tail)
    monkeypatch.setattr("photosearch.backbones.catalogue.data_folder", lambda _: tmp_path)
    with pytest.raises(ModelProblem, match=complaint):
        catalogue()
