"""Tags that the words around them belie: what they say then."""

from __future__ import annotations

import re
from dataclasses import replace

from reeltalk.agent.context import TurnContext
from reeltalk.agent.durations import has_length
from reeltalk.agent.names import Names, find_name
from reeltalk.agent.tags import Tag, Tagged
from reeltalk.agent.topics import content_words

_FOR_NOW = re.compile(
    r"\b(?:tonight|today|(?:right|just|for) now|at the moment|this (?:time|once|evening|morning|afternoon|round)|"
    r"in the mood|feeling like)\b",
    re.I,
)
_FOR_GOOD = re.compile(
    r"\b(?:always|never|ever|from now on|from today|in general|generally|remember|usually|normally|for good|"
    r"every time|in future|keep in mind|note)\b",
    re.I,
)
_ERA = re.compile(r"\b(?:vintage|retro|classic|antique|old[- ](?:style|school|fashioned|time|timey|world))\b", re.I)
_AGED = re.compile(r"\b(?:age[sd]?|rated?|rating|year|kids?|child\w*|toddlers?|under|over|plus|certificate|pg)\b", re.I)
_MAKER = re.compile(
    r"\b(?:channel\w*|creator\w*|youtuber\w*|made|makes?|posted|uploads?|uploaded|filmed|called|named)\b|@|'s\b",
    re.I,
)


_BY = re.compile(r"\b(?:by|from)\s+$", re.I)
_SURE = 0.8
_OUT = re.compile(
    r"(?:\b(?:no|not|non|none|nothing|nobody|never|nor|neither|either|without|minus|sans|w/o|except\w*|exclud\w*|"
    r"skip\w*|avoid\w*|but|bar|barring|besides|less|fewer|hat(?:e|es|ed|ing)|leav\w+|left|out|off|sick|tired|enough|"
    r"spare|free|anti|hold|instead|stop\w*|quit\w*|rid|remov\w*|drop\w*|los(?:e|es|ing)|ditch\w*|cut\w*|axe\w*|"
    r"allerg\w*|fed up|other than|apart|aside|rather|zero|nix|omit\w*|scrap\w*|kill\w*|ban\w*|bins?|binned|filter\w*|"
    r"away|scar\w*|afraid|phobi\w*|terrif\w*|bores?|boring|hid\w*|refus\w*|reject\w*|pass|nope|nah|steer\w*|"
    r"swerve\w*|keep|lay off|clear of|object\w*|over it|done with|annoy\w*|gross\w*|dislik\w*|detest\w*|loath\w*|"
    r"unless|unlike|block\w*|devoid|absent|take|took|lack\w*|beyond|rul\w+|disallow\w*|irritat\w*|stand|bother\w*|"
    r"any ?more|upset\w*|nervous|anxious|sensitive|trigger\w*|ruin\w*|squeamish|cry|cries|dies?|nightmare\w*|fuss\w*|"
    r"veto\w*|forbid\w*|gone|go|goes|needs?|nowt|nun|cba|subtract\w*|save for|had it|up to here|migraines?|sneez\w*|"
    r"itch\w*|panic\w*|ugh|eww*|yuck|dealbreaker|cringe|few|self|meant|add|same|also|too|or|"
    r"can do one|get lost|cannae|nae|shun\w*|dispense|fear\w*|aint|mood|can\s?not|cant|"
    r"kein\w*|ohne|nicht|pas|sans|sin|sem|bez|zonder|senza|nahi\w*|hatao)\b|-free\b|n't\b|\bdont\b)",
    re.I,
)
"""What may stand beside a thing that is left out; where nothing of it does, the thing is wanted."""


def settle_tags(tagged: Tagged, context: TurnContext, names: Names) -> Tagged:
    """The tags, those changed that the words around them belie."""
    tags = [tag for tag in tagged.tags if tag.label != "shorter" or _says_short(tagged.words(tag))]
    corrected = next((tag.start for tag in tags if _is_corrected(tag, tagged)), 0)
    tags = [tag for tag in tags if tag.start >= corrected or tag.label not in _SUBJECTS]
    split = [part for tag in tags for part in _split_subject(tag, tagged)]
    tagged = replace(tagged, tags=tuple(sorted(split + _list_asides(tagged), key=lambda tag: tag.start)))
    tagged = replace(tagged, tags=tuple(_settle(tag, tagged, context, names) for tag in tagged.tags))
    return replace(tagged, tags=_join_adjectives(tagged))


_SUBJECT_BUT = re.compile(r"(?P<kept>[^,]+),\s*(?:but\s+)?(?:no|without|minus|except|not)\s+(?P<out>[^,.;]+)", re.I)


def _split_subject(tag: Tag, tagged: Tagged) -> list[Tag]:
    """A subject, with what it says is not wanted as an exclusion: "animals, no dogs"."""
    match = _SUBJECT_BUT.fullmatch(tagged.words(tag)) if tag.label in _SUBJECTS else None
    if match is None:
        return [tag]
    kept = replace(tag, end=tag.start + match.end("kept"))
    return [kept, Tag("exclude", tag.start + match.start("out"), tag.end, tag.sure)]


def _says_short(words: str) -> bool:
    """Whether a stretch says anything of a length: "and so on" does not."""
    return bool(content_words(words)) or re.search(r"\d|\b(?:bit|less|long|time)", words, re.I) is not None


def _is_corrected(tag: Tag, tagged: Tagged) -> bool:
    """Whether "wait, no" stands before a thing: it is what is wanted, and what stood before is not."""
    return tag.label == "exclude" and _CORRECTION.search(tagged.text[: tag.start]) is not None


def _list_asides(tagged: Tagged) -> list[Tag]:
    """What a stretch that leaves the choice to the agent says besides: "surprise me with a hidden gem"."""
    known = {tag.label for tag in tagged.tags}
    found = []
    for tag in tagged.having("recommend", "vague"):
        for label, pattern in _ASIDES:
            match = pattern.search(tagged.words(tag))
            if match and label not in known:
                found.append(Tag(label, tag.start + match.start(), tag.start + match.end(), tag.sure))
    return found


_ASIDES = [
    ("gem", re.compile(r"\bhidden gems?\b|\bunderrated\b|\blittle[- ]known\b|\blesser[- ]known\b", re.I)),
    ("newest", re.compile(r"\b(?:newest|latest)\b", re.I)),
    (
        "count",
        re.compile(
            r"\b(?:top |best )?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\b|\bsingle best\b", re.I
        ),
    ),
]
_CORRECTION = re.compile(r"\b(?:wait|sorry|oops|hang on|hold on|i mean|i meant|actually),? no,?\s*$", re.I)
_TAGGED = re.compile(r"#|\b(?:hash)?tag|\blabel|\bmarked|\bkeyword", re.I)


def _join_adjectives(tagged: Tagged) -> tuple[Tag, ...]:
    """With a nation right before the subject taken into it: "Spanish guitar", where "in Spanish" is a language."""
    kept: list[Tag] = []
    for tag in tagged.tags:
        last = kept[-1] if kept else None
        beside = last and last.label == "lang" and re.fullmatch(r"\s+", tagged.text[last.end : tag.start])
        if last and beside and tag.label in _SUBJECTS and re.fullmatch(r"[^\W\d_]+", tagged.words(last)):
            kept[-1] = replace(tag, start=last.start)
        else:
            kept.append(tag)
    return tuple(kept)


_SUBJECTS = ("topic", "swap", "more")


def _settle(tag: Tag, tagged: Tagged, context: TurnContext, names: Names) -> Tag:
    words = tagged.words(tag)
    said = "more" if context.wish.args else "topic"
    if tag.label in ("never", "avoid", "always", "prefer") and _is_passing(tagged.text):
        return replace(tag, label="exclude" if tag.label in ("never", "avoid") else said)
    if tag.label == "exclude" and _is_wanted(tag, tagged):
        return replace(tag, label=said)
    if tag.label == "exclude" and _CORRECTION.search(tagged.text[: tag.start]):
        return replace(tag, label="swap" if context.wish.args and not tagged.having("topic") else "topic")
    if tag.label == "tag" and tagged.having("topic") and not _TAGGED.search(tagged.text):
        return replace(tag, label=said)
    if tag.label == "older" and _ERA.search(words):
        return replace(tag, label=said)
    if tag.label == "audience" and has_length(words) and not _AGED.search(words):
        return replace(tag, label="max")
    called = _MAKER.search(tagged.text) or (tag.sure > _SURE and _BY.search(tagged.text[: tag.start]))
    unnamed = tag.label == "creator" and words.islower() and not called
    if unnamed and find_name(words, names.creators) is None:
        return replace(tag, label=said)
    return tag


def _is_passing(text: str) -> bool:
    """Whether what is said holds for now only: "not in the mood for loud stuff just now" is no lasting taste."""
    return bool(_FOR_NOW.search(text)) and not _FOR_GOOD.search(text)


def _is_wanted(tag: Tag, tagged: Tagged) -> bool:
    """Whether nothing said before a thing, or after it in its clause, leaves it out: "animals, no dogs" wants animals.

    Words beyond its clause count only where they leave nothing else out: "dogs, get rid of those".
    """
    last = tag
    for other in tagged.having("exclude"):
        if other.start >= last.end and re.fullmatch(
            r"\s*,?\s*(?:(?:and|or|n|&)\s+)?", tagged.text[last.end : other.start]
        ):
            last = other
    after = re.split(r"[,.;:!?]", tagged.text[last.end :])[0]
    if _OUT.search(tagged.text[: tag.start]) or _OUT.search(after):
        return False
    others = any(other.start > last.start for other in tagged.having("exclude"))
    return others or not _OUT.search(tagged.text[last.end :])
