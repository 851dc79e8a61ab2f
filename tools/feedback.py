"""What a viewer says of one clip."""

from __future__ import annotations

from typing import Any

from reeltalk.retrieval.viewer import Event
from reeltalk.tools.arguments import RateClip
from reeltalk.tools.outcome import ToolContext
from reeltalk.tools.search import take_clips


def rate_clip(arguments: RateClip, context: ToolContext) -> dict[str, Any]:
    """Keep a verdict; the same call again writes nothing more."""
    clip = take_clips(context, [arguments.clip])[0]
    event = Event(
        viewer_id=context.viewer,
        clip_id=clip.id,
        timestamp=context.clock().timestamp(),
        verdict=arguments.verdict,
    )
    context.catalog.viewers.record(event, write_key=context.write_key)
    return {"clip": clip.id, "title": clip.title, "verdict": arguments.verdict}
