"""The sample library that ships with reeltalk: drawn clips, and what 200 invented viewers watched of them."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from sqlalchemy import delete

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.encoder import DEFAULT, Encoder, open_encoder
from reeltalk.retrieval.opening import Progress
from reeltalk.retrieval.schema import events
from reeltalk.retrieval.shipped import ShippedEncoder
from reeltalk.retrieval.viewer import Event
from reeltalk.retrieval.viewers import IMPORTED

CLIPS = "clips.jsonl"
HISTORY = "history.csv"
VIEWERS = "viewers.csv"
VECTORS = "vectors.npz"

DESCRIPTION_SOURCE = "written by the people who drew the clips, checked against frames"
HISTORY_SOURCE = "invented: 200 made-up viewers"

_MARK = "sample"
"""The label that says which edition of the library a home holds, and where its files lay."""
_CLIP_IDS = "sample_clips"
"""The label that lists the ids of the clips that came with the library."""
_KEY = f"{IMPORTED}sample:"
"""How the write keys of the library's watch history start."""


def sample_folder() -> Path:
    """The folder that holds the clips' files, `clips.jsonl`, `history.csv` and `viewers.csv`."""
    return Path(str(files("reeltalk.retrieval"))) / "sample"


def open_sample(
    home: str | Path,
    *,
    encoder: str | None = None,
    progress: Callable[[int], None] | None = None,
    indexing: Progress | None = None,
) -> Catalog:
    """Open the catalog at `home` with the sample library in it.

    The library is imported at the first open, and again where the package brings another edition or lies elsewhere;
    an import that was interrupted is done again, and writes everything once. `progress` gets the number of clips done
    since the last time; `encoder` and `indexing` are those of `Catalog.open`, whose `progress` is the latter. Raises
    `CatalogError` for a home that cannot be used.
    """
    folder = sample_folder()
    catalog = Catalog.open(home, encoder=encoder, load_encoder=_load_encoder, progress=indexing)
    try:
        mark = _edition(folder)
        if catalog.label(_MARK) != mark:
            _import(catalog, folder, progress)
            catalog.set_label(_MARK, mark)
    except BaseException:
        catalog.close()
        raise
    return catalog


def read_clips(folder: Path) -> Iterator[Clip]:
    """The library's clips, their files as absolute paths."""
    with (folder / CLIPS).open(encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            places = {name: str(folder / fields[name]) for name in ("path", "thumbnail")}
            yield Clip.model_validate(fields | places)


def read_history(folder: Path) -> Iterator[Event]:
    """What the invented viewers watched, a row an event."""
    with (folder / HISTORY).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Event.model_validate({name: value for name, value in row.items() if value})


def read_labels(folder: Path) -> dict[str, str]:
    """Viewer -> what the viewer is called in the chat, for those who have a name."""
    with (folder / VIEWERS).open(encoding="utf-8", newline="") as lines:
        return {row["viewer_id"]: row["label"] for row in csv.DictReader(lines)}


def _load_encoder(name: str) -> Encoder:
    """The encoder of that name; the default one with the vectors that ship."""
    return ShippedEncoder(sample_folder() / VECTORS) if name == DEFAULT else open_encoder(name)


def _edition(folder: Path) -> str:
    """What changes with the library's words, its history, or its place on the disk."""
    return f"{_fingerprint(folder, CLIPS, HISTORY, VIEWERS)} {folder}"


def _fingerprint(folder: Path, *names: str) -> str:
    """The start of the SHA-256 of some of the folder's files."""
    digest = hashlib.sha256()
    for name in names:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def _import(catalog: Catalog, folder: Path, progress: Callable[[int], None] | None) -> None:
    """Write clips, history and names; each step may be repeated."""
    clips = list(read_clips(folder))
    before = json.loads(catalog.label(_CLIP_IDS) or "[]")
    ids = [clip.id for clip in clips]
    catalog.set_label(_CLIP_IDS, json.dumps(sorted({*before, *ids})))  # first: what was begun can be cleared away
    catalog.add(clips, progress=progress)
    catalog.delete(sorted(set(before) - set(ids)))
    _import_history(catalog, folder)
    for viewer, label in read_labels(folder).items():
        catalog.viewers.add_viewer(viewer, label)
    catalog.set_label("description_source", DESCRIPTION_SOURCE)
    catalog.set_label("history", HISTORY_SOURCE)
    catalog.set_label(_CLIP_IDS, json.dumps(ids))


def _import_history(catalog: Catalog, folder: Path) -> None:
    """Write the watch history once, and take an older edition's away."""
    edition = f"{_KEY}{_fingerprint(folder, HISTORY)}:"

    def key(event: Event) -> str:
        return f"{edition}{event.viewer_id}:{event.clip_id}:{event.timestamp:.0f}"

    catalog.viewers.record_many(read_history(folder), key=key)
    older = events.c.write_key.startswith(_KEY) & ~events.c.write_key.startswith(edition)
    with catalog.engine.begin() as connection:
        connection.execute(delete(events).where(older))
