"""Measures what exclusions really exclude: precision and recall over labelled pairs of a clip and a term.

    python scripts/measure_exclusions.py [FILE] [--wrong]

A pair says whether the clip is out by the rule of `exclude`. The clips go the way they go in a catalog: what each
names is written into a lexical index, and `unwanted_rows` looks the term up there. `--wrong` lists the wrong pairs of
the odd half only: rules are mended by that half, nobody looks at the other.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reeltalk.eval.statistic import Share, share_of
from reeltalk.retrieval import store
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.exclusion import Exclusion
from reeltalk.retrieval.home import open_home
from reeltalk.retrieval.lexical import LexicalIndex
from reeltalk.retrieval.unwanted import unwanted_rows

PAIRS = Path(__file__).parent.parent / "tests" / "data" / "exclusions.jsonl"


@dataclass(frozen=True)
class Judged:
    """A labelled pair and what the code made of it."""

    id: str
    family: str
    term: str
    clip: dict[str, Any]
    out: bool
    """Whether the clip should be out."""
    found: bool
    """Whether it was put out."""

    @property
    def odd(self) -> bool:
        """Whether it is in the half that rules are mended by."""
        return int(self.id[1:]) % 2 == 1


def judge(file: Path) -> list[Judged]:
    """Put a file's clips into a catalog's file and index, and ask for each pair's term."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    clips = [Clip(id=row["id"], **row["clip"]) for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        engine = open_home(Path(folder))
        store.put(engine, clips, [None] * len(clips))
        number = {id: row for row, id in store.read_ids(engine)}
        lexical = LexicalIndex(Path(folder) / "lexical")
        lexical.write([(number[clip.id], clip) for clip in clips], [])
        removed = {
            term: set(unwanted_rows(Exclusion([term]), lexical, engine).tolist())
            for term in {row["term"] for row in rows}
        }
        lexical.close()
        engine.dispose()
    return [
        Judged(
            row["id"], row["family"], row["term"], row["clip"], row["out"], number[row["id"]] in removed[row["term"]]
        )
        for row in rows
    ]


def precision(pairs: Sequence[Judged]) -> Share:
    """The share of those put out that should be."""
    return share_of([pair.out for pair in pairs if pair.found])


def recall(pairs: Sequence[Judged]) -> Share:
    """The share of those that should be out that are."""
    return share_of([pair.found for pair in pairs if pair.out])


def say(name: str, pairs: Sequence[Judged]) -> str:
    """One line of the report."""
    kept = share_of([not pair.found for pair in pairs if not pair.out])
    shares = (("precision", precision(pairs)), ("recall", recall(pairs)), ("kept", kept))
    figures = "   ".join(f"{label} {s.mean:.3f} [{s.low:.3f}, {s.high:.3f}] n={s.n:<3}" for label, s in shares)
    return f"{name:<10} {len(pairs):>4} pairs   {figures}"


def report(pairs: Sequence[Judged]) -> str:
    """All pairs, both halves, and each family."""
    families = sorted({pair.family for pair in pairs})
    lines = [
        say("all", pairs),
        say("odd half", [pair for pair in pairs if pair.odd]),
        say("even half", [pair for pair in pairs if not pair.odd]),
        *(say(family, [pair for pair in pairs if pair.family == family]) for family in families),
    ]
    return "\n".join(lines)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=PAIRS)
    parser.add_argument("--wrong", action="store_true", help="list the wrong pairs of the odd half")
    options = parser.parse_args()
    pairs = judge(options.file)
    print(report(pairs))
    for pair in pairs if options.wrong else ():
        if pair.odd and pair.found != pair.out:
            verdict = "missed" if pair.out else "wrongly out"
            print(f"{pair.id} {pair.family} {verdict} {pair.term!r}: {json.dumps(pair.clip, ensure_ascii=False)}")


if __name__ == "__main__":
    main()
