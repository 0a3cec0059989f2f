import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from photosearch.services.power import LinuxPower, MacPower, WindowsPower, power_here

Supply = Callable[..., None]


@pytest.fixture
def supply(tmp_path: Path) -> Supply:
    def supply(name: str, **facts: str) -> None:
        (tmp_path / name).mkdir(exist_ok=True)
        for fact, value in facts.items():
            (tmp_path / name / fact).write_text(f"{value}\n")

    return supply


def test_linux_runs_on_battery_when_one_is_emptied_and_nothing_is_plugged_in(supply: Supply, tmp_path: Path) -> None:
    power = LinuxPower(tmp_path)
    assert not power.on_battery()  # a desktop computer has none
    supply("AC", type="Mains", online="1")
    supply("BAT0", type="Battery", status="Charging", scope="System")
    assert not power.on_battery()
    supply("AC", online="0")
    supply("BAT0", status="Discharging")
    assert power.on_battery()
    supply("ucsi-source-psy-1", type="USB", online="1")  # fed by USB-C
    assert not power.on_battery()


def test_the_battery_of_a_mouse_is_not_that_of_the_machine(supply: Supply, tmp_path: Path) -> None:
    supply("hidpp_battery_0", type="Battery", status="Discharging", scope="Device")
    assert not LinuxPower(tmp_path).on_battery()
    assert not LinuxPower(tmp_path / "missing").on_battery()


def test_macos_and_windows_are_understood() -> None:
    said = "Now drawing from '{}'\n -InternalBattery-0 (id=1)\t80%; discharging; 3:10 remaining present: true\n"
    assert MacPower(lambda: said.format("Battery Power")).on_battery()
    assert not MacPower(lambda: said.format("AC Power")).on_battery()
    assert not MacPower(lambda: "").on_battery()
    assert [WindowsPower(lambda line=line: line).on_battery() for line in (0, 1, 255)] == [True, False, False]


def test_every_system_has_what_tells() -> None:
    kinds = {"linux": LinuxPower, "darwin": MacPower, "win32": WindowsPower}
    power = power_here()
    assert isinstance(power, kinds.get(sys.platform, object))
    assert power.on_battery() in (True, False)
