from photosearch.services.summary import Noticed, Summary
from photosearch.ui.controllers.outcome import outcome


def test_of_what_nobody_asked_for_only_news_are_told() -> None:
    assert outcome(Noticed(Summary(walked=9, unchanged=9, skipped=1), {})) == ""
    news = Summary(indexed=1200, moved=1, missing=2, returned=3)
    assert outcome(Noticed(news, {})) == (
        "Noticed in your folders: 1,200 new or changed, 1 moved, 2 gone, 3 there again"
    )


def test_a_scan_that_was_asked_for_is_told_in_full() -> None:
    stopped = Summary(indexed=3, unchanged=4, notes=["A folder was closed."], stopped=True)
    assert outcome(stopped) == (
        "Stopped. What is done is kept: 3 photos indexed, 4 files unchanged   A folder was closed."
    )
    assert outcome(["It moved."]) == "It moved."
    assert outcome(7) == ""
