"""Previews of clips that browsers cannot play, made at the first view and bounded in disk."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from pathlib import Path

from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.decoders import Decoder
from reeltalk.retrieval.footage import FootageError

FOLDER = "previews"
MOST_BYTES = 1_000_000_000
"""Disk that all previews of a home may take; those longest unseen go first."""
MAKE_S = 45.0
"""Seconds of work on one preview; what there is by then is shown."""
_CONTAINERS = ("mp4", "webm", "gif", "ogg")
_PICTURES = {"h264", "vp8", "vp9", "av1", "gif", "theora"}
_SOUNDS = {"aac", "mp3", "opus", "vorbis", "flac"}
_DEPTHS = ("yuv420p", "yuvj420p", "bgra", "pal8", "rgb24", "yuva420p")


def plays(clip: Clip) -> bool:
    """Whether common browsers play a clip's file, as far as ingest knows; True where nothing is known."""
    file = clip.extra.get("file")
    if not isinstance(file, dict) or not file.get("video_codec"):
        return True
    container = str(file.get("container", ""))
    return (
        any(name in container for name in _CONTAINERS)
        and file["video_codec"] in _PICTURES
        and file.get("pixel_format", "") in (*_DEPTHS, "")
        and (not file.get("audio_codec") or file["audio_codec"] in _SOUNDS)
    )


class Previews:
    """The previews of one home."""

    def __init__(self, home: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = home / FOLDER
        self._most_bytes = most_bytes
        self._guard = threading.Lock()
        self._failed: set[str] = set()

    def find(self, file: Path) -> Path | None:
        """The preview of a file, made now where there is none yet; None where none can be made."""
        status = file.stat()
        name = hashlib.sha256(f"{file}|{status.st_size}|{status.st_mtime_ns}".encode("utf-8", "replace")).hexdigest()
        target = self._folder / f"{name[:32]}.mp4"
        with self._guard:  # one at a time: each takes a core
            if name in self._failed:
                return None
            if not target.is_file():
                self._folder.mkdir(exist_ok=True)
                if not self._make(file, target):
                    self._failed.add(name)
                    return None
                self._bound(target)
        with contextlib.suppress(OSError):
            target.touch()  # seen just now
        return target if target.is_file() else None

    def _make(self, file: Path, target: Path) -> bool:
        with contextlib.closing(Decoder()) as decoder:
            try:
                decoder.preview(str(file), str(target), seconds=MAKE_S)
            except FootageError:
                return False
        return True

    def _bound(self, newest: Path) -> None:
        """Remove those longest unseen until the rest fits; the newest stays."""
        kept = sorted(self._folder.glob("*.mp4"), key=lambda path: path.stat().st_mtime, reverse=True)
        room = self._most_bytes
        for path in kept:
            room -= path.stat().st_size
            if room < 0 and path != newest:
                path.unlink(missing_ok=True)
        for path in self._folder.glob("*.part"):  # of a process that was killed
            path.unlink(missing_ok=True)
