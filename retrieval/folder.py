"""Folders of videos: which files lie in them, and which files belong to each."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from reeltalk.errors import CatalogError

ENDINGS = frozenset(
    {".mp4", ".m4v", ".mov", ".qt", ".webm", ".mkv", ".avi", ".divx", ".gif", ".ogv", ".ogm", ".wmv", ".asf", ".flv"}
    | {".f4v", ".mpg", ".mpeg", ".mpe", ".m1v", ".m2v", ".vob", ".ts", ".m2ts", ".mts", ".3gp", ".3g2", ".mxf", ".dv"}
    | {".rm", ".rmvb", ".nut", ".apng"}
)
"""Endings of what may be a video; a file named by itself is tried whatever its ending."""
SIDECARS = (".info.json", ".json", ".txt", ".description", ".srt", ".vtt")
"""Endings of files that belong to a video of the same name, as `walk.en.srt`, `walk.json` to `walk.mp4`."""
STATE = ".reeltalk"
"""The folder inside a folder of videos that holds its catalog."""
MOST_FILES = 2_000_000
MOST_SOUGHT = 200_000
"""Names looked through for a first video."""


@dataclass(frozen=True)
class VideoFile:
    """A file that may be a video, as the folder lists it."""

    path: str
    """Absolute, as the folder names it; bytes that are no text in it stand as Python keeps them (surrogates)."""
    size: int
    modified_ns: int
    root: str
    """The folder that was named, which it lies in."""
    sidecars: tuple[str, ...] = ()
    """Names of the files beside it that belong to it."""
    sidecar_mark: str = ""
    """Changes when one of those does."""


@dataclass
class Survey:
    """What walking the folders found."""

    files: list[VideoFile] = field(default_factory=list)
    troubles: list[tuple[str, str]] = field(default_factory=list)
    """Paths that could not be used, and why."""
    roots: list[str] = field(default_factory=list)
    """The paths that were named: what is not found under them is gone."""


def list_videos(paths: Iterable[Path]) -> Survey:
    """Every video under the paths, each once however many links lead to it.

    Hidden files and folders are left out, unless named. Raises `CatalogError` for a path that is not there: a disk
    that is not mounted must not look like an empty one.
    """
    survey, seen_files, seen_folders = Survey(), set[tuple[int, int]](), set[tuple[int, int]]()
    for path in paths:
        given = Path(path).expanduser().absolute()
        if not given.exists():
            raise CatalogError(f"there is no file or folder {given}")
        survey.roots.append(str(given))
        if given.is_dir():
            _walk(given, survey, seen_files, seen_folders)
        else:
            beside = _Beside(_names(given.parent))
            _take(given.parent, given.name, beside, str(given.parent), survey, seen_files)
    return survey


def holds_videos(folder: Path) -> bool:
    """Whether there is anything in a folder that may be a video; looks no further than the first, nor for ever."""
    names = (name for _, _, names in os.walk(folder) for name in names)
    return any(_ending(name) in ENDINGS for name in islice(names, MOST_SOUGHT))


def _walk(root: Path, survey: Survey, files: set[tuple[int, int]], folders: set[tuple[int, int]]) -> None:
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            status = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            survey.troubles.append((str(folder), f"cannot be opened ({error.strerror or error})"))
            continue
        if (status.st_dev, status.st_ino) in folders:
            continue  # links that lead back up end here
        folders.add((status.st_dev, status.st_ino))
        beside = _Beside(entry.name for entry in entries)
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                waiting.append(Path(entry.path))
            elif _ending(entry.name) in ENDINGS:
                _take(folder, entry.name, beside, str(root), survey, files)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a ring of links
        return False


class _Beside:
    """The names in a folder, by what they belong to."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = set(names)
        self._translated: dict[str, list[str]] = {}
        for name in self._names:  # walk.en.srt
            stem, _, rest = name.removesuffix(_ending(name)).rpartition(".")
            if stem and _ending(name) in (".srt", ".vtt") and 2 <= len(rest) <= 12:
                self._translated.setdefault(stem, []).append(name)

    def sidecars_of(self, name: str) -> tuple[str, ...]:
        """Files of the same stem, or the same name and an ending more, that tell something of the video."""
        stem = name.removesuffix(_ending(name)) or name
        wanted = {f"{start}{ending}" for ending in SIDECARS for start in (stem, name)}
        return tuple(sorted(wanted & self._names) + sorted(self._translated.get(stem, ())))


def _take(folder: Path, name: str, beside: _Beside, root: str, survey: Survey, seen: set[tuple[int, int]]) -> None:
    path = folder / name
    try:
        status = path.stat()
    except OSError as error:
        survey.troubles.append((str(path), f"cannot be opened ({error.strerror or error})"))
        return
    if (status.st_dev, status.st_ino) in seen or _is_source_text(path):
        return
    seen.add((status.st_dev, status.st_ino))
    if not stat.S_ISREG(status.st_mode):  # a pipe would be read for ever
        survey.troubles.append((str(path), "is no regular file"))
    elif len(survey.files) < MOST_FILES:
        sidecars = beside.sidecars_of(name)
        mark = "|".join(_mark(folder / one) for one in sidecars)
        survey.files.append(VideoFile(str(path), status.st_size, status.st_mtime_ns, root, sidecars, mark))


def _names(folder: Path) -> set[str]:
    try:
        return {entry.name for entry in os.scandir(folder)}
    except OSError:
        return set()


def _mark(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return f"{path.name}:gone"
    return f"{path.name}:{status.st_size}:{status.st_mtime_ns}"


def _is_source_text(path: Path) -> bool:
    """Whether a `.ts` is a program's text (TypeScript) rather than a transport stream, whose packets start with G."""
    if path.suffix.lower() != ".ts":
        return False
    try:
        with path.open("rb") as file:
            start = file.read(189)
    except OSError:
        return False
    return start[:1] != b"G"


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - for names by the million
