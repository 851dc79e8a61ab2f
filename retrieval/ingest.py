"""Ingest: video files become clips; what lies in names, containers and sidecars at once, what a model sees later.

Every step is kept in the ledger as soon as it is done, keyed by the file's content, so that a run that is killed at any
point goes on where it was: nothing is described twice, nothing is lost.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from reeltalk.errors import CatalogError
from reeltalk.retrieval import store
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.composition import Known, compose_clip, newest_first
from reeltalk.retrieval.decoders import LOOK_S, Decoders
from reeltalk.retrieval.describer import Described, Describer, Undescribed, Usage
from reeltalk.retrieval.folder import Survey, VideoFile, list_videos
from reeltalk.retrieval.footage import Footage, FootageError, Frame, Look, Media, Stretch
from reeltalk.retrieval.ledger import KnownClip, KnownFile, Ledger
from reeltalk.retrieval.roster import Roster
from reeltalk.retrieval.sidecars import Sidecar, read_sidecars

BATCH = 64
"""Clips given to the catalog at once."""
FLUSH_S = 2.0
"""Clips wait no longer for others."""
STILLS = "stills"
"""The folder of a home with the clips' still pictures."""
LOOKING = "1"
"""Raise it when looking at a video finds other things: files are looked at anew."""
LABEL = "described"
"""The catalog's label that says how many clips a model has described, as `412 of 3000`."""

Probed = tuple[str, Media] | FootageError
"""A file's content (SHA-256) and what its container says, or why it is no video."""
_Task = TypeVar("_Task")
_Value = TypeVar("_Value")


@dataclass
class Tally:
    """How far a run is; read by others while it goes on."""

    stage: str = "listing files"
    files: int = 0
    """Files found."""
    read: int = 0
    """Files whose containers were read in this run."""
    known: int = 0
    """Files that were known and unchanged."""
    clips: int = 0
    """Clips written to the catalog in this run."""
    copies: int = 0
    removed: int = 0
    to_look: int = 0
    looked: int = 0
    seconds: float = 0.0
    """Seconds of video looked at in this run."""
    to_describe: int = 0
    described: int = 0
    """Clips described in this run."""
    undescribed: int = 0
    usage: Usage = field(default_factory=Usage)
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Files that are no clip, or without a description, and why."""
    stopped: str = ""
    """Why describing ended early; empty where it did not."""


@dataclass(frozen=True)
class _Item:
    """One clip on its way through the stages."""

    clip: KnownClip
    file: VideoFile


class Ingest:
    """One run over some paths. `tally` says how far it is."""

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        decoders: Decoders,
        *,
        describer: Describer | None = None,
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
        self.describer, self.jobs, self.use_sidecars = describer, max(1, jobs), use_sidecars
        self.tally = Tally()
        self._settle_s = settle_s
        self._report, self._clock = report, clock
        self._stop = threading.Event()
        self._pending: dict[str, _Item] = {}
        self._flushed = time.monotonic()

    def run(self, paths: Iterable[Path]) -> Tally:
        """Take everything in that is new or changed under the paths; what lies elsewhere stays as it is.

        Raises `CatalogError` for a path that is not there.
        """
        survey = list_videos(paths)
        self.tally.files = len(survey.files)
        for path, why in survey.troubles:
            self._fail(path, why)
        items = self._introduce(survey)
        self._deepen(items)
        self.tally.stage = "done"
        return self.tally

    # --- the first pass ---------------------------------------------------------------------------------------------

    def _introduce(self, survey: Survey) -> list[_Item]:
        """Clips of what names, containers and sidecars say; returns every clip there is under the paths."""
        self.tally.stage = "reading files"
        before = self.ledger.files()
        here = {file.path: file for file in survey.files if self._is_text(file.path)}
        away = [path for path, known in before.items() if path not in here and _is_under(path, survey)]
        waiting = {path for path, file in here.items() if not self._is_settled(file)}
        unchanged = {path for path, file in here.items() if path in before and _same(before[path], file)}
        held = unchanged | (waiting & before.keys())
        contents = {path: known.content for path, known in before.items() if known.content and not known.trouble}
        standing = {path: text for path, text in contents.items() if path not in away and path not in here}
        standing |= {path: contents[path] for path in held if path in contents}
        roster = Roster(self.ledger.clips(), standing)
        for path in sorted(unchanged):
            if before[path].trouble:
                self._fail(path, before[path].trouble)
        self.tally.known = len(unchanged)
        fresh = [file for path, file in here.items() if path not in unchanged | waiting]
        changed: list[tuple[VideoFile, Probed]] = []
        for file, found in self._spread(lambda file: self._probe(file, before.get(file.path)), newest_first(fresh)):
            if file.path in before:
                changed.append((file, found))
            else:
                self._take(file, found, roster)
                store.reached("file taken")
        for file, found in sorted(changed, key=lambda one: not _is_known(one[1], roster)):
            self._take(file, found, roster)
        self._tidy(roster, away, here)
        self._catch_up(here, unchanged)
        self._flush()
        by_path = {clip.path: clip for clip in self.ledger.clips() if not clip.gone}
        return [_Item(by_path[file.path], file) for file in newest_first(here.values()) if file.path in by_path]

    def _probe(self, file: VideoFile, before: KnownFile | None) -> Probed:
        """The content and facts of a file; those known already where only a sidecar changed."""
        if before and before.content and (before.size, before.modified_ns) == (file.size, file.modified_ns):
            media = self.ledger.media(before.content)
            if media is not None:
                return before.content, media
        with self.decoders.lend() as decoder:
            try:
                if file.size == 0:
                    raise FootageError("is empty")
                return decoder.probe(file.path, file.size)
            except FootageError as error:
                return error

    def _take(self, file: VideoFile, found: Probed, roster: Roster) -> None:
        """Keep what a file's container says, and make or change its clip."""
        self.tally.read += 1
        if isinstance(found, FootageError):
            roster.leave(file.path)
            self.ledger.put_file(file, None, trouble=str(found))
            self._fail(file.path, str(found))
            return
        content, media = found
        clip, changed = roster.enlist(file.path, content)
        if changed:
            self.ledger.put_clip(clip._replace(written=0))  # before the file: an interrupted run takes it again
            store.reached("clip kept")
        elif clip.path != file.path:
            self.tally.copies += 1
        self.ledger.put_file(file, content, media)
        if clip.path == file.path:
            self._show(_Item(clip, file))

    def _tidy(self, roster: Roster, away: Sequence[str], here: dict[str, VideoFile]) -> None:
        """Move clips whose first file is gone to a copy, take clips away that no file holds, and forget gone files."""
        for path in away:
            roster.leave(path)
        for clip in roster.moved():
            self.ledger.put_clip(clip._replace(written=0))
            if clip.path in here:
                self._show(_Item(clip, here[clip.path]))
        orphans = roster.orphans()
        for clip in orphans:
            notes = next((one.notes for one in self.catalog.get([clip.clip_id])), "")
            self.ledger.put_clip(roster.bury(clip, notes))
        store.reached("clips buried")
        gone = [clip.clip_id for clip in self.ledger.clips() if clip.gone]
        self.tally.removed = self.catalog.delete(gone) if gone else 0
        self.ledger.forget_files(away)

    def _catch_up(self, here: dict[str, VideoFile], unchanged: set[str]) -> None:
        """Write clips again that an interrupted run left unwritten, or that the catalog has lost."""
        clips = [clip for clip in self.ledger.clips() if not clip.gone and clip.path in unchanged]
        there = {clip.id for clip in self.catalog.get([clip.clip_id for clip in clips])}
        for clip in clips:
            if not clip.written or clip.clip_id not in there:
                self._show(_Item(clip._replace(written=0), here[clip.path]))

    # --- looking and describing -------------------------------------------------------------------------------------

    def _deepen(self, items: Sequence[_Item]) -> None:
        """Look at what was not looked at, and have described what this describer has not described yet."""
        describer = self.describer
        if describer is None:
            todo = [item for item in items if self.ledger.work(item.clip.content, "look", LOOKING) is None]
            self.tally.stage, self.tally.to_look = "looking", len(todo)
            for item, found in self._spread(self._look_only, todo):
                self._finish_look(item, found)
            self._flush()
            return
        todo = [item for item in items if self._is_due(item, describer)]
        self.tally.stage, self.tally.to_describe, self.tally.to_look = "describing", len(todo), len(todo)
        self._label(items)
        batches = [todo[at : at + describer.batch] for at in range(0, len(todo), describer.batch)]
        for _, outcome in self._spread(self._describe, batches, describer.parallel):
            for item, why in outcome:
                if why:
                    self.tally.undescribed += 1
                    self._fail(item.file.path, why)
                self._show(item)
            self._label(items)
            self._flush_due()
        self._flush()
        self._label(items)

    def _is_due(self, item: _Item, describer: Describer) -> bool:
        work = self.ledger.work(item.clip.content, "describe", describer.key)
        if work is not None and work.state == "failed":
            self._fail(item.file.path, f"not described: {work.reason}")
        return work is None or work.state == "begun"

    def _look_only(self, item: _Item) -> str:
        return self._look(item, most_frames=8)[2]

    def _finish_look(self, item: _Item, trouble: str) -> None:
        if trouble:
            self._fail(item.file.path, trouble)
        self._show(item)
        self._flush_due()

    def _look(self, item: _Item, most_frames: int) -> tuple[Look | None, list[Frame], str]:
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
        _write_whole(self._still(content), still)
        store.reached("still written")
        self.ledger.finish(content, "look", LOOKING, look.model_dump(mode="json"), elapsed_s=0.0)
        store.reached("look kept")
        self.tally.looked += 1
        self.tally.seconds += look.duration_s
        return look, frames, ""

    def _describe(self, batch: Sequence[_Item]) -> list[tuple[_Item, str]]:
        """Have some videos described; why not, for each, empty where it was."""
        describer = self.describer
        assert describer is not None
        shown: list[_Item] = []
        footage: list[Footage] = []
        told: list[tuple[_Item, str]] = []
        for item in batch:
            if self._stop.is_set() or not self.ledger.begin(item.clip.content, "describe", describer.key):
                told.append((item, ""))
                continue
            look, frames, trouble = self._look(item, describer.most_frames)
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

    def _keep(self, item: _Item, outcome: Described | Undescribed, describer: Describer) -> str:
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

    def _gather(self, item: _Item, look: Look, frames: Sequence[Frame]) -> Footage:
        known = self._known(item)
        speech = known.sidecar.speech or known.media.subtitles or known.speech
        hints = {
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

    def _known(self, item: _Item) -> Known:
        """Everything that is known of a clip's file by now."""
        content = item.clip.content
        media = self.ledger.media(content)
        assert media is not None
        look = self.ledger.work(content, "look", LOOKING)
        described = self.ledger.latest(content, "describe")
        speech = self.ledger.latest(content, "transcribe")
        still = self._still(content)
        names = item.file.sidecars if self.use_sidecars else ()
        return Known(
            clip_id=item.clip.clip_id,
            file=item.file,
            media=media,
            sidecar=read_sidecars(Path(item.file.path).parent, names) if names else Sidecar(),
            look=Look.model_validate(look.result) if look and look.result else None,
            speech=[Stretch.model_validate(one) for one in speech.result] if speech else (),
            described=Described.model_validate(described.result) if described else None,
            still=str(still) if still.is_file() else None,
        )

    def _show(self, item: _Item) -> None:
        """Have a clip written with the next batch."""
        self._pending[item.clip.clip_id] = item
        self._flush_due()

    def _flush_due(self) -> None:
        if len(self._pending) >= BATCH or (self._pending and time.monotonic() - self._flushed > FLUSH_S):
            self._flush()

    def _flush(self) -> None:
        """Give the catalog what waits; then keep what it was given."""
        items, self._pending = list(self._pending.values()), {}
        self._flushed = time.monotonic()
        clips: list[Clip] = []
        for item in items:
            known = self._known(item)
            for trouble in known.sidecar.troubles:
                self._report(item.file.path, trouble)
            clip = compose_clip(known)
            clips.append(clip.model_copy(update={"notes": item.clip.notes}) if not clip.notes else clip)
        if not clips:
            return
        self.catalog.add(clips)
        store.reached("clips added")
        self.ledger.mark_written(clip.id for clip in clips)
        store.reached("clips marked")
        self.tally.clips += len(clips)

    def _label(self, items: Sequence[_Item]) -> None:
        """Tell the page how many are described."""
        assert self.describer is not None
        done = self.ledger.tally("describe", self.describer.key).done
        self.catalog.set_label(LABEL, f"{min(done, len(items))} of {len(items)}")

    def _still(self, content: str) -> Path:
        return self.catalog.home / STILLS / content[:2] / f"{content[:32]}.jpg"

    # --- the rest ---------------------------------------------------------------------------------------------------

    def _spread(
        self, work: Callable[[_Task], _Value], tasks: Sequence[_Task], threads: int | None = None
    ) -> Iterator[tuple[_Task, _Value]]:
        """Do tasks on several threads, started in order and no more than are needed; yield each as it is done."""
        count = threads or self.jobs
        rest = iter(tasks)
        running: dict[Future[_Value], _Task] = {}
        pool = ThreadPoolExecutor(count, thread_name_prefix="reeltalk-ingest")
        try:
            while True:
                while len(running) < 2 * count and (task := next(rest, None)) is not None:
                    running[pool.submit(work, task)] = task
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield running.pop(future), future.result()
        finally:
            if running:  # left early: what has not begun is not wanted any more
                self._stop.set()
            pool.shutdown(wait=True, cancel_futures=True)

    def _fail(self, path: str, why: str) -> None:
        self.tally.failed.append((path, why))
        self._report(path, why)

    def _is_text(self, path: str) -> bool:
        """Whether a file's name is text, which a catalog can keep; told where it is not."""
        try:
            path.encode("utf-8")
        except UnicodeEncodeError:
            self._fail(path, "has a name that is no text (UTF-8); rename it")
            return False
        return True

    def _is_settled(self, file: VideoFile) -> bool:
        return not self._settle_s or abs(self._clock() - file.modified_ns / 1e9) > self._settle_s


@contextmanager
def claim_home(home: Path) -> Iterator[None]:
    """Have a home's ingest for oneself. Raises `CatalogError` where another process has it."""
    from filelock import FileLock, Timeout

    lock = FileLock(str(home / "ingest.lock"))
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout:
        raise CatalogError(f"another process ingests into {home}; wait for it, or end it") from None


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def _is_known(found: Probed, roster: Roster) -> bool:
    return not isinstance(found, FootageError) and roster.knows(found[0])


def _same(known: KnownFile, file: VideoFile) -> bool:
    facts = (known.size, known.modified_ns, known.sidecar_mark)
    return facts == (file.size, file.modified_ns, file.sidecar_mark)


def _is_under(path: str, survey: Survey) -> bool:
    return any(path == root or path.startswith(root.rstrip("/") + "/") for root in survey.roots)


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{threading.get_ident()}.part")
    part.write_bytes(content)
    part.replace(path)
