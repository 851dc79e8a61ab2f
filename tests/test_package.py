"""The five folders at the top install as one package, and the wheel holds all of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("agent", "eval", "retrieval", "tools", "ui")


def read_setuptools() -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert isinstance(settings, dict)
    return settings


def package_files() -> set[str]:
    """What the wheel must hold, by its path in the wheel: every module, and the package data."""
    settings = read_setuptools()
    wanted = set[str]()
    for package, folder in settings["package-dir"].items():
        patterns = ["*.py", *settings["package-data"].get(package, [])]
        for path in [path for pattern in patterns for path in (ROOT / folder).glob(pattern) if path.is_file()]:
            wanted.add(f"{package.replace('.', '/')}/{path.relative_to(ROOT / folder).as_posix()}")
    return wanted


def test_the_declared_packages_are_the_folders() -> None:
    settings = read_setuptools()
    folders = {f"reeltalk.{path.parent.name}" for path in ROOT.glob("*/__init__.py")}
    assert set(settings["packages"]) == folders | {"reeltalk"} == {f"reeltalk.{part}" for part in PARTS} | {"reeltalk"}
    assert settings["package-dir"] == {"reeltalk": "src/reeltalk"} | {f"reeltalk.{part}": part for part in PARTS}


@pytest.mark.parametrize("part", PARTS)
def test_a_link_leads_from_the_source_folder_to_each_part(part: str) -> None:
    link = ROOT / "src" / "reeltalk" / part
    assert link.is_symlink()
    assert link.readlink() == Path("..", "..", part)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_flat(part: str) -> None:
    nested = [path for path in (ROOT / part).glob("*/**/*.py") if "__pycache__" not in path.parts]
    assert nested == []


def test_every_file_of_a_part_is_a_module_or_declared_data() -> None:
    data = read_setuptools()["package-data"]
    for part in PARTS:
        declared = {path for pattern in data.get(f"reeltalk.{part}", []) for path in (ROOT / part).glob(pattern)}
        files = {path for path in (ROOT / part).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
        assert {path for path in files if path.suffix != ".py"} - declared == set()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of a copy of the tree, so that no `build/` left here can lend it files."""
    copy = tmp_path_factory.mktemp("tree")
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for folder in ("src", *PARTS, "tests"):
        shutil.copytree(ROOT / folder, copy / folder, symlinks=True, ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(copy / "dist"), str(copy)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (file,) = (copy / "dist").glob("reeltalk-*.whl")
    return zipfile.ZipFile(file)


@pytest.mark.slow
def test_the_wheel_holds_every_module_and_every_data_file_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    held = {name for name in wheel.namelist() if not name.partition("/")[0].endswith(".dist-info")}
    assert held == package_files()


@pytest.mark.slow
def test_the_wheel_carries_the_licence_and_the_command(wheel: zipfile.ZipFile) -> None:
    (folder,) = {name.partition("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
    assert "Apache License" in wheel.read(f"{folder}/licenses/LICENSE").decode()
    assert "reeltalk = reeltalk.ui.cli:main" in wheel.read(f"{folder}/entry_points.txt").decode()
