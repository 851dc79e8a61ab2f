"""A clip composed of all that is known of a video file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from reeltalk.retrieval.cells import clean, read_date
from reeltalk.retrieval.clip import Clip, Moment
from reeltalk.retrieval.describer import Described
from reeltalk.retrieval.folder import VideoFile
from reeltalk.retrieval.footage import Look, Media, Stretch
from reeltalk.retrieval.sidecars import Sidecar, bound_moments
from reeltalk.retrieval.subtitles import gather_speech

METADATA = "metadata"
SIDECAR = "sidecar"
MOST_MOMENTS = 100
"""Timed parts kept of a clip: retrieval gives vectors to few more."""
_TELLING = (
    ("title", "title"),
    ("show", "show"),
    ("album", "album"),
    ("genre", "genre"),
    ("keywords", "keywords"),
    ("comment", "comment"),
    ("description", "description"),
    ("synopsis", "synopsis"),
)
"""Tags of a container that say something of what is in it."""
_CAMERA = re.compile(
    r"(?:img|vid|dsc[fn]?|mov|mvi|pxl|gopr|gh|gx|dji|video|movie|clip|untitled|capture|output|final|edit|wa|copy|new|"
    r"screen|recording|whatsapp|signal|rec|file|mp4|avi|hd|x264|h264)",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d{3})")
_EPOCHS = ("1904-01-01", "1970-01-01")
"""Days that cameras write when they know none."""


@dataclass(frozen=True)
class Known:
    """All that is known of one video."""

    clip_id: str
    file: VideoFile
    media: Media
    sidecar: Sidecar
    look: Look | None = None
    speech: Sequence[Stretch] = ()
    """A transcript made by a model, where no file brings one."""
    speech_language: str | None = None
    described: Described | None = None
    still: str | None = None
    """Where its still picture lies."""


def compose_clip(known: Known) -> Clip:
    """The clip: a model's description first, else what lies beside the file, else what the file says of itself."""
    given = dict(known.sidecar.fields)
    told = known.described.description if known.described else None
    duration = known.media.duration_s or (known.look.duration_s if known.look else None)
    fields: dict[str, Any] = {
        "title": tell_title(known.file, known.media),
        "category": _tell_folder(known.file),
        "creator": _first(known.media.tags, "artist", "author", "album_artist", "composer"),
        "published": tell_date(known.file, known.media),
        "language": _read_language(known.media.language)
        or _read_language(known.sidecar.speech_language or known.speech_language),
    }
    if told is not None:
        found = _read_told(told.model_dump())
        fields |= {name: value for name, value in found.items() if value and not (name == "category" and fields[name])}
    fields |= given
    fields |= _describe(known, given)
    fields |= {
        "id": known.clip_id,
        "path": known.file.path,
        "thumbnail": known.still,
        "duration_s": duration,
        "moments": _time(known, given, duration),
        "extra": {**given.get("extra", {}), **_tell_file(known)},
    }
    return Clip.model_validate(clean_texts(fields))


def describe_by_sidecar(sidecar: Sidecar) -> str:
    """The description that lies beside the file; empty where none does."""
    return str(sidecar.fields.get("description", "")).strip()


def describe_by_metadata(file: VideoFile, media: Media) -> str:
    """What the file says of itself, in plain words that claim no more."""
    place = Path(file.path)
    length = f"{media.duration_s:.0f} seconds" if media.duration_s and media.duration_s >= 1 else ""
    shape = "portrait" if media.height > media.width else "landscape" if media.width > media.height else "square"
    parts = [length, shape, "with sound" if media.audio_codec else "without sound"]
    facts = ", ".join(filter(None, parts))
    text = f"Known from its file only: “{place.name}” in the folder “{place.parent.name}”, {facts}."
    told = [f"{word}: {' '.join(media.tags[tag].split())[:500]}" for tag, word in _TELLING if media.tags.get(tag)]
    return text + (f" The file says: {'; '.join(told)}." if told else "")


def tell_title(file: VideoFile, media: Media) -> str:
    """A title: the file's name where it says something, else the container's title, else the name after all.

    >>> tell_title(VideoFile("/v/02_red-cups.mp4", 1, 1, "/v"), Media(container="", width=1, height=1, video_codec=""))
    '02 red cups'
    """
    name = Path(file.path).stem.strip() or Path(file.path).name
    plain = " ".join(re.sub(r"[_.\-]+", " ", name).split()) if " " not in name.strip() else " ".join(name.split())
    words = re.findall(r"[^\W\d_]{2,}", name)
    telling = [word for word in words if not _CAMERA.fullmatch(word)]
    hexadecimal = re.fullmatch(r"[0-9a-fA-F-]{16,}", name) is not None
    if telling and not hexadecimal:
        return plain
    return media.tags.get("title", "").strip()[:300] or plain or name


def tell_date(file: VideoFile, media: Media) -> date:
    """The day it was made: by the container, else by the file's name, else by when the file last changed."""
    for tag in ("com.apple.quicktime.creationdate", "creation_time", "date", "date_released"):
        if day := _read_day(media.tags.get(tag, "")):
            return day
    if (found := _DATED.search(Path(file.path).stem)) and (day := _read_day("-".join(found.groups()))):
        return day
    return datetime.fromtimestamp(max(0, file.modified_ns) / 1e9, UTC).date()


def clean_texts(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields without what a catalog cannot hold: NUL, half characters."""
    dated = fields.get("published")
    kept = {name: _clean(value) for name, value in fields.items() if name != "published" and value is not None}
    return kept | ({"published": dated} if dated is not None else {})


def _clean(value: Any) -> Any:
    if isinstance(value, Moment):
        return value.model_copy(update={"text": clean(value.text)})
    if isinstance(value, list | tuple) and any(isinstance(part, Moment) for part in value):
        return tuple(_clean(part) for part in value)
    return clean(value)


def _describe(known: Known, given: dict[str, Any]) -> dict[str, Any]:
    """The description, further ones by name, and where they come from."""
    beside = describe_by_sidecar(known.sidecar)
    further = dict(given.get("descriptions", {}))
    if known.described is not None:
        told = known.described.description
        if details := _tell_details(told.model_dump()):
            further["details"] = details
        if beside:
            further["given"] = beside
        return {"description": told.summary, "descriptions": further, "description_source": known.described.source}
    if beside:
        source = given.get("description_source") or SIDECAR
        return {"description": beside, "descriptions": further, "description_source": source}
    text = describe_by_metadata(known.file, known.media)
    return {"description": text, "descriptions": further, "description_source": METADATA}


_DETAILS = {
    "setting": "Setting",
    "people_and_things": "To be seen",
    "text_on_screen": "Text on screen",
    "sound": "Sound",
    "mood": "Mood",
    "humour": "Humour",
    "genre": "Genre",
    "background": "To get it",
}


def _tell_details(told: dict[str, Any]) -> str:
    """The short parts of a description as a sentence each, so that each can be found and quoted."""
    sentences = []
    for name, word in _DETAILS.items():
        value = told.get(name)
        text = ", ".join(value) if isinstance(value, list | tuple) else str(value or "")
        if text.strip():
            sentences.append(f"{word}: {text.strip().rstrip('.')}.")
    return " ".join(sentences)


def _read_told(told: dict[str, Any]) -> dict[str, Any]:
    """The fields of a clip that a model's description fills."""
    tags = list(dict.fromkeys(str(tag).strip().casefold()[:60] for tag in told["tags"] if str(tag).strip()))
    found = {"tags": tags, "language": _read_language(told["language"]), "audience": told["audience"]}
    return found | ({"category": told["genre"].strip()[:60]} if told["genre"].strip() else {})


def _time(known: Known, given: dict[str, Any], duration: float | None) -> tuple[Moment, ...]:
    """What happens and what is said, each with its time, in order."""
    moments = list(given.get("moments", ()))
    if known.described is not None:
        moments += [_moment(one) for one in known.described.description.happenings if one.text.strip()]
    speech = known.sidecar.speech or known.media.subtitles or known.speech
    moments += [_moment(one, "Said: “{}”") for one in gather_speech(speech)]
    moments += [_moment(one) for one in known.media.chapters]
    inside = bound_moments(tuple(moments), duration)
    return tuple(sorted(_thin(inside), key=lambda one: (one.start_s, one.end_s)))


def _moment(stretch: Any, form: str = "{}") -> Moment:
    return Moment(start_s=stretch.start_s, end_s=max(stretch.start_s, stretch.end_s), text=form.format(stretch.text))


def _thin(moments: Sequence[Moment]) -> Sequence[Moment]:
    """At most `MOST_MOMENTS`, evenly over the whole."""
    if len(moments) <= MOST_MOMENTS:
        return moments
    return [moments[place * len(moments) // MOST_MOMENTS] for place in range(MOST_MOMENTS)]


def _tell_file(known: Known) -> dict[str, Any]:
    media = known.media
    file = {
        "size": known.file.size,
        "container": media.container,
        "video_codec": media.video_codec,
        "pixel_format": media.pixel_format,
        "audio_codec": media.audio_codec,
        "width": media.width,
        "height": media.height,
    }
    found: dict[str, Any] = {"file": file}
    if known.look is not None and known.look.trouble:
        file["trouble"] = known.look.trouble
    if known.described is not None:
        made = known.described
        frames = list(made.frames)
        found["described"] = {"prompt": made.prompt, "frames": frames, "made": made.made.isoformat(timespec="seconds")}
    return found


def _tell_folder(file: VideoFile) -> str | None:
    """The folder it lies in, where that lies inside the one that was named."""
    folder = Path(file.path).parent
    return folder.name.replace("_", " ").strip() or None if str(folder) != file.root else None


def _first(tags: dict[str, str], *names: str) -> str | None:
    return next((" ".join(tags[name].split())[:200] for name in names if tags.get(name, "").strip()), None)


def _read_language(tag: str | None) -> str | None:
    from reeltalk.retrieval.names import fold_language

    if not tag or tag.casefold() in ("und", "mul", "zxx", "mis"):
        return None
    found = fold_language(tag[:40])
    return found if re.fullmatch(r"[a-z]{2}", found) else None


def _read_day(text: str) -> date | None:
    try:
        day = read_date(text[:40].replace("T", " ").replace("Z", "").split(" ")[0]) if text.strip() else None
    except ValueError:
        return None
    return None if day is None or day.isoformat() in _EPOCHS else day


def newest_first(files: Iterable[VideoFile]) -> list[VideoFile]:
    """The files in the order in which they are worked on."""
    return sorted(files, key=lambda file: (-file.modified_ns, file.path))
