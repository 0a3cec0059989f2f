"""Photos that go, change or are dated strangely, and drives and folders that move."""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from photosearch.files.fingerprint import fingerprint
from photosearch.services.library import Library
from photosearch.services.timeline import timeline
from tests.drawing import FAKE, draw
from tests.faults.world import IS_MASTER, Outcome, World

YEAR = 365 * 24 * 3600 * 10**9
TIMES = (-80 * YEAR, -1, 0, 1, 300 * YEAR, 2 * YEAR, 2 * YEAR, 2 * YEAR)
"""Times of change since 1970, in nanoseconds: before it, far ahead, and equal."""
TAKEN = (
    "1899:12:31 23:59:59",
    "1969:07:20 20:17:40",
    "0000:00:00 00:00:00",
    "9999:99:99 99:99:99",
    "2999:01:01 00:00:00",
    "2001:01:01 00:00:00",
    "2001:01:01 00:00:00",
)
JUMPING = """
import time
told = time.time

def jumping(count=[0]):
    count[0] += 1
    return told() + (-1) ** count[0] * 365 * 24 * 3600

time.time = jumping
"""
"""Sets the clock a year back and forth, whenever it is asked."""
DATE_TIME, DATE_TIME_ORIGINAL, EXIF_IFD = 0x0132, 0x9003, 0x8769


def vanishing(home: Path) -> Outcome:
    """Take photos away and put them back, again and again, while they are added."""
    world = World(home, drawn=60)
    aside, moments, taken = home / "aside", random.Random(1), 0
    aside.mkdir()
    work = world.begin("add", world.photos)
    photos = sorted(world.photos.rglob("*.jpg"))
    while work.poll() is None:
        photo = moments.choice(photos)
        photo.rename(aside / photo.name)
        time.sleep(moments.uniform(0, 0.01))
        (aside / photo.name).rename(photo)
        taken += 1
    said = work.communicate()[0].splitlines()[0]
    if work.returncode:
        raise AssertionError(work.returncode)
    world.say("scan")
    return Outcome(taken, world.lost(), said, "files renamed away and back during one add")


def changing(home: Path) -> Outcome:
    """Write photos anew, slowly, while they are added; what is known at last must be of what lies there at last."""
    world = World(home, drawn=60)
    moments, written = random.Random(1), 0
    work = world.begin("add", world.photos)
    photos = sorted(world.photos.rglob("*.jpg"))
    while work.poll() is None:
        content = draw(home / "fresh.jpg", 1000 + written).read_bytes()
        with moments.choice(photos).open("wb") as file:
            file.write(content[: len(content) // 2])
            file.flush()
            time.sleep(moments.uniform(0, 0.01))
            file.write(content[len(content) // 2 :])
        written += 1
    said = work.communicate()[0].splitlines()[0]
    world.say("scan")
    world.expect()
    return Outcome(written, world.lost() + _stale(world), said, "files written in two halves during one add")


def _stale(world: World) -> int:
    """Count the photos whose work is of another content than the one that lies there."""
    ids = world.ids()
    with Library(world.library, str(FAKE)) as library, library.reading() as store:
        known = dict(store.rows("SELECT id, fingerprint FROM photos"))
    return sum(known[key] != fingerprint(path) for path, key in ids.items())


def clocks(home: Path) -> Outcome:
    """Date files before 1970, far ahead and alike, and photos likewise; then set the clocks of disk and program."""
    world = World(home)
    for number, nanoseconds in enumerate(TIMES):
        photo = draw(world.photos / f"time{number}.jpg", 50 + number)
        os.utime(photo, ns=(nanoseconds, nanoseconds))
    for number, taken in enumerate(TAKEN):
        exif = Image.Exif()
        exif[DATE_TIME] = taken
        exif.get_ifd(EXIF_IFD)[DATE_TIME_ORIGINAL] = taken
        draw(world.photos / f"taken{number}.jpg", 70 + number, exif=exif)
    world.expect()
    said = world.add()
    before = world.ids()
    again = world.say("scan")
    if not again.out.startswith("0 photos indexed"):
        raise AssertionError(again.out)
    lost = world.lost(before)
    for jump in (-YEAR, YEAR):
        for photo in before:
            moved = photo.stat().st_mtime_ns + jump
            os.utime(photo, ns=(moved, moved))
        world.say("scan")
        lost += world.lost(before)
    (world.photos / "0" / "0.jpg").touch()
    for words in (("scan",), ("find", world.photos / "1" / "1.jpg")):
        if world.child(*words, before=JUMPING).code:
            raise AssertionError(f"no {words[0]} while the clock jumps")
    with Library(world.library, str(FAKE)) as library:
        shown = {path for _, path, _ in timeline(library)}
    lost += world.lost(before) + len({str(path) for path in before} - shown)
    return Outcome(len(TIMES) + len(TAKEN) + 4, lost, said.sentence, "os.utime, EXIF, time.time")


def unplugged(home: Path) -> Outcome:
    """Take the folder of photos away, leave nothing or an empty mount point, scan and search, and put it back."""
    world = World(home)
    world.add()
    before, lost, said = world.ids(), 0, ""
    for empty in (False, True):
        world.photos.rename(home / "drawer")
        if empty:
            world.photos.mkdir()
        said = world.say("scan").out.splitlines()[1]
        picture = draw(home / "picture.jpg", 3)
        lost += len(before.items() - world.ids().items())
        if world.say("find", picture).code:
            raise AssertionError("no search while the drive is away")
        if empty:
            world.photos.rmdir()
        (home / "drawer").rename(world.photos)
        again = world.say("scan").out
        if not again.startswith("0 photos indexed"):
            raise AssertionError(again)
        lost += world.lost(before)
    return Outcome(2, lost, said, "folder renamed away and back")


def other_mount_point(home: Path) -> Outcome:
    """Mount the drive of the photos at another place: a file system in a file, known by its UUID."""
    if not IS_MASTER or not shutil.which("mkfs.ext4"):
        return Outcome(0, 0, "left out: only root of the machine can mount a drive", "")
    from photosearch.files import drive

    image, names, uuid = home / "drive.img", home / "by-uuid", "5ca1ab1e-0000-4000-8000-000000000001"
    image.write_bytes(b"")
    os.truncate(image, 16 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-U", uuid, str(image)], check=True)
    names.mkdir()
    system, drive.UUIDS = drive.UUIDS, names  # udev, which makes the real one, does not run everywhere
    try:
        with _mounted(image, home / "first", names / uuid):
            world = World(home / "first" / "mine", drawn=12)
            world.library = home / "library"
            world.add()
            ids = world.ids()
        with _mounted(image, home / "second" / "place", names / uuid):
            moved = World(home / "second" / "place" / "mine", drawn=0)
            moved.library = world.library
            said = moved.say("scan")
            known = {moved.photos / path.relative_to(world.photos): key for path, key in ids.items()}
            return Outcome(1, moved.lost(known), said.sentence, "a loop device with ext4")
    finally:
        drive.UUIDS = system


@contextmanager
def _mounted(image: Path, point: Path, name: Path) -> Iterator[None]:
    """Mount a drive and name its device, for as long as the block lasts."""
    point.mkdir(parents=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(point)], check=True)
    try:
        found = subprocess.run(
            ["findmnt", "-n", "-o", "SOURCE", str(point)], check=True, capture_output=True, text=True
        )
        name.unlink(missing_ok=True)
        name.symlink_to(found.stdout.strip())
        yield
    finally:
        subprocess.run(["umount", str(point)], check=True)


def moved_together(home: Path) -> Outcome:
    """Move a library together with its photos, twice, and scan there."""
    world = World(home / "old")
    world.add()
    ids, said = world.ids(), ""
    for name in ("new", "newer"):
        target = home / name / "place"
        target.parent.mkdir()
        shutil.move(world.home, target)
        moved = {target / path.relative_to(world.home): key for path, key in ids.items()}
        world = World(target, drawn=0)
        scanned = world.say("scan")
        if not scanned.out.startswith("0 photos indexed"):
            raise AssertionError(scanned.out)
        ids, said = moved, scanned.sentence
        lost = world.lost(moved)
        if lost:
            return Outcome(1, lost, said, "")
    return Outcome(2, 0, said, "folder of both moved")
