"""Disks that are full, or that cannot be written to."""

import contextlib
import shutil
import subprocess
from pathlib import Path

from tests.faults.world import IS_ROOT, Outcome, Said, World, tmpfs

KILOBYTES = (4, 16, 48, 80, 112, 144, 176, 208, 256, 320)
"""The room of the disks: from none at all to nearly enough."""
LIMIT = (
    "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    "resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))"
)


def full_disk(home: Path) -> Outcome:
    """Let the disk of the library run full while photos are added, at ten places of the work; then make room."""
    lost, failed, logged, said = 0, 0, 0, ""
    for kilobytes in KILOBYTES:
        world = World(home / str(kilobytes))
        if IS_ROOT:
            with tmpfs(world.library, f"{kilobytes}k"):
                full = world.say("add", world.photos)
                logged += _size(world.library / "photos.sqlite-wal") > 0
                if full.code and world.say("status").code == 0:
                    _refused_or_done(world.say("find", world.photos / "0" / "0.jpg"))
                subprocess.run(["mount", "-o", "remount,size=64m", "tmpfs", str(world.library)], check=True)
                lost += _made_up(world)
        else:
            full = world.child("add", world.photos, before=LIMIT.format(kilobytes * 1024))
            lost += _made_up(world)
        if full.code:
            failed += 1
            said = full.sentence
    if not failed:
        raise AssertionError("no disk was too small")
    how = f"tmpfs, {logged} of them full with SQLite's log on them" if IS_ROOT else "RLIMIT_FSIZE"
    return Outcome(failed, lost, said, how)


def full_disk_later(home: Path) -> Outcome:
    """Fill the disk to the last byte beside a library that was sound, and search, look and scan there."""
    if not IS_ROOT:
        return Outcome(0, 0, "left out: only root can mount a small disk", "")
    world = World(home)
    with tmpfs(world.library, "64m"):
        world.add()
        before = world.ids()
        ballast = world.library / "ballast"
        with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(4096)):
                pass
        found = [world.say(*words) for words in (("find", world.photos / "0" / "0.jpg"), ("status",), ("scan",))]
        _refused_or_done(*found)
        lost = world.lost(before)
        ballast.unlink()
        if world.say("scan").code:
            raise AssertionError("no scan although there is room again")
        lost += world.lost(before)
    return Outcome(len(found), lost, next((one.sentence for one in found if one.code), "searching goes on"), "tmpfs")


def read_only(home: Path) -> Outcome:
    """Search and change a library in a folder that may not be written to, then on a disk that cannot be."""
    world = World(home)
    world.add()
    before = world.ids()
    closed = [world.library, world.library / "lock"]
    for path in closed:
        path.chmod(0o555)
    tries = [world.child(*words, plain=True) for words in _both(world)]
    for path in closed:
        path.chmod(0o755)
    how, lost = "chmod", 0
    if IS_ROOT:
        small = World(home / "mounted")
        with tmpfs(small.library, "64m"):
            small.add()
            subprocess.run(["mount", "-o", "remount,ro", "tmpfs", str(small.library)], check=True)
            tries += [small.say(*words) for words in _both(small)]
            subprocess.run(["mount", "-o", "remount,rw", "tmpfs", str(small.library)], check=True)
            lost = small.lost()
        how += ", and a disk mounted read-only"
    _all(tries[::2], 0)
    _all(tries[1::2], 1)
    return Outcome(len(tries), lost + world.lost(before), f"searching goes on; a scan: {tries[1].sentence}", how)


def closed_photos(home: Path) -> Outcome:
    """Take away the right to read a photo, and to list a folder, of a library; then give it back."""
    world = World(home)
    world.add()
    before = world.ids()
    new = shutil.copy(world.photos / "0" / "0.jpg", world.photos / "new.jpg")
    photo, folder = world.photos / "1" / "1.jpg", world.photos / "2"
    photo.touch()
    world.expect()
    for path in (new, photo, folder):
        path.chmod(0o000)
    said = world.child("scan", plain=True)
    listed = world.child("status", "--problems", plain=True)
    if said.code or "Permission denied" not in listed.out:
        raise AssertionError((said, listed))
    kept = before.keys() - world.ids().keys()
    for path in (new, photo, folder):
        path.chmod(0o755)
    if world.child("scan", plain=True).code:
        raise AssertionError("no scan although all may be read again")
    sentence = next(line for line in said.out.splitlines() if "could not be listed" in line)
    return Outcome(3, len(kept) + world.lost(before), sentence.replace(str(home), "..."), "chmod 000")


def _made_up(world: World) -> int:
    """Add the photos where there is room now, and count what is lost."""
    world.add()
    return world.lost()


def _both(world: World) -> tuple[tuple[object, ...], ...]:
    return ("find", world.photos / "0" / "0.jpg"), ("scan",)


def _all(said: list[Said], code: int) -> None:
    if not said or any(one.code != code for one in said):
        raise AssertionError(said)


def _refused_or_done(*said: Said) -> None:
    """Raise AssertionError where a command failed without saying that the disk is full or may not be written to."""
    for one in said:
        if one.code and not any(word in one.err for word in ("full", "No space", "cannot be")):
            raise AssertionError(one)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
