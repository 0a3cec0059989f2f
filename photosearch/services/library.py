"""One library: its folder, its store, its network and its indexes, opened when first needed and closed together."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import filelock

from photosearch.backbones.manifest import Manifest, find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.backbones.saliency import SaliencyManifest, SaliencyNetwork, load_saliency_manifest, open_saliency
from photosearch.decode.read import WORKERS
from photosearch.descriptors.fitted import Learned
from photosearch.descriptors.table import DEFAULT, DESCRIPTORS, METHODS, WORD_METHODS, one_pass, unavailable
from photosearch.encode.encoder import Encoder, spaces
from photosearch.errors import LibraryBusy, LibraryProblem, LibraryReadOnly, LibraryTooOld, ModelProblem, QueryProblem
from photosearch.services.fastest import fastest
from photosearch.services.random_photos import RandomPhotos
from photosearch.services.remembered import DEFAULT_CHOICE, NETWORK, SALIENCY_NETWORK
from photosearch.services.shelf import Shelf
from photosearch.services.spec import Spec, parse
from photosearch.services.taught import Taught
from photosearch.services.within import Within
from photosearch.settings import DEFAULT_MODEL, PIXEL_LIMIT
from photosearch.settings import index_server as chosen_index_server
from photosearch.store.database import Store
from photosearch.store.features import SpaceCounts
from photosearch.store.meta import get_meta
from photosearch.store.thumbnails import ThumbnailCache
from photosearch.types import Backbone, Grid, InputPolicy, NearestWords, Observation, Rgb, Space


class Library:
    """A library folder.

    It holds no connection: SQLite's belong to one thread each, so every use case opens one for itself with `reading` or
    `writing`. The network and the indexes are shared by all threads.

    Parameters
    ----------
    folder : Path
        Where everything of the library lies; made by the first writer.
    model : str, optional
        A manifest to use instead of the one that the library was indexed with: a built-in name or a path.
    saliency : str, optional
        The manifest of a saliency network to use instead of the one that the library remembers: a path.
    workers : int, optional
        Threads that look at photos; by default one per processor.
    exact_limit : int, optional
        Up to so many vectors a search compares with every one.
    pixel_limit : int
        Pictures with more pixels are refused.
    index_server : str, optional
        The server for search indexes; by default what the environment names, and nothing leaves this machine where it
        names none.
    """

    def __init__(
        self,
        folder: Path,
        model: str | None = None,
        *,
        saliency: str | None = None,
        workers: int | None = None,
        exact_limit: int | None = None,
        pixel_limit: int = PIXEL_LIMIT,
        index_server: str | None = None,
    ) -> None:
        self.folder = folder.absolute()
        self.workers = workers
        self.pixel_limit = pixel_limit
        self._model = model
        self._saliency = saliency
        self._saliency_network: SaliencyNetwork | None = None
        self._opening = threading.Lock()
        self._updating = threading.Lock()
        self._backbone: Backbone | None = None
        self._taught = Taught(self.folder / "learned")
        address = chosen_index_server() if index_server is None else index_server
        self.shelf = Shelf(self.folder / "indexes", exact_limit, address)
        self.space_counts = SpaceCounts()
        self.random_photos = RandomPhotos()
        self.within = Within()
        self.thumbnails = ThumbnailCache(self.folder / "thumbnails.sqlite")

    def __enter__(self) -> Self:
        """Return the library itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the network, the indexes, the thumbnails and the processes that decode."""
        self._backbone = None
        WORKERS.end()
        self.shelf.close()
        self.thumbnails.close()

    @property
    def database(self) -> Path:
        """The file that holds the truth."""
        return self.folder / "photos.sqlite"

    @property
    def exists(self) -> bool:
        """Whether anything was ever stored here."""
        return self.database.exists()

    def require_existing(self) -> None:
        """Raise LibraryProblem unless there is a library here."""
        self._require_folder()
        if not self.exists:
            raise LibraryProblem(f"There is no library at {self.folder} yet. Make one: photosearch add FOLDER")

    def _require_folder(self) -> None:
        if self.folder.exists() and not self.folder.is_dir():
            raise LibraryProblem(f"{self.folder} is a file; a library is a folder. Name another with --library.")

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Open the store for reading in this thread; one of an older version is brought up to date first.

        Raises
        ------
        LibraryProblem
            There is no library, or it cannot be read.
        """
        self.require_existing()
        try:
            store = Store.open(self.database, read_only=True)
        except LibraryTooOld:
            with self._updating, self.alone():
                Store.open(self.database).close()
            store = Store.open(self.database, read_only=True)
        with store:
            yield store

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Open the store for writing in this thread, as the only writer of all processes.

        Raises
        ------
        LibraryBusy
            Another process is writing.
        LibraryReadOnly
            The folder cannot be written to.
        """
        with self.alone(), Store.open(self.database) as store:
            yield store

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the library's lock, which the system takes back when a process dies."""
        self._require_folder()
        lock = filelock.FileLock(self.folder / "lock")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except filelock.Timeout as error:
            raise LibraryBusy(
                f"Another photosearch is writing to the library at {self.folder}. Wait until it is done, or stop it."
            ) from error
        except OSError as error:
            raise LibraryReadOnly(
                f"The library at {self.folder} cannot be written to: {error.strerror}. "
                "Check the folder's permissions and the disk, or name another with --library."
            ) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def one_window(self) -> Iterator[bool]:
        """Say whether this is the first window on the library, for as long as it is open.

        A library that cannot be written to is open to any number of windows, each of which can only look.
        """
        lock = filelock.FileLock(self.folder / "window.lock")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except (filelock.Timeout, OSError):
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    @cached_property
    def manifest(self) -> Manifest:
        """The network's description: the one asked for, else the one the library was indexed with, else the default."""
        return load_manifest(find_manifest(self.network_reference))

    def use_network(self, reference: str) -> None:
        """Look at photos with another network from now on, a built-in one or a manifest's path.

        Work that is under way ends with the network that it began with.

        Raises
        ------
        ModelProblem
            There is no such manifest, or it is wrong; nothing has changed then.
        """
        manifest = load_manifest(find_manifest(reference))
        with self._opening:
            self._model, self._backbone = reference, None
            self.__dict__["manifest"] = manifest  # where cached_property keeps it

    @property
    def default_descriptor(self) -> str:
        """What photos are compared by unless something else is asked for: as adopted, else as measured for the network.

        What was adopted with one network says nothing of another.
        """
        name = self._adopted() or self.manifest.descriptor or DEFAULT
        if name not in DESCRIPTORS or self.lacking(name) is not None:
            raise ModelProblem(f"The manifest {self.manifest.path} names the descriptor {name}, which it cannot serve.")
        return name

    def _adopted(self) -> str | None:
        """Return the default that a person adopted for the network, None where there is none that it can serve."""
        if not self.exists:
            return None
        with self.reading() as store:
            name = json.loads(get_meta(store, DEFAULT_CHOICE) or "{}").get(self.manifest.sha256)
        return str(name) if name in DESCRIPTORS and self.lacking(name) is None else None

    @property
    def network_reference(self) -> str:
        """How the library remembers its network: a built-in name, or the manifest's absolute path."""
        if self._model is not None:
            path = Path(self._model)
            return str(path.absolute()) if path.suffix == ".toml" else self._model
        if not self.exists:
            return DEFAULT_MODEL
        with self.reading() as store:
            return get_meta(store, NETWORK) or DEFAULT_MODEL

    @property
    def backbone(self) -> Backbone:
        """The network, loaded when first needed; one session for all threads."""
        with self._opening:
            if self._backbone is None:
                self._backbone = open_backbone(self.manifest, opener=fastest)
            return self._backbone

    @property
    def saliency_reference(self) -> str | None:
        """The path of the saliency network's manifest: the one asked for, else the one remembered, else None."""
        if self._saliency is not None:
            return str(Path(self._saliency).absolute())
        if not self.exists:
            return None
        with self.reading() as store:
            return get_meta(store, SALIENCY_NETWORK)

    @cached_property
    def saliency_manifest(self) -> SaliencyManifest | None:
        """The saliency network's description, None where there is no such network."""
        reference = self.saliency_reference
        return None if reference is None else load_saliency_manifest(Path(reference))

    def see_saliency(self, rgb: Rgb) -> Grid:
        """Return what the saliency network, loaded when first needed, sees in a picture.

        Raises
        ------
        ModelProblem
            There is none, or it cannot be used.
        """
        manifest = self.saliency_manifest
        if manifest is None:
            raise ModelProblem("There is no saliency network. Name one: photosearch --saliency FILE.toml scan")
        with self._opening:
            if self._saliency_network is None:
                self._saliency_network = open_saliency(manifest)
        return self._saliency_network.run(rgb)

    def wanted_descriptors(self, extra: Sequence[str] = ()) -> list[str]:
        """Return the descriptors that indexing makes: the one-pass ones that the network can serve, and the extra ones.

        Of a projection, that is the descriptor which it projects. What has to be learned first and has not been yet is
        left out.

        Raises
        ------
        QueryProblem
            An extra one is unknown, or the network cannot serve it.
        """
        asked = [parse(text).descriptor for text in extra]
        for name in asked:
            self.require(name)
        served = one_pass(list(self.manifest.outputs), self.manifest.has_classifier)
        ready = [name for name in asked if name in DESCRIPTORS or self.learned(name) is not None]
        return list(dict.fromkeys([*served, *ready]))

    def lacking(self, descriptor: str) -> str | None:
        """Return why the network cannot serve a descriptor, None if it can."""
        method = METHODS[descriptor]
        try:
            has_saliency = method.needs.saliency and self.saliency_manifest is not None
        except ModelProblem as problem:  # it was there once; all other methods do without it
            return f"its saliency network cannot be used: {problem}"
        return unavailable(method, list(self.manifest.outputs), self.manifest.has_classifier, has_saliency)

    def require(self, descriptor: str) -> None:
        """Raise QueryProblem unless the descriptor is known and the network can serve it."""
        if descriptor not in METHODS:
            raise QueryProblem(f"There is no descriptor {descriptor!r}. Choose one of: {', '.join(METHODS)}.")
        reason = self.lacking(descriptor)
        if reason is not None:
            raise QueryProblem(f"{descriptor} cannot be used with the network {self.manifest.name}: {reason}")

    def encoder(self, descriptors: Sequence[str]) -> Encoder:
        """Return the one that turns photos into vectors of these descriptors; fitted ones must have been learned."""
        learned = self._all_learned(descriptors)
        nearest = {name: self.nearest(name) for name in learned if name in WORD_METHODS}
        return Encoder(self.backbone, InputPolicy(), descriptors, learned, nearest, self.see_saliency)

    def spaces(self, descriptors: Sequence[str]) -> Mapping[str, Space]:
        """Return the feature spaces of descriptors, without loading the network."""
        saliency = self.saliency_manifest if any(METHODS[name].needs.saliency for name in descriptors) else None
        identity = "" if saliency is None else f"{saliency.sha256} {saliency.output} {saliency.preprocessing}"
        return spaces(self.manifest, InputPolicy(), descriptors, self._all_learned(descriptors), identity)

    def _all_learned(self, descriptors: Sequence[str]) -> Mapping[str, Learned]:
        found = {name: self.learned(name) for name in descriptors if name not in DESCRIPTORS}
        return {name: learned for name, learned in found.items() if learned is not None}

    def learned(self, descriptor: str) -> Learned | None:
        """Return what a fitted descriptor has learned from the library's photos, None before that.

        Raises
        ------
        LibraryDamaged
            Its file is damaged.
        """
        return self._taught.of(self.manifest.sha256, descriptor)

    def nearest(self, method: str) -> NearestWords:
        """Return what finds the nearest words of a method that has learned them, made once for all threads."""
        return self._taught.nearest(self.manifest.sha256, method)

    def learn(
        self,
        descriptor: str,
        observations: Iterable[Observation],
        photos: int = 0,
        pulse: Callable[[], None] = lambda: None,
    ) -> None:
        """Let a fitted descriptor or a method of words learn from photos, and keep it.

        Parameters
        ----------
        photos : int
            How many photos the observations stand for, where they are only some of them.
        pulse : callable
            Called now and then; may raise to make it stop, and nothing is kept then.

        Raises
        ------
        QueryProblem
            The photos are too few.
        LibraryReadOnly
            It cannot be kept.
        """
        self._taught.learn(self.manifest.sha256, descriptor, observations, photos, pulse)

    def sweep(self) -> None:
        """Delete what a killed process left half written. Only for the one process that writes to the library."""
        for folder in ("learned", "projections"):
            for left in (self.folder / folder).glob("*.part"):
                left.unlink(missing_ok=True)

    def projection_file(self, raw: Space, spec: Spec) -> Path:
        """Return where the projection of a raw feature space is kept."""
        return self.folder / "projections" / f"{raw.key}-{spec.kind}-{spec.dimensions}.npz"
