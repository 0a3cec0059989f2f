import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.errors import DamagedIndex
from photosearch.index.inverted import HEADER, InvertedFile

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
    labels, scores = index.search_bag(*arrays(query), k=len(bags))
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
    assert index.search_bag(*arrays({1: 1}), k=3)[0].tolist() == [2, 4, 7]


def test_empty_bags_and_empty_questions_are_like_nothing() -> None:
    index = filled({1: {}, 2: {3: 1}})
    assert index.search_bag(*arrays({3: 1}), k=2)[1].tolist() == [1, 0]
    assert index.search_bag(*arrays({}), k=2)[1].tolist() == [0, 0]
    assert len(InvertedFile(WORDS).search_bag(*arrays({3: 1}), k=5)[0]) == 0


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


LISTS = {
    "labels": np.array([1, 2]),
    "starts": np.array([0, 1, 3]),
    "places": np.array([0, 0, 1], np.int32),
    "counts": np.array([1, 0.6, 0.8], np.float32),
}


def write(path: Path, **lists: np.ndarray) -> None:
    content = io.BytesIO()
    np.savez(content, **lists)
    data = content.getvalue()
    path.write_bytes(HEADER + hashlib.sha256(data).hexdigest().encode() + b"\n" + data)


@pytest.mark.parametrize(
    "odd",
    [
        {"places": np.array([0, 0, 2], np.int32)},
        {"places": np.array([0, 0, -1], np.int32)},
        {"places": np.array([0, 1, 1], np.int32)},
        {"places": np.array([0, 0, 1], np.int64)},
        {"starts": np.array([0, 1, 4])},
        {"starts": np.array([0, 4, 3])},
        {"starts": np.array([1, 1, 3])},
        {"starts": np.zeros(0, np.int64)},
        {"counts": np.array([1, np.nan, 1], np.float32)},
        {"counts": np.ones(2, np.float32)},
        {"counts": np.ones((3, 1), np.float32)},
        {"labels": np.array([1.0, 2.0])},
        {"labels": np.array([2, 2])},
        {"labels": np.array([None, 2])},
    ],
)
def test_a_whole_file_whose_lists_cannot_be_is_refused(tmp_path: Path, odd: dict[str, np.ndarray]) -> None:
    path = tmp_path / "words.npz"
    write(path, **LISTS)
    assert len(InvertedFile.load(path)) == 2
    write(path, **{**LISTS, **odd})
    with pytest.raises(DamagedIndex):
        InvertedFile.load(path)


def test_a_whole_file_that_is_no_inverted_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.npz"
    write(path, others=np.zeros(3))
    with pytest.raises(DamagedIndex):
        InvertedFile.load(path)
    content = io.BytesIO()
    np.save(content, np.zeros(3))
    for data in (content.getvalue(), b"", b"text"):
        path.write_bytes(HEADER + hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        with pytest.raises(DamagedIndex):
            InvertedFile.load(path)


@pytest.mark.parametrize("bag", [{WORDS: 1}, {-1: 1}, {3: float("nan")}, {3: float("inf")}])
def test_a_bag_that_does_not_fit_is_refused_and_spoils_nothing(bag: Bag) -> None:
    index = filled({1: {3: 1}})
    with pytest.raises(ValueError, match="does not fit"):
        index.add([2], [arrays(bag)])
    assert index.search_bag(*arrays({3: 1}), k=5)[0].tolist() == [1]


def test_words_that_the_vocabulary_does_not_have_are_in_no_bag() -> None:
    index = filled({label: {3: 1} for label in range(30)})
    assert index._loose
    labels, scores = index.search_bag(*arrays({3: 1, WORDS + 5: 1, -2: 1}), k=99)
    assert labels.tolist() == list(range(30))
    np.testing.assert_allclose(scores, 3**-0.5, atol=1e-6)


@given(st.dictionaries(st.integers(0, 60), BAG, max_size=40), st.sets(st.integers(0, 60)), BAG, st.integers(1, 9))
def test_lists_built_in_blocks_and_portions_are_the_same(
    bags: dict[int, Bag], gone: set[int], query: Bag, size: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("photosearch.index.inverted.BLOCK", size)
        patch.setattr("photosearch.index.inverted.PORTION", size)
        index = InvertedFile(WORDS)
        index.add(list(bags), [arrays(each) for each in bags.values()])
        index.remove(np.array(sorted(gone), np.int64))
        index._build()
    check(index, {label: each for label, each in bags.items() if label not in gone}, query)


def test_threads_may_add_remove_and_search_at_once() -> None:
    index = filled({label: {label % WORDS: 1, 3: 1} for label in range(200)})

    def work(number: int) -> None:
        for step in range(40):
            label = 1000 + 100 * number + step
            index.add([label], [arrays({step % WORDS: 1})])
            labels, scores = index.search_bag(*arrays({3: 1}), k=20)
            assert len(labels) == len(scores) == 20
            index.remove(np.array([label]))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert index.labels().tolist() == list(range(200))


def test_a_search_among_some_finds_these_alone() -> None:
    index = filled({label: {1: label} for label in range(1, 9)})
    index.remove(np.array([3]))
    dense = np.eye(WORDS, dtype=np.float32)[1]
    assert index.search(dense, 5, np.array([2, 3, 7, 99]))[0].tolist() == [2, 7]
