"""`--transcriber openai:MODEL`: what is said in a video, by an OpenAI-compatible transcription endpoint."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reeltalk.retrieval.clip import MAX_SECONDS
from reeltalk.retrieval.description import find_repetition
from reeltalk.retrieval.endpoint_client import Endpoint
from reeltalk.retrieval.footage import Stretch

if TYPE_CHECKING:
    from openai import OpenAI

_SILENT = 0.6
"""From this probability on that nobody speaks, what was heard is not taken."""
_MOST = 20_000


@dataclass(frozen=True)
class Transcript:
    """What is said, with its times; empty where nobody speaks."""

    speech: tuple[Stretch, ...]
    language: str
    """As the endpoint calls it; empty where it does not."""


class EndpointTranscriber:
    """Asks an endpoint for a transcript with times."""

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        rate: float | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`rate` is the most requests a minute. Raises `SettingsError` where neither a key nor a server is given."""
        self.model = model
        self.key = f"openai:{model}"
        self._endpoint = Endpoint(f"openai:{model}", base_url=base_url, api_key=api_key, rate=rate, sleep=sleep)

    def transcribe(self, sound: bytes) -> Transcript:
        """What is said in an MP3. Raises `EndpointFailure`."""

        def send(client: OpenAI) -> Any:
            return client.audio.transcriptions.create(
                model=self.model, file=("sound.mp3", sound, "audio/mpeg"), response_format="verbose_json"
            )

        return read_transcript(self._endpoint.call(send))


def read_transcript(answer: Any) -> Transcript:
    """The transcript in an endpoint's answer, without what it made up over silence or music.

    An answer without times is one stretch from the start on.
    """
    segments = getattr(answer, "segments", None) or []
    speech = [one for one in map(_read_segment, segments[:_MOST]) if one is not None]
    text = str(getattr(answer, "text", "") or "").strip()
    if not segments and text:
        speech = [Stretch(start_s=0.0, end_s=float(getattr(answer, "duration", 0) or 0), text=text[:20_000])]
    if find_repetition(" ".join(one.text for one in speech)) and len(speech) > 3:
        speech = [one for place, one in enumerate(speech) if place == 0 or one.text != speech[place - 1].text]
    return Transcript(tuple(speech), str(getattr(answer, "language", "") or "") if speech else "")


def _read_segment(segment: Any) -> Stretch | None:
    silent = getattr(segment, "no_speech_prob", None) or 0.0
    start, end = float(segment.start), float(segment.end)
    text = " ".join(str(segment.text).split())[:2_000]
    if silent >= _SILENT or not text or not 0 <= start <= end <= MAX_SECONDS:
        return None
    return Stretch(start_s=start, end_s=end, text=text)
