"""What methods have learned from a library's photos: files beside the library, read once."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from photosearch.descriptors.fit.learned_file import load_learned, save_learned
from photosearch.descriptors.fitted import FittedDescriptor, Learned
from photosearch.descriptors.table import METHODS
from photosearch.descriptors.words import WordMethod
from photosearch.errors import ProgramError
from photosearch.index.words import nearest_words
from photosearch.types import NearestWords, Observation


class Taught:
    """Keeps what was learned, by network and method. May be used by several threads at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._learned: dict[Path, Learned] = {}
        self._nearest: dict[Path, NearestWords] = {}
        self._lock = threading.Lock()

    def of(self, network: str, method: str) -> Learned | None:
        """Return what a method has learned with a network (its sha256), None before that.

        Raises
        ------
        LibraryDamaged
            Its file is damaged.
        """
        path = self._file(network, method)
        if path not in self._learned and path.exists():
            self._learned[path] = load_learned(path)
        return self._learned.get(path)

    def nearest(self, network: str, method: str) -> NearestWords:
        """Return what finds the nearest words of a method that has learned them, made once."""
        learned, path = self.of(network, method), self._file(network, method)
        if learned is None:
            raise ProgramError(f"{method} has not been learned yet.")
        with self._lock:
            if path not in self._nearest:
                self._nearest[path] = nearest_words(learned["words"])
            return self._nearest[path]

    def learn(
        self,
        network: str,
        name: str,
        observations: Iterable[Observation],
        photos: int,
        pulse: Callable[[], None],
    ) -> None:
        """Let a method learn, and keep it.

        Raises
        ------
        QueryProblem
            The photos are too few.
        LibraryReadOnly
            It cannot be kept.
        """
        path = self._file(network, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        method = METHODS[name]
        if isinstance(method, WordMethod):
            learned = method.fit(observations, photos, pulse)
        elif isinstance(method, FittedDescriptor):
            learned = method.fit(observations)
        else:
            raise ProgramError(f"{name} has nothing to learn.")
        save_learned(path, learned)
        with self._lock:
            self._learned[path] = learned
            self._nearest.pop(path, None)

    def _file(self, network: str, name: str) -> Path:
        method = METHODS[name]
        name = method.vocabulary if isinstance(method, WordMethod) else name
        plain = "-".join(f"{key}{value}" for key, value in METHODS[name].parameters)
        # Windows takes no colons in names, and files of learned things can wander from system to system.
        return self._folder / re.sub(r"[:=+]", "_", f"{network[:16]}-{name}-{plain}.npz")
