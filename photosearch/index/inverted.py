"""An inverted file: for every visual word the photos that hold it.

Sivic, Zisserman: "Video Google: A Text Retrieval Approach to Object Matching in Videos", ICCV 2003. Only the words of
the query are looked at, so a search costs what their lists are long, whatever the vocabulary.
"""

from __future__ import annotations

import hashlib
import io
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import DamagedIndex
from photosearch.index.base import Found, among_these, best_of
from photosearch.types import Vector

HEADER = b"photosearch inverted file 1\n"
LOOSE = 0.1
"""Bags that were added since the lists were built are kept apart, until they are so large a share of all."""
PORTION = 10_000
"""Nor are more than so many kept apart, however many are added at once."""
BLOCK = 2_000_000
"""Lists are built for some words at a time, about so many entries: what building needs beside the lists themselves."""


class InvertedFile:
    """Bags of words, found by cosine. Safe to use from several threads.

    Lists are arrays in order of words: the bags' places and what the word counts there. Removed bags are passed over
    until the lists are built anew.

    Parameters
    ----------
    words
        The size of the vocabulary.
    """

    def __init__(self, words: int) -> None:
        self.words = words
        self._lock = threading.Lock()
        self._labels = np.zeros(0, np.int64)
        self._gone = np.zeros(0, np.bool_)
        self._starts = np.zeros(words + 1, np.int64)
        self._places = np.zeros(0, np.int32)
        self._counts = np.zeros(0, np.float32)
        self._loose: list[tuple[int, NDArray[np.int32], NDArray[np.float32]]] = []

    def __len__(self) -> int:
        """How many bags can be found."""
        return int((~self._gone).sum()) + len(self._loose)

    def labels(self) -> NDArray[np.int64]:
        """Return the labels that can be found, ascending."""
        with self._lock:
            loose = np.array([label for label, _, _ in self._loose], np.int64)
            return np.sort(np.concatenate([self._labels[~self._gone], loose]))

    def add(
        self, labels: Sequence[int] | NDArray[np.int64], bags: Sequence[tuple[NDArray[np.int32], NDArray[np.float32]]]
    ) -> None:
        """Add bags under new labels: words, each once, and what they count; they are scaled to unit length.

        Raises
        ------
        ValueError
            A word is not of the vocabulary, or a count is not a finite number; the bags before it are added.
        """
        with self._lock:
            for label, (words, counts) in zip(labels, bags, strict=True):
                length = float(np.linalg.norm(counts.astype(np.float64)))
                if not np.isfinite(length) or (len(words) and not 0 <= words.min() <= words.max() < self.words):
                    raise ValueError(f"bag {label} does not fit a vocabulary of {self.words} words")
                unit = counts / length if length > 0 else counts
                self._loose.append((int(label), words.astype(np.int32), unit.astype(np.float32)))
                if len(self._loose) >= PORTION:
                    self._build()
            if len(self._loose) > LOOSE * len(self._labels):
                self._build()

    def remove(self, labels: NDArray[np.int64]) -> None:
        """Remove labels; unknown ones are ignored."""
        with self._lock:
            self._gone |= np.isin(self._labels, labels)
            gone = set(labels.tolist())
            self._loose = [entry for entry in self._loose if entry[0] not in gone]

    def search(self, vector: Vector, k: int, among: NDArray[np.int64] | None = None) -> Found:
        """Return labels and cosines of the k nearest (or all, if fewer) to what every word counts, (words,).

        Parameters
        ----------
        among
            Only these labels are looked for, ascending; unknown ones are ignored.
        """
        words = np.flatnonzero(vector).astype(np.int32)
        return self.search_bag(words, vector[words], k, among)

    def search_bag(
        self, words: NDArray[np.int32], counts: NDArray[np.float32], k: int, among: NDArray[np.int64] | None = None
    ) -> Found:
        """Return labels and cosines of the k nearest (or all, if fewer), best first, equal ones by label.

        Words that the vocabulary does not have are in no bag.
        """
        length = float(np.linalg.norm(counts.astype(np.float64)))
        unit = (counts / length if length > 0 else counts).astype(np.float32)
        with self._lock:
            scores = self._scores(words, unit)
            there = ~self._gone
            labels = np.concatenate([self._labels[there], np.array([entry[0] for entry in self._loose], np.int64)])
            found = np.concatenate([scores[there], self._loose_scores(words, unit)])
        if among is not None:
            wanted = among_these(labels, among)
            labels, found = labels[wanted], found[wanted]
        return best_of(labels, found, k)

    def _scores(self, words: NDArray[np.int32], counts: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the cosine of every bag in the lists, in order of places."""
        scores = np.zeros(len(self._labels), np.float32)
        for word, count in zip(words.tolist(), counts.tolist(), strict=True):
            if 0 <= word < self.words:
                start, end = self._starts[word], self._starts[word + 1]
                scores[self._places[start:end]] += count * self._counts[start:end]  # a place stands once in a list
        return scores

    def _loose_scores(self, words: NDArray[np.int32], counts: NDArray[np.float32]) -> NDArray[np.float32]:
        dense = np.zeros(self.words, np.float32)
        known = (words >= 0) & (words < self.words)
        dense[words[known]] = counts[known]
        return np.array([dense[entry[1]] @ entry[2] for entry in self._loose], np.float32)

    def _build(self) -> None:
        """Sort everything into lists anew, some words at a time: whole libraries are sorted in little memory."""
        kept = ~self._gone
        places = np.cumsum(kept, dtype=np.int32) - 1
        first, sizes = int(kept.sum()), [len(entry[1]) for entry in self._loose]
        loose_words = np.concatenate([np.zeros(0, np.int32), *(entry[1] for entry in self._loose)])
        order = np.argsort(loose_words, kind="stable")
        loose_words = loose_words[order]
        loose_places = np.repeat(np.arange(first, first + len(sizes), dtype=np.int32), sizes)[order]
        loose_counts = np.concatenate([np.zeros(0, np.float32), *(entry[2] for entry in self._loose)])[order]
        loose_starts = np.searchsorted(loose_words, np.arange(self.words + 1))

        gone = int((~kept[self._places]).sum()) if first < len(kept) else 0
        total = len(self._places) - gone + len(loose_words)
        new_places, new_counts = np.empty(total, np.int32), np.empty(total, np.float32)
        new_starts = np.zeros(self.words + 1, np.int64)
        end = 0
        for low, high in _blocks(self._starts + loose_starts):
            old, new = slice(*self._starts[[low, high]]), slice(*loose_starts[[low, high]])
            there = kept[self._places[old]]
            words = np.repeat(np.arange(low, high, dtype=np.int32), np.diff(self._starts[low : high + 1]))
            words = np.concatenate([words[there], loose_words[new]])
            order = np.argsort(words, kind="stable")  # two sorted runs: little more than a merge
            start, end = end, end + len(words)
            new_places[start:end] = np.concatenate([places[self._places[old][there]], loose_places[new]])[order]
            new_counts[start:end] = np.concatenate([self._counts[old][there], loose_counts[new]])[order]
            new_starts[low + 1 : high + 1] = start + np.cumsum(np.bincount(words - low, minlength=high - low))
        self._starts, self._places, self._counts = new_starts, new_places, new_counts
        loose = np.array([entry[0] for entry in self._loose], np.int64)
        self._labels = np.concatenate([self._labels[kept], loose])
        self._gone = np.zeros(len(self._labels), np.bool_)
        self._loose = []

    def save(self, path: Path) -> None:
        """Write the lists; the file appears whole or not at all. Raises OSError where it cannot be written."""
        with self._lock:
            self._build()
            content = io.BytesIO()
            np.savez(content, labels=self._labels, starts=self._starts, places=self._places, counts=self._counts)
        data = content.getbuffer()
        fresh = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            with fresh.open("wb") as out:
                out.write(HEADER + hashlib.sha256(data).hexdigest().encode() + b"\n")
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(path)
        finally:
            with suppress(OSError):
                fresh.unlink()

    @classmethod
    def load(cls, path: Path) -> InvertedFile:
        """Read the lists.

        Raises
        ------
        DamagedIndex
            The file is not as it was written.
        OSError
            It cannot be read.
        """
        try:
            with path.open("rb") as file:
                head = file.read(len(HEADER) + 65)
                if head != HEADER + hashlib.file_digest(file, "sha256").hexdigest().encode() + b"\n":
                    raise DamagedIndex(f"The inverted file {path} is damaged.")
                file.seek(len(head))
                with np.load(file, allow_pickle=False) as found:
                    labels, starts, places, counts = (found[name] for name in ("labels", "starts", "places", "counts"))
        except (ValueError, KeyError, TypeError, BadZipFile, EOFError) as error:
            raise DamagedIndex(f"The inverted file {path} holds something else: {error}.") from error
        if not _sound(labels, starts, places, counts):
            raise DamagedIndex(f"The inverted file {path} holds lists that cannot be.")
        index = cls(len(starts) - 1)
        index._labels, index._starts, index._places, index._counts = labels, starts, places, counts
        index._gone = np.zeros(len(labels), np.bool_)
        return index


def _blocks(starts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield half-open ranges of words whose lists have about `BLOCK` entries together; one long list stays whole."""
    low, words = 0, len(starts) - 1
    while low < words:
        high = int(np.searchsorted(starts, starts[low] + BLOCK, side="right")) - 1
        high = min(max(high, low + 1), words)
        yield low, high
        low = high


def _sound(
    labels: NDArray[np.int64], starts: NDArray[np.int64], places: NDArray[np.int32], counts: NDArray[np.float32]
) -> bool:
    """Whether arrays from a file are lists: a search trusts them blindly."""
    types = [array.dtype.str[1:] for array in (labels, starts, places, counts)]
    if types != ["i8", "i8", "i4", "f4"] or any(array.ndim != 1 for array in (labels, starts, places, counts)):
        return False
    if not len(starts) or starts[0] != 0 or starts[-1] != len(places) or len(places) != len(counts):
        return False
    if (np.diff(starts) < 0).any() or len(np.unique(labels)) != len(labels) or not np.isfinite(counts).all():
        return False
    if len(places) and not 0 <= places.min() <= places.max() < len(labels):
        return False
    rising = np.ones(len(places) + 1, np.bool_)
    rising[1:-1] = places[1:] > places[:-1]
    rising[starts] = True  # a place stands once in a list, but may stand in the next one too
    return bool(rising.all())
