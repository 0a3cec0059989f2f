"""The writing end of the ingest pipeline: outcomes of looks into the store, in short transactions."""

from __future__ import annotations

import time
from collections.abc import Mapping

from photosearch.services.look import Refused, Seen
from photosearch.services.summary import Summary
from photosearch.store import features, files, maps, photos
from photosearch.store.database import Store
from photosearch.store.roots import Root
from photosearch.store.waiting import Task
from photosearch.store.words import put_words
from photosearch.types import FileState, Space

BATCH = 64
BATCH_SECONDS = 1.0
"""A batch is committed when it holds so many files or is so old: the most work that a kill can cost."""


class Writer:
    """Collects outcomes and commits them in batches.

    Parameters
    ----------
    spaces : mapping of str to Space
        The feature space of every descriptor that is being made.
    decoder : str
        What the decoder could do, so that files refused for want of a plug-in are tried again when there is one.
    summary : Summary
        Counts what was committed.
    vocabularies : mapping of str to int
        How many words there are, for every method of words.
    """

    def __init__(
        self,
        store: Store,
        spaces: Mapping[str, Space],
        decoder: str,
        summary: Summary,
        vocabularies: Mapping[str, int],
    ) -> None:
        self._store = store
        self._vocabularies = vocabularies
        self._spaces = spaces
        self._decoder = decoder
        self._summary = summary
        self._batch: list[tuple[Task, Seen | Refused]] = []
        self._begun = time.monotonic()
        self.unsettled: set[tuple[Root, bytes]] = set()
        """Folders with a photo that could not be read this time; what is known of it is older."""

    def take(self, task: Task, outcome: Seen | Refused) -> None:
        """Accept one outcome; commit when the batch is full or old."""
        if not self._batch:
            self._begun = time.monotonic()
        self._batch.append((task, outcome))
        if len(self._batch) >= BATCH or time.monotonic() - self._begun > BATCH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Commit what is waiting."""
        if not self._batch:
            return
        with self._store.transaction():
            for task, outcome in self._batch:
                if isinstance(outcome, Seen):
                    self._photo(task, outcome)
                else:
                    self._refused(task, outcome)
        for _, outcome in self._batch:
            self._count(outcome)
        self._batch.clear()

    def _photo(self, task: Task, seen: Seen) -> None:
        file_id = files.put_file(self._store, task.root, task.found, FileState.PHOTO, self._decoder)
        before = photos.fingerprint_of(self._store, file_id)
        photo_id = photos.put_photo(self._store, file_id, seen.fingerprint, seen.picture, seen.encoding.box)
        if before is not None and before != seen.fingerprint:
            # Another picture under the same name: what other networks and descriptors knew is of the old one.
            features.drop_vectors(self._store, photo_id)
            maps.drop_maps(self._store, photo_id)
        vectors = seen.encoding.vectors
        rows = ((features.ensure_space(self._store, self._spaces[name], v.shape[-1]), v) for name, v in vectors.items())
        features.put_vectors(self._store, photo_id, rows)
        for name, words in seen.encoding.words.items():
            space_id = features.ensure_space(self._store, self._spaces[name], self._vocabularies[name])
            put_words(self._store, photo_id, space_id, words)
        network = next(iter(self._spaces.values())).network_sha256
        maps.put_maps(self._store, photo_id, network, seen.encoding.maps)

    def _refused(self, task: Task, refused: Refused) -> None:
        known = files.state_of(self._store, task.root, task.found.relative)
        if refused.retry and known == FileState.PHOTO:
            # What is known of it stays until it can be read again; its old stamp brings the next scan here.
            self.unsettled.add(task.folder)
            return
        file_id = files.put_file(
            self._store,
            task.root,
            task.found,
            refused.state,
            self._decoder,
            reason=refused.reason,
            retry=refused.retry,
        )
        photos.drop_photo(self._store, file_id)

    def _count(self, outcome: Seen | Refused) -> None:
        if isinstance(outcome, Seen):
            self._summary.indexed += 1
            self._summary.damaged += outcome.picture.damage is not None
        elif outcome.state is FileState.SKIPPED:
            self._summary.skipped += 1
        else:
            self._summary.unreadable += 1
