from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.errors import DamagedIndex
from photosearch.index.inverted import InvertedFile

WORDS = 12
BAG = st.dictionaries(st.integers(0, WORDS - 1), st.integers(1, 5), max_size=6)
Bag = dict[int, int]


def arrays(bag: Bag) -> tuple[np.ndarray, np.ndarray]:
    words = sorted(bag)
    return np.array(words, np.int32), np.array([bag[word] for word in words], np.float32)


def dense(bag: Bag) -> np.ndarray:
    row = np.zeros(WORDS)
    for word, count in bag.items():
        row[word] = count
    return row / max(np.linalg.norm(row), 1e-9)


def filled(bags: dict[int, Bag]) -> InvertedFile:
    index = InvertedFile(WORDS)
    for label, bag in bags.items():
        index.add([label], [arrays(bag)])
    return index


def check(index: InvertedFile, bags: dict[int, Bag], query: Bag) -> None:
    labels, scores = index.search(*arrays(query), k=len(bags))
    truth = {label: float(dense(bag) @ dense(query)) for label, bag in bags.items()}
    assert sorted(labels.tolist()) == sorted(bags)
    np.testing.assert_allclose(scores, [truth[label] for label in labels.tolist()], atol=1e-6)
    pairs = [(-score, label) for label, score in zip(labels.tolist(), scores.tolist(), strict=True)]
    assert pairs == sorted(pairs)


@given(st.dictionaries(st.integers(0, 99), BAG, max_size=30), BAG)
def test_scores_are_the_cosines_of_dense_histograms(bags: dict[int, Bag], query: Bag) -> None:
    check(filled(bags), bags, query)


@given(st.dictionaries(st.integers(0, 30), BAG, min_size=3, max_size=30), st.sets(st.integers(0, 30)), BAG)
def test_what_was_removed_is_not_found_and_a_label_can_come_back(
    bags: dict[int, Bag], gone: set[int], query: Bag
) -> None:
    index = filled(bags)
    index.remove(np.array(sorted(gone), np.int64))
    left = {label: bag for label, bag in bags.items() if label not in gone}
    check(index, left, query)
    assert index.labels().tolist() == sorted(left)
    assert len(index) == len(left)
    for label in sorted(gone & set(bags)):
        index.add([label], [arrays(bags[label])])
    check(index, bags, query)


def test_equal_scores_at_the_edge_come_in_the_order_of_their_labels() -> None:
    index = filled({label: {1: 2} for label in (9, 4, 7, 2)})
    assert index.search(*arrays({1: 1}), k=3)[0].tolist() == [2, 4, 7]


def test_empty_bags_and_empty_questions_are_like_nothing() -> None:
    index = filled({1: {}, 2: {3: 1}})
    assert index.search(*arrays({3: 1}), k=2)[1].tolist() == [1, 0]
    assert index.search(*arrays({}), k=2)[1].tolist() == [0, 0]
    assert len(InvertedFile(WORDS).search(*arrays({3: 1}), k=5)[0]) == 0


@given(st.dictionaries(st.integers(0, 99), BAG, max_size=20), BAG)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, bags: dict[int, Bag], query: Bag) -> None:
    path = tmp_path_factory.mktemp("inverted") / "words.npz"
    filled(bags).save(path)
    check(InvertedFile.load(path), bags, query)
    assert [entry.name for entry in path.parent.iterdir()] == ["words.npz"]


@pytest.mark.parametrize("place", [0, 40, 120, -1])
def test_a_damaged_file_is_refused(tmp_path: Path, place: int) -> None:
    path = tmp_path / "words.npz"
    filled({1: {3: 1}, 2: {4: 2}}).save(path)
    content = bytearray(path.read_bytes())
    content[place] ^= 0x40
    path.write_bytes(content)
    with pytest.raises(DamagedIndex):
        InvertedFile.load(path)
    path.write_bytes(b"")
    with pytest.raises(DamagedIndex):
        InvertedFile.load(path)
