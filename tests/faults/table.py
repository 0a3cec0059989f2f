"""Every fault by its name."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tests.faults import bad, damage, disk, killed, moving, power, processes, versions
from tests.faults.world import Outcome

FAULTS: Mapping[str, Callable[[Path], Outcome]] = {
    "full-disk": disk.full_disk,
    "full-disk-later": disk.full_disk_later,
    "read-only": disk.read_only,
    "closed-photos": disk.closed_photos,
    "vanishing": moving.vanishing,
    "changing": moving.changing,
    "clocks": moving.clocks,
    "unplugged": moving.unplugged,
    "moved-together": moving.moved_together,
    "other-mount-point": moving.other_mount_point,
    "two-at-once": processes.two_at_once,
    "locked": processes.locked,
    "backed-up": processes.backed_up,
    "killed": killed.killed,
    "cut-while-adding": power.cut_while_adding,
    "cut-while-repairing": power.cut_while_repairing,
    "torn": power.torn,
    "older-version": versions.older,
    "newer-version": versions.newer,
    "damaged-pages": damage.pages,
    "damaged-index": damage.index_file,
    "damaged-learned": damage.learned_file,
    "damaged-searches": damage.searches_file,
    **{f"bad-{name}": partial(bad.all_through, door) for name, door in bad.DOORS.items()},
}
