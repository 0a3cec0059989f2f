from collections import Counter
from pathlib import Path

import pytest

from photosearch.services.plan import Task
from photosearch.services.turns import Turns
from photosearch.store.roots import Root
from photosearch.types import FoundFile, Stamp

ROOT = Root(1, Path("/photos"))


def tasks(*names: str) -> list[Task]:
    return [Task(ROOT, FoundFile(name.encode(), Stamp(1, 1))) for name in names]


def endings(taken: list[Task]) -> Counter[str]:
    return Counter(task.path.suffix for task in taken)


@pytest.mark.parametrize(("workers", "share"), [(1, 1), (2, 1), (8, 4)])
def test_a_folder_of_raws_leaves_the_other_workers_to_jpegs(workers: int, share: int) -> None:
    turns = Turns(tasks(*(f"{n}.CR2" for n in range(50)), *(f"{n}.JPG" for n in range(50))), workers)
    under_way = [task for _ in range(3 * workers) if (task := turns.take()) is not None]
    assert endings(under_way) == {".CR2": share, ".JPG": 3 * workers - share}
    turns.give_back(under_way.pop(0))
    following = turns.take()
    assert following is not None
    assert following.path.suffix == ".CR2"  # in its place


def test_without_light_ones_all_workers_are_for_the_heavy() -> None:
    turns = Turns(tasks(*(f"{n}.heic" for n in range(50)), "a.png"), 4)
    assert endings([task for _ in range(12) if (task := turns.take()) is not None]) == {".heic": 11, ".png": 1}


def test_every_task_has_its_turn_once() -> None:
    wanted = tasks(*(f"{n}.{('jpg', 'tiff', 'heic', 'webp', 'xmp')[n % 5]}" for n in range(40)))
    turns, met = Turns(wanted, 2), []
    while (task := turns.take()) is not None:
        met.append(task)
        turns.give_back(task)
    assert sorted(met, key=lambda task: task.path) == sorted(wanted, key=lambda task: task.path)
