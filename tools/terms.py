"""The words and tags by which the candidates of a wish differ: sub-topics, told from the clips themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from weakref import WeakKeyDictionary

from reeltalk.retrieval.catalog import Catalog
from reeltalk.retrieval.clip import Clip
from reeltalk.tools.relevance import content_words

Usual = Callable[[], "Background"]

READ = 160
"""Letters of a description that are read: it says at its start what it is about."""
SAMPLE = 300
"""Clips of a catalog that tell which words are usual in it."""
LIFT = 6.0
"""Times as often as usual in the catalog that candidates name a word which belongs to what was asked for."""
NEAR = 0.7
"""Share of the highest lift there can be that is enough in a catalog which the candidates are a large part of."""
MOSTLY = 0.6
"""Share of the candidates above which a term does not part them."""
LOOKED_AT = 30
"""Terms, the most named first, that are looked at."""
_KEPT = 20_000
_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDING = re.compile(r"(?:e?s|ed|ing)$")
_TAG = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}")
_EMPTY_TEXT = """
about after again all also always another are away back because been before being beneath best better big bit both but
can come could did different does doing done down during each else end enough episode ever every everyone everything
far feel few final finally first five four full get getting give go going gone good great had half hand hard has have
help her here herself high him himself his how however inside into its itself just keep kind know last later least left
less let life light like little long look lot made main make making many maybe may might more most much must near need
never new next nobody not nothing now off often old once one only open other our out over own part people person piece
place please put quick quite rather read ready real really record reel right round same scene second see seem seen
several shot should show side simple since slowly small someone something soon start still such take taking tell than
thank that their them then there these they thing think third this those three through time today together too top try
turn two until upon use using very wait want was way well went were what when where which while who whole why will with
without word work world would yet you your yourself video clip film content recommendation share sharing author original
creator fans add ask bring build call carry catch choose close cover cut drive drop eat face fall fill find follow grow
hear hold learn leave live lose meet move moving pass pay pick play pull push raise remember return ride roll run
running save send set sit sound spend stand stay step stop talk taste teach touch visit walk wear win wish wonder write
happy beautiful delicious amazing special favorite favourite
und der die das den dem ein eine einen einer mit von auf ist sich für nicht aus bei wie zum zur noch nach über
que los las una con por para del como más pero sus este esta entre cuando sobre hasta muy sin
les des est dans une pour qui sur pas avec son par plus
"""
_EMPTY = frozenset(_EMPTY_TEXT.split())


@dataclass(frozen=True)
class Term:
    """A word or tag that some candidates carry."""

    text: str
    members: tuple[int, ...]
    """The candidates' places, best first."""


@dataclass(frozen=True)
class Background:
    """How many of a sample of a catalog's clips name each word."""

    size: int
    """Clips in the catalog."""
    sampled: int
    counts: Counter[str]

    def lifts(self, term: str, count: int, among: int, is_tag: bool) -> bool:
        """Whether `count` of `among` clips naming a term is far more than usual here; for a tag, which people chose,
        as much more as can be in a catalog that they are a large part of."""
        usual = (self.counts[term] + (self.size > self.sampled)) / self.sampled
        wanted = min(LIFT, NEAR * self.size / among) if is_tag else LIFT
        return count >= wanted * among * usual


_BACKGROUNDS: WeakKeyDictionary[Catalog, tuple[int, Background]] = WeakKeyDictionary()


def read_background(catalog: Catalog) -> Background:
    """The usual words of a catalog, read once from clips spread over it, and again when it grew or shrank by a fifth.

    Two threads that read it at once read the same.
    """
    count = catalog.count()
    known = _BACKGROUNDS.get(catalog)
    if known is not None and abs(known[0] - count) <= 0.2 * count:
        return known[1]
    ids = catalog.ids()
    clips = catalog.get(ids[:: max(1, len(ids) // SAMPLE)][:SAMPLE])
    background = Background(count, len(clips), Counter(word for clip in clips for word in name_terms(clip)))
    _BACKGROUNDS[catalog] = count, background
    return background


def name_terms(clip: Clip) -> dict[str, str]:
    """What a clip names, as compared -> as written: the words of its title and description's start, and its tags."""
    return _name_terms(clip.title, clip.description, clip.tags)


@lru_cache(maxsize=_KEPT)
def _name_terms(title: str, text: str, tags: tuple[str, ...]) -> dict[str, str]:
    named = {_fold(word): word for word in _WORD.findall(f"{title} {text[:READ]}".casefold())}
    named.pop("", None)
    return named | _name_tags(tags) if tags else named


@lru_cache(maxsize=_KEPT)
def _name_tags(tags: tuple[str, ...]) -> dict[str, str]:
    plain = [" ".join(tag.casefold().split()) for tag in tags]
    named = {_fold(tag): tag for tag in plain if _TAG.fullmatch(tag) and len(tag) > 2}
    named.pop("", None)
    return named


@lru_cache(maxsize=200_000)
def _fold(word: str) -> str:
    """A word as it is compared: without the ending of a plural; empty for one that says nothing."""
    if word in _EMPTY or _ENDING.sub("", word) in _EMPTY:
        return ""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def find_terms(clips: Sequence[Clip], said: str, least: int, background: Background) -> list[Term]:
    """The terms that at least `least` of the clips name, not most of them, and more often than usual, most first.

    What the viewer said already is no term, in whatever form.
    """
    known = content_words(said)
    named = [name_terms(clip) for clip in clips]
    counts = Counter(chain.from_iterable(named))
    tagged = set(chain.from_iterable(_name_tags(clip.tags) for clip in clips))
    chosen = [
        (count, term)
        for term, count in counts.items()
        if least <= count <= MOSTLY * len(clips)
        and background.lifts(term, count, len(clips), term in tagged)
        and not any(are_alike(word, one) for word in term.split() for one in known)
    ]
    kept = [term for _, term in sorted(chosen, key=lambda one: (-one[0], one[1]))[:LOOKED_AT]]
    return _gather(kept, named)


def are_alike(one: str, other: str) -> bool:
    """Whether two words are forms of one: they start the same, or differ in their ending alone.

    >>> are_alike("cook", "cooking"), are_alike("cat", "cats"), are_alike("cat", "cattle")
    (True, True, False)
    """
    start = min(len(one), len(other), 5)
    return one[:start] == other[:start] if start >= 4 else _ENDING.sub("", one) == _ENDING.sub("", other)


def _gather(terms: Sequence[str], named: Sequence[dict[str, str]]) -> list[Term]:
    members: dict[str, list[int]] = {term: [] for term in terms}
    for place, carried in enumerate(named):
        for term in members.keys() & carried.keys():
            members[term].append(place)
    return [Term(_write(term, [named[place] for place in places]), tuple(places)) for term, places in members.items()]


def _write(term: str, named: Sequence[dict[str, str]]) -> str:
    """A term as most clips write it."""
    return Counter(carried[term] for carried in named).most_common(1)[0][0]
