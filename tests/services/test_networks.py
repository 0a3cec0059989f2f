from pathlib import Path

import pytest

from photosearch.errors import ModelProblem, QueryProblem
from photosearch.jobs import Cancel
from photosearch.services.find import find
from photosearch.services.ingest import scan
from photosearch.services.library import Library
from photosearch.services.networks import networks, photos_per_second, use_network
from tests.drawing import FAKE, finish

OTHER = 'name = "other"\nkind = "fake"\n[layers]\ndeep = "deep"\n'


@pytest.fixture
def other(tmp_path: Path) -> str:
    path = tmp_path / "other.toml"
    path.write_text(OTHER)
    return str(path)


def counts(library: Library) -> dict[str, tuple[int, bool]]:
    return {choice.title: (choice.photos, choice.current) for choice in networks(library)}


def test_built_in_networks_and_all_that_were_ever_used_are_offered(added: Library, other: str) -> None:
    assert counts(added) == {"Photosearch built-in": (0, False), "fake": (6, True)}
    use_network(added, other)
    assert counts(added) == {"Photosearch built-in": (0, False), "fake": (6, False), "other": (0, True)}
    finish(scan(added, Cancel()))
    assert counts(added)["other"] == (6, True)
    assert counts(Library(added.folder))["other"] == (6, True)  # remembered by the library itself


def test_another_network_keeps_what_was_made_with_the_old_one(added: Library, other: str, photos: Path) -> None:
    before = [hit.score for hit in finish(find(added, photos / "3.jpg")).hits]
    use_network(added, other)
    with pytest.raises(QueryProblem, match="was indexed with the network fake"):
        finish(find(added, photos / "3.jpg"))
    use_network(added, str(FAKE))
    assert [hit.score for hit in finish(find(added, photos / "3.jpg")).hits] == before


def test_a_network_that_cannot_be_used_changes_nothing(added: Library, tmp_path: Path, other: str) -> None:
    damaged = tmp_path / "damaged.toml"
    (tmp_path / "damaged.onnx").write_bytes(b"no network")
    damaged.write_text(
        'name = "damaged"\n[file]\nname = "damaged.onnx"\nsha256 = "' + "0" * 64 + '"\n'
        "[input]\nmean = [0, 0, 0]\nstd = [1, 1, 1]\n[layers]\ndeep = 'deep'\n"
    )
    for reference in (str(damaged), str(tmp_path / "missing.toml"), "no such network"):
        with pytest.raises(ModelProblem):
            use_network(added, reference)
    assert counts(added)["fake"] == (6, True)
    Path(other).unlink()


def test_a_network_whose_manifest_is_gone_says_why_it_cannot_be_used(added: Library, other: str) -> None:
    use_network(added, other)
    finish(scan(added, Cancel()))
    use_network(added, str(FAKE))
    Path(other).unlink()
    (gone,) = [choice for choice in networks(added) if choice.problem is not None]
    assert gone.reference == other
    assert "other.toml" in (gone.problem or "")


def test_the_speed_is_that_of_looking_at_photos_and_0_where_there_are_none(
    added: Library, photos: Path, tmp_path: Path
) -> None:
    assert photos_per_second(added) > 0
    assert photos_per_second(Library(tmp_path / "none", str(FAKE))) == 0
    for photo in photos.rglob("*.*"):
        photo.unlink()
    assert photos_per_second(added) == 0


def test_a_library_that_was_made_with_a_former_built_in_network_goes_on_with_it(added: Library, photos: Path) -> None:
    use_network(added, "pilot")
    finish(scan(added, Cancel()))
    with Library(added.folder) as library:
        assert library.manifest.name == "pilot"
        assert counts(library)["Photosearch pilot"] == (6, True)
        assert counts(library)["Photosearch built-in"] == (0, False)  # there to be chosen
