import pytest

from photosearch.errors import QueryProblem
from photosearch.services.folder_truth import LARGEST, folder_queries


def test_queries_are_the_same_every_time_and_small_folders_have_their_turn_before_large_ones_their_second() -> None:
    paths = sorted(
        [b"/r/large/%03d" % n for n in range(100)] + [b"/r/s%d/%d" % (f, n) for f in range(4) for n in (0, 1)]
    )
    first, again = (folder_queries(paths, 12) for _ in range(2))
    assert first == again
    folders = [query.path.parent.name for query in first]
    assert sorted(folders[:5]) == sorted(folders[5:10]) == ["large", "s0", "s1", "s2", "s3"]
    assert folders[10:] == ["large"] * 2
    assert len(folder_queries(paths, 3)) == 3


def test_what_is_right_lies_in_the_same_folder_of_the_same_root_and_not_below_it() -> None:
    paths = [b"/r/a/0", b"/r/a/1", b"/r/a/deep/2", b"/r/a/deep/3", b"/s/a/0"]
    right = {query.item: query.positives for query in folder_queries(paths, 500)}
    assert right == {0: {1}, 1: {0}, 2: {3}, 3: {2}}


def test_a_folder_that_a_camera_filled_is_no_truth() -> None:
    camera = [b"/r/camera/%05d" % n for n in range(LARGEST + 1)]
    with pytest.raises(QueryProblem, match="has 1"):
        folder_queries([*camera, b"/r/x/0", b"/r/x/1"], 500)
    queries = folder_queries([*camera, b"/r/x/0", b"/r/x/1", b"/r/y/0", b"/r/y/1"], 500)
    assert {query.path.parent.name for query in queries} == {"x", "y"}
