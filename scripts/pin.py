"""Print the versions of everything that pyproject.toml asks for, as installed here: `make pin`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent

HEAD = """\
# What the project was tested with: every package that pyproject.toml asks for, and what those ask for.
# Made by `make pin` from .venv. A version's local label, as in 2.13.0+cpu, is left out: any build of it fits."""


def asked() -> list[Requirement]:
    """What pyproject.toml asks for, the development tools included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["dev"]]


def further(requirement: Requirement, extra: str) -> Iterable[Requirement]:
    """What an installed package asks for here, on this platform, under one of its extras."""
    for line in distribution(requirement.name).requires or []:
        candidate = Requirement(line)
        if candidate.marker is None or candidate.marker.evaluate({"extra": extra}):
            yield candidate


def pins() -> list[str]:
    """One `name==version` for each package, sorted by name."""
    found: dict[str, str] = {}
    waiting, done = asked(), set[tuple[str, str]]()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        found[name] = distribution(requirement.name).version.split("+")[0]
        for extra in ["", *requirement.extras]:
            if (name, extra) not in done:
                done.add((name, extra))
                waiting += further(requirement, extra)
    return [f"{name}=={version}" for name, version in sorted(found.items())]


if __name__ == "__main__":
    print("\n".join([HEAD, *pins()]))
