"""The first pass of an ingest: clips of what names, containers and sidecars say, and what became of known files."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence

from reeltalk.retrieval import store
from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip_writer import ClipWriter
from reeltalk.retrieval.composition import newest_first
from reeltalk.retrieval.decoders import Decoders
from reeltalk.retrieval.folder import Survey, VideoFile
from reeltalk.retrieval.footage import FootageError, Media
from reeltalk.retrieval.ledger import KnownFile, Ledger
from reeltalk.retrieval.roster import Roster
from reeltalk.retrieval.spread import spread
from reeltalk.retrieval.tally import Item, Tally

Probed = tuple[str, Media] | FootageError
"""A file's content (SHA-256) and what its container says, or why it is no video."""


class Introduction:
    """Tells what is new, changed, moved, copied and gone under some paths, and has the catalog follow."""

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        decoders: Decoders,
        writer: ClipWriter,
        tally: Tally,
        *,
        jobs: int,
        settle_s: float,
        fail: Callable[[str, str], None],
        stop: threading.Event,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """A file that changed less than `settle_s` seconds ago may still be being written, and is left alone."""
        self._catalog, self._ledger, self._decoders = catalog, ledger, decoders
        self._writer, self._tally, self._jobs, self._settle_s = writer, tally, jobs, settle_s
        self._fail, self._stop, self._clock = fail, stop, clock

    def introduce(self, survey: Survey) -> list[Item]:
        """Clips of what names, containers and sidecars say; returns every clip there is under the paths."""
        self._tally.stage = "reading files"
        before = self._ledger.files()
        here = {file.path: file for file in survey.files if self._is_text(file.path)}
        away = [path for path, known in before.items() if path not in here and _is_under(path, survey)]
        waiting = {path for path, file in here.items() if not self._is_settled(file)}
        unchanged = {path for path, file in here.items() if path in before and _same(before[path], file)}
        held = unchanged | (waiting & before.keys())
        contents = {path: known.content for path, known in before.items() if known.content and not known.trouble}
        standing = {path: text for path, text in contents.items() if path not in away and path not in here}
        standing |= {path: contents[path] for path in held if path in contents}
        roster = Roster(self._ledger.clips(), standing)
        for path in sorted(unchanged):
            if before[path].trouble:
                self._fail(path, before[path].trouble)
        self._tally.known = len(unchanged)
        fresh = [file for path, file in here.items() if path not in unchanged | waiting]
        changed: list[tuple[VideoFile, Probed]] = []
        for file, found in self._probe_all(newest_first(fresh), before):
            if file.path in before:
                changed.append((file, found))
            else:
                self._take(file, found, roster)
                store.reached("file taken")
        for file, found in sorted(changed, key=lambda one: not _is_known(one[1], roster)):
            self._take(file, found, roster)
        if self._stop.is_set():  # what was not read yet would look gone
            self._writer.flush()
            return []
        self._tidy(roster, away, here)
        self._catch_up(here, unchanged)
        self._writer.flush()
        by_path = {clip.path: clip for clip in self._ledger.clips() if not clip.gone}
        return [Item(by_path[file.path], file) for file in newest_first(here.values()) if file.path in by_path]

    def _probe_all(
        self, files: Sequence[VideoFile], before: dict[str, KnownFile]
    ) -> Iterator[tuple[VideoFile, Probed]]:
        return spread(lambda file: self._probe(file, before.get(file.path)), files, self._jobs, self._stop)

    def _probe(self, file: VideoFile, before: KnownFile | None) -> Probed:
        """The content and facts of a file; those known already where only a sidecar changed."""
        if before and before.content and (before.size, before.modified_ns) == (file.size, file.modified_ns):
            media = self._ledger.media(before.content)
            if media is not None:
                return before.content, media
        with self._decoders.lend() as decoder:
            try:
                if file.size == 0:
                    raise FootageError("is empty")
                return decoder.probe(file.path, file.size)
            except FootageError as error:
                return error

    def _take(self, file: VideoFile, found: Probed, roster: Roster) -> None:
        """Keep what a file's container says, and make or change its clip."""
        self._tally.read += 1
        if isinstance(found, FootageError):
            roster.leave(file.path)
            self._ledger.put_file(file, None, trouble=str(found))
            self._fail(file.path, str(found))
            return
        content, media = found
        clip, changed = roster.enlist(file.path, content)
        if changed:
            self._ledger.put_clip(clip._replace(written=0))  # before the file: an interrupted run takes it again
            store.reached("clip kept")
        elif clip.path != file.path:
            self._tally.copies += 1
        self._ledger.put_file(file, content, media)
        if clip.path == file.path:
            self._writer.show(Item(clip, file))

    def _tidy(self, roster: Roster, away: Sequence[str], here: dict[str, VideoFile]) -> None:
        """Move clips whose first file is gone to a copy, take clips away that no file holds, and forget gone files."""
        for path in away:
            roster.leave(path)
        for clip in roster.moved():
            self._ledger.put_clip(clip._replace(written=0))
            if clip.path in here:
                self._writer.show(Item(clip, here[clip.path]))
        orphans = roster.orphans()
        for clip in orphans:
            notes = next((one.notes for one in self._catalog.get([clip.clip_id])), "")
            self._ledger.put_clip(roster.bury(clip, notes))
        store.reached("clips buried")
        gone = [clip.clip_id for clip in self._ledger.clips() if clip.gone]
        self._tally.removed = self._catalog.delete(gone) if gone else 0
        self._ledger.forget_files(away)

    def _catch_up(self, here: dict[str, VideoFile], unchanged: set[str]) -> None:
        """Write clips again that an interrupted run left unwritten, or that the catalog has lost."""
        clips = [clip for clip in self._ledger.clips() if not clip.gone and clip.path in unchanged]
        there = set(self._catalog.ids())
        for clip in clips:
            if not clip.written or clip.clip_id not in there:
                self._writer.show(Item(clip._replace(written=0), here[clip.path]))

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


def _is_known(found: Probed, roster: Roster) -> bool:
    return not isinstance(found, FootageError) and roster.knows(found[0])


def _same(known: KnownFile, file: VideoFile) -> bool:
    facts = (known.size, known.modified_ns, known.sidecar_mark)
    return facts == (file.size, file.modified_ns, file.sidecar_mark)


def _is_under(path: str, survey: Survey) -> bool:
    return any(path == root or path.startswith(root.rstrip("/") + "/") for root in survey.roots)
