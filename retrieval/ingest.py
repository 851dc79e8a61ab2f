"""Ingest: video files become clips; what lies in names, containers and sidecars at once, what a model sees later.

Every step is kept in the ledger as soon as it is done, keyed by the file's content, so that a run that is killed at any
point goes on where it was: nothing is described twice, nothing is lost.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reeltalk.retrieval import store
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip_writer import LOOKING, ClipWriter
from reeltalk.retrieval.decoders import LOOK_S, Decoders
from reeltalk.retrieval.describer import Described, Describer, Undescribed
from reeltalk.retrieval.endpoint_client import EndpointFailure
from reeltalk.retrieval.folder import list_videos
from reeltalk.retrieval.footage import Footage, FootageError, Frame, Look
from reeltalk.retrieval.introduction import Introduction
from reeltalk.retrieval.ledger import Ledger
from reeltalk.retrieval.spread import spread
from reeltalk.retrieval.tally import Item, Tally
from reeltalk.retrieval.transcriber import EndpointTranscriber

__all__ = ["Ingest", "Tally"]

LABEL = "described"
"""The catalog's label that says how many clips a model has described, as `412 of 3000`."""


class Ingest:
    """One run over some paths. `tally` says how far it is."""

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        decoders: Decoders,
        *,
        describer: Describer | None = None,
        transcriber: EndpointTranscriber | None = None,
        jobs: int = 2,
        use_sidecars: bool = True,
        settle_s: float = 0.0,
        report: Callable[[str, str], None] = lambda path, why: None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`describer` is None where names, containers and sidecars are all that is wanted.

        A file that changed less than `settle_s` seconds ago may still be being written, and is left to the next run.
        """
        self.catalog, self.ledger, self.decoders = catalog, ledger, decoders
        self.describer, self.transcriber, self.jobs = describer, transcriber, max(1, jobs)
        self.tally = Tally()
        self._report = report
        self._stop = threading.Event()
        self._writer = ClipWriter(catalog, ledger, self.tally, use_sidecars=use_sidecars, report=report)
        self._introduction = Introduction(
            catalog,
            ledger,
            decoders,
            self._writer,
            self.tally,
            jobs=self.jobs,
            settle_s=settle_s,
            fail=self._fail,
            stop=self._stop,
            clock=clock,
        )

    def run(self, paths: Iterable[Path]) -> Tally:
        """Take everything in that is new or changed under the paths; what lies elsewhere stays as it is.

        Raises `CatalogError` for a path that is not there.
        """
        survey = list_videos(paths)
        self.tally.files = len(survey.files)
        for path, why in survey.troubles:
            self._fail(path, why)
        items = self._introduction.introduce(survey)
        self._deepen(items)
        self.tally.stage = "done"
        return self.tally

    def stop(self) -> None:
        """Begin nothing more; what is under way is ended and kept."""
        self._stop.set()

    # --- looking and describing -------------------------------------------------------------------------------------

    def _deepen(self, items: Sequence[Item]) -> None:
        """Look at what was not looked at, and have described what this describer has not described yet."""
        describer = self.describer
        if describer is None:
            seen = self.ledger.states("look", LOOKING)
            todo = [item for item in items if item.clip.content not in seen or self._is_unheard(item)]
            self.tally.stage, self.tally.to_look = "looking", len(todo)
            for item, found in spread(self._look_only, todo, self.jobs, self._stop):
                self._finish_look(item, found)
            self._writer.flush()
            return
        states = self.ledger.states("describe", describer.key)
        todo = [item for item in items if self._is_due(item, states.get(item.clip.content))]
        self.tally.stage, self.tally.to_describe, self.tally.to_look = "describing", len(todo), len(todo)
        self._label(items)
        batches = [todo[at : at + describer.batch] for at in range(0, len(todo), describer.batch)]
        for _, outcome in spread(self._describe, batches, describer.parallel, self._stop):
            for item, why in outcome:
                if why:
                    self.tally.undescribed += 1
                    self._fail(item.file.path, why)
                self._writer.show(item)
            self._label(items)
            self._writer.flush_due()
        self._writer.flush()
        self._label(items)

    def _is_due(self, item: Item, known: tuple[str, str] | None) -> bool:
        state, reason = known or ("", "")
        if state == "failed":
            self._fail(item.file.path, f"not described: {reason}")
        return state in ("", "begun")

    def _is_unseen(self, item: Item) -> bool:
        return self.ledger.work(item.clip.content, "look", LOOKING) is None

    def _is_unheard(self, item: Item) -> bool:
        """Whether there is sound, no transcript, and somebody to make one."""
        if self.transcriber is None or self._stop.is_set():
            return False
        work = self.ledger.work(item.clip.content, "transcribe", self.transcriber.key)
        if work is not None and work.state != "begun":
            return False
        known = self._writer.known(item)
        return known.media.audio_codec is not None and not (known.sidecar.speech or known.media.subtitles)

    def _look_only(self, item: Item) -> str:
        trouble = self._look(item, most_frames=8)[2] if self._is_unseen(item) else ""
        return trouble or self._transcribe(item)

    def _transcribe(self, item: Item) -> str:
        """Have what is said in a video written down, where that is wanted; why it was not."""
        transcriber, content = self.transcriber, item.clip.content
        if transcriber is None or not self._is_unheard(item):
            return ""
        if not self.ledger.begin(content, "transcribe", transcriber.key):
            return ""
        started = time.monotonic()
        try:
            with self.decoders.lend() as decoder:
                sound = decoder.sound(item.file.path)
            found = transcriber.transcribe(sound)
        except FootageError as error:
            self.ledger.fail(content, "transcribe", transcriber.key, str(error))
            return f"not transcribed: {error}"
        except EndpointFailure as failure:
            return self._note_silence(content, transcriber.key, failure)
        told = {"speech": [one.model_dump() for one in found.speech], "language": found.language}
        self.ledger.finish(content, "transcribe", transcriber.key, told, elapsed_s=time.monotonic() - started)
        store.reached("transcript kept")
        self.tally.transcribed += 1
        return ""

    def _note_silence(self, content: str, key: str, failure: EndpointFailure) -> str:
        if failure.kind == "flawed":
            self.ledger.fail(content, "transcribe", key, failure.reason)
        else:
            self.ledger.release(content, "transcribe", key)
        if failure.kind == "stop":
            self.tally.stopped = failure.reason
            self._stop.set()
        return f"not transcribed: {failure.reason}"

    def _finish_look(self, item: Item, trouble: str) -> None:
        if trouble:
            self._fail(item.file.path, trouble)
        self._writer.show(item)
        self._writer.flush_due()

    def _look(self, item: Item, most_frames: int) -> tuple[Look | None, list[Frame], str]:
        """Decode a video: what was found, its frames, and why nothing was; scenes and still are kept at once."""
        content = item.clip.content
        self.ledger.release(content, "look", LOOKING)
        with self.decoders.lend() as decoder:
            try:
                look, frames, still = decoder.look(item.file.path, seconds=LOOK_S, most_frames=most_frames)
            except FootageError as error:
                self.ledger.fail(content, "look", LOOKING, str(error))
                return None, [], str(error)
        store.reached("looked")
        _write_whole(self._writer.still(content), still)
        store.reached("still written")
        self.ledger.finish(content, "look", LOOKING, look.model_dump(mode="json"), elapsed_s=0.0)
        store.reached("look kept")
        self.tally.looked += 1
        self.tally.seconds += look.duration_s
        return look, frames, ""

    def _describe(self, batch: Sequence[Item]) -> list[tuple[Item, str]]:
        """Have some videos described; why not, for each, empty where it was."""
        describer = self.describer
        assert describer is not None
        shown: list[Item] = []
        footage: list[Footage] = []
        told: list[tuple[Item, str]] = []
        for item in batch:
            if self._stop.is_set() or not self.ledger.begin(item.clip.content, "describe", describer.key):
                told.append((item, ""))
                continue
            look, frames, trouble = self._look(item, describer.most_frames)
            if unheard := self._transcribe(item):
                self._fail(item.file.path, unheard)
            if look is None:
                self.ledger.fail(item.clip.content, "describe", describer.key, trouble)
                told.append((item, trouble))
            else:
                shown.append(item)
                footage.append(self._gather(item, look, frames))
        if shown:
            for item, outcome in zip(shown, describer.describe(footage), strict=True):
                told.append((item, self._keep(item, outcome, describer)))
        return told

    def _keep(self, item: Item, outcome: Described | Undescribed, describer: Describer) -> str:
        """Keep what a describer said; why it said nothing."""
        usage = outcome.usage
        tokens = (usage.read_tokens, usage.written_tokens)
        self.tally.usage = self.tally.usage + usage
        content = item.clip.content
        if isinstance(outcome, Described):
            told = outcome.model_dump(mode="json")
            self.ledger.finish(
                content, "describe", describer.key, told, tokens=tokens, elapsed_s=outcome.usage.elapsed_s
            )
            store.reached("description kept")
            self.tally.described += 1
            return ""
        if outcome.kind == "flawed":
            self.ledger.fail(content, "describe", describer.key, outcome.reason, tokens=tokens)
        else:
            self.ledger.release(content, "describe", describer.key)
        if outcome.kind == "stop" and not self._stop.is_set():
            self.tally.stopped = outcome.reason
            self._stop.set()
        return f"not described: {outcome.reason}" if outcome.kind != "stop" else ""

    def _gather(self, item: Item, look: Look, frames: Sequence[Frame]) -> Footage:
        known = self._writer.known(item)
        speech = known.sidecar.speech or known.media.subtitles or known.speech
        hints: dict[str, str] = {
            name: str(known.sidecar.fields[name]) for name in ("title", "description") if name in known.sidecar.fields
        }
        hints |= {tag: known.media.tags[tag] for tag in ("title", "comment") if known.media.tags.get(tag)}
        place = Path(item.file.path)
        lines = [
            f"file: {place.name}",
            f"folder: {place.parent.name}",
            *(f"{name}: {text}" for name, text in hints.items()),
        ]
        return Footage(place.name, known.media, look, frames, speech, "\n".join(lines))

    # --- clips ------------------------------------------------------------------------------------------------------

    def _label(self, items: Sequence[Item]) -> None:
        """Tell the page how many are described."""
        assert self.describer is not None
        done = self.ledger.tally("describe", self.describer.key).done
        self.catalog.set_label(LABEL, f"{min(done, len(items))} of {len(items)}")

    # --- the rest ---------------------------------------------------------------------------------------------------

    def _fail(self, path: str, why: str) -> None:
        self.tally.failed.append((path, why))
        self._report(path, why)


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{threading.get_ident()}.part")
    part.write_bytes(content)
    part.replace(path)
