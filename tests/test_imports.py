"""What an import costs, and which part may import which."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("torch", "gradio", "chromadb", "langgraph", "sentence_transformers", "transformers", "onnxruntime", "av")


def loaded_by(statement: str) -> set[str]:
    """The heavy packages in `sys.modules` of a new interpreter after a statement."""
    code = f"import sys; {statement}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split()) & set(HEAVY)


@pytest.mark.parametrize("module", ["reeltalk", "reeltalk.ui.cli"])
def test_a_light_module_loads_nothing_heavy(module: str) -> None:
    assert loaded_by(f"import {module}") == set()


def test_a_heavy_import_would_be_noticed() -> None:
    assert loaded_by("import reeltalk, onnxruntime") == {"onnxruntime"}


def test_every_public_name_loads() -> None:
    import reeltalk

    for name in reeltalk.__all__:
        assert getattr(reeltalk, name).__name__ == name


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    import reeltalk

    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        _ = reeltalk.Nonsense


def test_the_parts_import_only_what_is_under_them() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
