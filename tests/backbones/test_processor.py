from pathlib import Path

from photosearch.backbones.processor import described, flags, multiplies_int8


def cpuinfo(tmp_path: Path, line: str) -> Path:
    path = tmp_path / "cpuinfo"
    path.write_text(f"processor\t: 0\nmodel name\t: Drawn\n{line}\n")
    return path


def test_a_processor_with_vnni_is_told(tmp_path: Path) -> None:
    path = cpuinfo(tmp_path, "flags\t\t: fpu avx2 avx512f avx512_vnni")
    assert multiplies_int8(path)
    assert "avx2, avx512f, avx512_vnni" in described(path)
    assert "no VNNI" not in described(path)


def test_one_without_is_told_too(tmp_path: Path) -> None:
    path = cpuinfo(tmp_path, "flags\t\t: fpu avx2")
    assert not multiplies_int8(path)
    assert described(path).endswith("with avx2; no VNNI")


def test_arm_calls_flags_features(tmp_path: Path) -> None:
    assert multiplies_int8(cpuinfo(tmp_path, "Features\t: fp asimd asimddp"))


def test_a_system_that_does_not_tell_is_not_guessed_at(tmp_path: Path) -> None:
    missing = tmp_path / "none"
    assert flags(missing) is None
    assert not multiplies_int8(missing)
    assert "does not tell" in described(missing)
