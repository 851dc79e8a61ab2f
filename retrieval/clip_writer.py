"""Clips on their way from the ledger into the catalog."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from reeltalk.retrieval import store
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.composition import Known, compose_clip
from reeltalk.retrieval.describer import Described
from reeltalk.retrieval.footage import Look, Stretch
from reeltalk.retrieval.ledger import Ledger
from reeltalk.retrieval.sidecars import Sidecar, read_sidecars
from reeltalk.retrieval.tally import Item, Tally

BATCH = 64
"""Clips given to the catalog at once."""
FLUSH_S = 2.0
"""Clips wait no longer for others."""
STILLS = "stills"
"""The folder of a home with the clips' still pictures."""
LOOKING = "1"
"""Raise it when looking at a video finds other things: files are looked at anew."""


class ClipWriter:
    """Composes clips of what the ledger and the files beside them say, and writes them in batches."""

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        tally: Tally,
        *,
        use_sidecars: bool,
        report: Callable[[str, str], None],
    ) -> None:
        self._catalog, self._ledger, self._tally = catalog, ledger, tally
        self._use_sidecars, self._report = use_sidecars, report
        self._pending: dict[str, Item] = {}
        self._flushed = time.monotonic()

    def still(self, content: str) -> Path:
        """Where the still picture of a content lies."""
        return self._catalog.home / STILLS / content[:2] / f"{content[:32]}.jpg"

    def known(self, item: Item) -> Known:
        """Everything that is known of a clip's file by now."""
        content = item.clip.content
        media = self._ledger.media(content)
        assert media is not None
        look = self._ledger.work(content, "look", LOOKING)
        described = self._ledger.latest(content, "describe")
        speech = self._ledger.latest(content, "transcribe")
        still = self.still(content)
        names = item.file.sidecars if self._use_sidecars else ()
        return Known(
            clip_id=item.clip.clip_id,
            file=item.file,
            media=media,
            sidecar=read_sidecars(Path(item.file.path).parent, names) if names else Sidecar(),
            look=Look.model_validate(look.result) if look and look.result else None,
            speech=[Stretch.model_validate(one) for one in speech.result["speech"]] if speech else (),
            speech_language=speech.result["language"] if speech else None,
            described=Described.model_validate(described.result) if described else None,
            # named before it is there: what is written later then differs in nothing, and is not encoded again
            still=str(still) if look is None or look.result else None,
        )

    def show(self, item: Item) -> None:
        """Have a clip written with the next batch."""
        self._pending[item.clip.clip_id] = item
        self.flush_due()

    def flush_due(self) -> None:
        """Write what waits where it is enough, or has waited long enough."""
        if len(self._pending) >= BATCH or (self._pending and time.monotonic() - self._flushed > FLUSH_S):
            self.flush()

    def flush(self) -> None:
        """Give the catalog what waits; then keep what it was given."""
        items, self._pending = list(self._pending.values()), {}
        self._flushed = time.monotonic()
        clips: list[Clip] = []
        for item in items:
            known = self.known(item)
            for trouble in known.sidecar.troubles:
                self._report(item.file.path, trouble)
            clip = compose_clip(known)
            clips.append(clip.model_copy(update={"notes": item.clip.notes}) if not clip.notes else clip)
        if not clips:
            return
        self._catalog.add(clips)
        store.reached("clips added")
        self._ledger.mark_written(clip.id for clip in clips)
        store.reached("clips marked")
        self._tally.clips += len(clips)
