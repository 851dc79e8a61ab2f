"""Makes further examples for the tagger out of parts of marked conversations: a subject with constraints beside it."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from reeltalk.agent.limits import LIMIT_LABELS
from reeltalk.agent.tags import Tag, Tagged, read_markup

_BESIDE = LIMIT_LABELS | {"exclude"}
_TEMPLATES = """
{count} {topic} clips
{count} {topic}
just {count} {topic} videos please
give me {count} of {topic}
{gem} about {topic}
{gem} of {topic}
{topic}, {gem} ones
{popular} {topic} clips
the {popular} {topic}
{topic}, {popular} ones please
{topic} {lang}
{topic} {lang} please
{lang} {topic}
{topic} by {creator}
{topic} from {creator}
anything by {creator} about {topic}
something from {creator} on {topic}
{creator}'s {topic}
{topic} without {exclude}
{topic} with no {exclude}
{topic} but no {exclude} and no {exclude}
{topic}, not {exclude}
{topic} minus the {exclude}
{topic}, skip the {exclude}, {max}
{topic} tagged {tag}
tag:{tag} {topic}
#{tag} {topic}
{topic} in the {category} category
{category} category: {topic}
only stuff from the {category} section about {topic}
{topic} {max}
{max}: {topic}
{topic}, {min}
{topic} {range}
{topic} {during}
{topic} {after}
{topic} {before}
{topic}, {newest}
{newest} {topic}
{topic}, {longest}
{topic} {shortest}, {count} of them
{topic} {unseen}
unseen {topic}
{topic}, {audience}
{topic} {lang}, {max}, no {exclude}
{count} {popular} {topic} clips {max}
{topic} {during}, {newest}
show me {topic} and nothing with {exclude}
could you find {topic}, {lang}, {around}
i want {topic} - {max} - no {exclude}
something about {topic}
something with {topic}, {max}
anything on {topic}?
got anything about {topic} {lang}
a video of {topic}
videos about {topic} please
{recommend}, {max}
{recommend} {lang}
{recommend} but no {exclude}
{recommend}, {unseen}
{recommend}, {count} of them
""".strip().splitlines()
_SLOT = re.compile(r"\{(\w+)\}")


class Composer:
    """Draws new requests from the stretches that were marked by hand."""

    def __init__(self, marked: Sequence[Tagged]) -> None:
        """Keep the stretches of each label, the requests for a plain subject and the messages of constraints alone."""
        self.stretches: dict[str, list[str]] = {}
        for tagged in marked:
            for tag in tagged.tags:
                words = tagged.words(tag)
                if len(words.split()) <= 8 and "[" not in words:
                    self.stretches.setdefault(tag.label, []).append(words)
        self.subjects = [one for one in marked if [tag.label for tag in one.tags] == ["topic"] and len(one.text) < 140]
        self.limits = [one for one in marked if _is_limit(one)]

    def draw(self, draw: random.Random) -> Tagged:
        """A new request: by a template, or a subject and one or two messages of constraints joined."""
        return self._fill(draw) if draw.random() < 0.5 else self._join(draw)

    def _fill(self, draw: random.Random) -> Tagged:
        template = draw.choice(_TEMPLATES)
        if template.startswith("unseen"):
            template = template.replace("unseen", "[unseen unseen]")
        return read_markup(_SLOT.sub(lambda slot: f"[{slot[1]} {draw.choice(self.stretches[slot[1]])}]", template))

    def _join(self, draw: random.Random) -> Tagged:
        parts = [draw.choice(self.subjects), *draw.choices(self.limits, k=draw.choice((1, 1, 2)))]
        if draw.random() < 0.3:
            parts.reverse()
        text, tags = "", list[Tag]()
        for part in parts:
            text += draw.choice((", ", ", ", " ", ". ", " - ", " (")) if text else ""
            tags += [Tag(tag.label, tag.start + len(text), tag.end + len(text)) for tag in part.tags]
            text += part.text.rstrip(".?! ")
        return Tagged(text, tuple(tags))


def _is_limit(tagged: Tagged) -> bool:
    labels = {tag.label for tag in tagged.tags}
    return bool(labels) and labels <= _BESIDE and len(tagged.text) < 60 and tagged.kind == "act"
