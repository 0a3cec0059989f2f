from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import ProgramError
from photosearch.evaluate.benchmark import Benchmark, Item, Protocol, Query, relevant, score

ROOT = Path("/set")
GALLERY = tuple(Item(ROOT / f"{n}.jpg") for n in range(6))


def benchmark(protocol: Protocol, *queries: Query) -> Benchmark:
    return Benchmark("made up", ROOT, GALLERY, queries, protocol)


def query(positives: set[int], junk: set[int] = frozenset(), item: int | None = None) -> Query:
    return Query(item, ROOT / "q.jpg", None, frozenset(positives), frozenset(junk))


def ranking(*places: int) -> np.ndarray:
    return np.array(places, np.int64)


IN_ORDER = ranking(0, 1, 2, 3, 4, 5)


def test_junk_and_the_query_itself_are_taken_out_before_places_are_counted() -> None:
    found = relevant(query({2, 4}, {0, 5}, item=1), ranking(1, 0, 2, 5, 3, 4))
    assert found.tolist() == [True, False, True]


def test_a_photo_that_is_both_right_and_junk_is_junk() -> None:
    assert relevant(query({2, 4}, {4}), ranking(4, 2, 0)).tolist() == [True, False]


def test_each_protocol_has_its_scores_by_hand() -> None:
    asked = (query({2, 4}, {0}, item=1), query({3}))
    rankings = [ranking(1, 0, 2, 5, 3, 4), ranking(0, 3, 1, 2, 4, 5)]
    # x..x and .x....
    first, second = (1 + 2 / 4) / 2, 1 / 2
    assert score(benchmark(Protocol.LEAVE_ONE_OUT, *asked), rankings) == pytest.approx(
        {"top1": 0.5, "mAP": (first + second) / 2}
    )
    assert score(benchmark(Protocol.SPLIT, *asked), rankings)["top5 mAP"] == pytest.approx((first + second) / 2)
    trapezoids = ((1 + (2 / 4 + 1 / 3) / 2) / 2 + (1 / 2 + 0) / 2) / 2
    assert score(benchmark(Protocol.OXFORD, *asked), rankings) == pytest.approx({"mAP": trapezoids})
    assert score(benchmark(Protocol.HOLIDAYS, *asked), rankings) == pytest.approx({"mAP": trapezoids})
    assert score(benchmark(Protocol.SPLIT, *asked), rankings)["top1"] == 0.5
    assert score(benchmark(Protocol.UKBENCH, *asked), rankings) == {"N-S": 2.0}


def test_a_query_without_anything_right_is_a_miss_and_has_no_precision() -> None:
    found = score(benchmark(Protocol.LEAVE_ONE_OUT, query({3}), query(set())), [ranking(3, 0, 1, 2, 4, 5)] * 2)
    assert found == {"top1": 0.5, "mAP": 1.0}
    assert score(benchmark(Protocol.OXFORD, query(set())), [IN_ORDER]) == {"mAP": 0.0}


def test_a_query_with_junk_alone_has_an_empty_ranking_and_is_a_miss() -> None:
    junk = query({1, 2}, set(range(6)))
    assert relevant(junk, IN_ORDER).tolist() == []
    assert score(benchmark(Protocol.SPLIT, junk), [IN_ORDER]) == {"top1": 0, "top5 mAP": 0, "mAP": 0}
    assert score(benchmark(Protocol.SPLIT, junk, query({0})), [IN_ORDER] * 2) == {"top1": 0.5, "top5 mAP": 1, "mAP": 1}


def test_the_first_five_places_count_for_the_top_5_and_all_for_the_rest() -> None:
    found = score(benchmark(Protocol.SPLIT, query({1, 5})), [IN_ORDER])
    assert found == pytest.approx({"top1": 0, "top5 mAP": 1 / 2, "mAP": (1 / 2 + 2 / 6) / 2})


def test_without_any_query_all_scores_are_zero() -> None:
    for protocol in Protocol:
        assert set(score(benchmark(protocol), []).values()) == {0}


def test_a_ranking_too_few_is_our_mistake() -> None:
    with pytest.raises(ProgramError, match="2 queries have 1 rankings"):
        score(benchmark(Protocol.OXFORD, query({1}), query({2})), [IN_ORDER])


@pytest.mark.parametrize("places", [(), (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 4), (1, 2, 3, 4, 5, 6), (-1, 0, 1, 2, 3, 4)])
def test_a_ranking_that_lacks_or_repeats_photos_flatters_and_is_our_mistake(places: tuple[int, ...]) -> None:
    with pytest.raises(ProgramError, match="ranking of query 1 is not the gallery of 6 photos"):
        score(benchmark(Protocol.OXFORD, query({1}), query({2})), [IN_ORDER, ranking(*places)])
