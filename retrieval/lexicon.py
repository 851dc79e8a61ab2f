"""Which words name a thing or a kind of it: an extract of WordNet and a hand-made list for talk about videos."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from threading import Lock

from reeltalk.retrieval.hyponyms import Hyponyms
from reeltalk.retrieval.lemmas import PASTS, Word, inflected, lemma_of, mark_of
from reeltalk.retrieval.senses import Cues

_PACKAGE = "reeltalk.retrieval"
_PHYSICAL = 1
"""The line of lexicon.tsv under which all things stand ("physical entity")."""


class Synsets:
    """The lines of lexicon.tsv, taken apart where they are looked at: a process that excludes one thing needs few."""

    def __init__(self, lines: list[str]) -> None:
        self.of_word: dict[str, list[int]] = {}
        """Word or phrase -> the lines that name it."""
        self.empty = {phrase: tuple(map(int, places.split(","))) for phrase, places in _phrases(lines)}
        """Phrase -> the numbers of its words that name nothing there."""
        self.homographs = frozenset(line[1:] for line in lines if line.startswith("^"))
        """Nouns that are other words than the verbs spelt alike."""
        self.acts = dict(line[1:].split("\t") for line in lines if line.startswith("&"))
        """What is done -> the verb that says so."""
        self._lines = lines = lines[: len(lines) - len(self.empty) - len(self.homographs) - len(self.acts)]
        for number, line in enumerate(lines):
            words = line.partition("\t")[2].lstrip("\t")
            for word in words.replace("\t", ",").split(",") if words else ():
                self.of_word.setdefault(word, []).append(number)

    def parents(self, number: int) -> list[int]:
        """The more general lines."""
        return [int(up) for up in self._lines[number].partition("\t")[0].split(",") if up]

    def children(self, number: int) -> Sequence[int]:
        """The more special lines."""
        return self._children.get(str(number), ())

    def forms(self, number: int) -> list[str]:
        """The words mostly used in this sense."""
        forms = self._lines[number].split("\t")[1:2]
        return forms[0].split(",") if forms and forms[0] else []

    def reach(self, numbers: list[int], links: Callable[[int], Sequence[int]]) -> set[int]:
        """All lines that these lead to, themselves among them."""
        seen: set[int] = set()
        rest = list(numbers)
        while rest:
            here = rest.pop()
            if here not in seen:
                seen.add(here)
                rest += links(here)
        return seen

    @cached_property
    def _children(self) -> dict[str, list[int]]:
        children: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            parents = line.partition("\t")[0]
            for up in parents.split(",") if parents else ():
                children.setdefault(up, []).append(number)
        return children


def _phrases(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line.startswith("~"):
            phrase, _, places = line[1:].partition("\t")
            yield phrase, places


@dataclass
class Rules:
    """The lines of kinds.txt."""

    forms: dict[str, set[str]] = field(default_factory=dict)
    with_kinds: dict[str, set[str]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)
    idioms: dict[str, tuple[int, ...]] = field(default_factory=dict)
    spans: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = field(default_factory=dict)
    cues: dict[str, Cues] = field(default_factory=dict)
    alike: set[str] = field(default_factory=set)
    plurals: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    verbs: set[str] = field(default_factory=set)
    aliases: dict[str, set[str]] = field(default_factory=dict)

    def add(self, line: str) -> None:
        if line.startswith(("!", "+", "&", "-", "@")):
            self._add_listed(line[0], line[1:].split(","))
            return
        if line.startswith(("~", "^")):
            for phrase in line[1:].split(","):
                self._add_phrase(phrase, line[0] == "^")
            return
        terms, _, forms = line.lstrip("=?").partition(":")
        if line.startswith("?"):
            for word in map(mark_of, terms.split(",")):
                self.cues.setdefault(word, Cues()).add(forms)
            return
        if line.startswith("="):
            self.closed.update(mark_of(term) for term in terms.split(","))
        listed = [form.strip() for form in forms.split(",")]
        names = list(map(mark_of, terms.split(",")))
        for term in names:
            self.aliases.setdefault(term, set()).update(names)
            self.forms.setdefault(term, set()).update(
                form if form in self.plurals else mark_of(form) for form in listed
            )
            self.with_kinds.setdefault(term, set()).update(mark_of(form) for form in listed if form.endswith("*"))

    def _add_phrase(self, text: str, whole: bool) -> None:
        start, _, end = (tuple(mark_of(part).split()) for part in text.partition("..."))
        if "..." in text:
            self.spans.setdefault(start[0], []).append((start, end))
        else:
            last = len(start) - 1
            self.idioms[" ".join(start)] = tuple(range(last + 1)) if whole else (last,)

    def _add_listed(self, sign: str, parts: list[str]) -> None:
        if sign != "+":
            listed = {"!": self.barred, "-": self.said, "@": self.verbs}.get(sign, self.alike)
            listed.update(mark_of(part) for part in parts)
        else:
            self.plurals.update(part.strip() for part in parts)


_DONE = frozenset({"rain", "snow", "hail", "storm", "thunder", "drizzle", "sleet", "smoke", "bleed", "kiss", "die"})
"""Words that name the same as nouns and as verbs: "it is raining"."""


_EMBLEMS = frozenset(
    {"snow", "storm", "thunder", "rain", "river", "stone", "rock", "star", "sun", "moon", "golf", "war"}
)
"""Further things that people and teams are called after."""
_FIRMS = frozenset({"orange", "puma", "fox", "buffalo", "blackberry", "dove"})
"""Things that firms and towns are called after, which nobody means who asks for one of them."""


class Lexicon:
    """Synonyms and kinds of words, and the phrases to watch for; made by `open_lexicon`."""

    def __init__(
        self,
        synsets: Synsets,
        rules: Rules,
        hyponyms: Hyponyms | None = None,
        given_names: frozenset[str] = frozenset(),
    ) -> None:
        self._synsets = synsets
        self._rules = rules
        self._hyponyms = hyponyms or Hyponyms()
        self.given_names = given_names
        self._homographs = synsets.homographs | rules.verbs
        self._things: dict[str, bool] = {}
        self._deeds = _DONE
        self.idioms = {phrase: at for phrase, at in (synsets.empty | rules.idioms).items() if phrase not in rules.said}
        """Phrases that do not hold what their words name, such as "hot dog", and the numbers of these words."""
        self.cues = rules.cues
        """Words of several meanings, and what speaks for which."""
        self.spans = rules.spans
        """First word -> turns of speech with a gap: "take ... by storm"."""
        self.plurals = frozenset(rules.plurals)
        """Plurals that name one thing only, where their singular mostly does not: "oranges" are no colour."""
        self.senses = self._hyponyms.senses
        """Words that are kinds of a thing only beside certain others, and these."""
        listed = (*rules.forms.values(), *self._hyponyms.of_term.values())
        self._given = frozenset({*rules.forms, *rules.idioms, *self._hyponyms.of_term}.union(*listed))

    @cached_property
    def phrases(self) -> dict[tuple[str, str], list[tuple[str, ...]]]:
        """First two words -> the known phrases that start with them, longest first."""
        phrases: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for phrase in (*self._synsets.of_word, *self.idioms, *self._given):
            if " " in phrase:
                words = tuple(phrase.split())
                phrases.setdefault((words[0], words[1]), set()).add(words)
        return {start: sorted(found, key=len, reverse=True) for start, found in phrases.items()}

    def kinds(self, mark: str) -> frozenset[str]:
        """All marks that name this thing, a synonym of it or a kind of it; the mark itself always among them."""
        rules = self._rules
        found = set() if mark in rules.closed else set(self._wordnet_kinds(mark))
        for wider in rules.with_kinds.get(mark, ()):
            found.update(self._wordnet_kinds(wider))
        found -= rules.barred
        # not of the forms, which may be no kinds: boxing is a kind of fight, none of violence
        found |= self._hyponyms.under({*found, mark} | rules.aliases.get(mark, set()))
        return frozenset(found | rules.forms.get(mark, set()) | {mark})

    def knows(self, mark: str) -> bool:
        """Whether any list names this word."""
        return mark in self._given or mark in self._synsets.of_word

    def lists(self, mark: str) -> bool:
        """Whether this is a thing that the hand-made lists have kinds of."""
        return mark in self._rules.forms or mark in self._hyponyms.of_term

    def knows_phrase(self, phrase: str) -> bool:
        """Whether `mentions` reports this phrase of lemmas by itself."""
        return phrase in self._given or phrase in self.idioms or phrase in self._synsets.of_word

    def deeds(self, act: str) -> frozenset[str]:
        """The marks of the verb that says that this is done: "wrestle" for "wrestling"."""
        verb = self._synsets.acts.get(act)
        if not verb:
            return frozenset()
        pasts = (f"{verb}ed", f"{verb}d", f"{verb}{verb[-1]}ed")
        return frozenset({verb, *(past for past in pasts if lemma_of(past) == verb)})

    def is_homograph(self, word: Word) -> bool:
        """Whether a word is spelt like a verb that has nothing to do with the thing it names."""
        return word.lemma in self._homographs or word.text in PASTS

    def is_name(self, mark: str) -> bool:
        """Whether people who ask for this may mean a name: "python" and "paris", yet not "buffalo"."""
        return mark in self._rules.alike or mark not in self._synsets.of_word

    def exemplifies(self, word: Word, kind: Word) -> bool:
        """Whether "kind like word" gives an example: "animals like dogs", yet not "moves like robots"."""
        synsets = self._synsets
        if any(kind.lemma in synsets.forms(sense) for sense in synsets.of_word.get(kind.lemma, ())):
            return kind.text != kind.lemma or word.lemma in self.kinds(kind.lemma)
        return False

    def is_called(self, mark: str) -> bool:
        """Whether people, teams and firms are called after this: animals, plants, food and weather."""
        animals, plants = self._living
        return mark in animals or mark in plants or mark in self._food or mark in _EMBLEMS

    def is_firm(self, mark: str) -> bool:
        """Whether a firm or a make is called alike, which starts a sentence without an article: "Apple shows"."""
        return mark in self._rules.alike or mark in _FIRMS

    def is_person(self, mark: str) -> bool:
        """Whether this is a person, who is that with a capital too: "a letter to Grandma"."""
        return mark in self._people

    def is_species(self, first: str, second: str) -> bool:
        """Whether an animal only names a plant here: "spider plant", "horse chestnut"."""
        animals, plants = self._living
        return second in plants and first in animals

    @cached_property
    def _food(self) -> frozenset[str]:
        return self.kinds("food")

    @cached_property
    def _people(self) -> frozenset[str]:
        made = ("family", "woman", "man", "child", "politician", "priest", "car")
        return frozenset().union(*map(self.kinds, made)) - self._living[0] - self._living[1]

    @cached_property
    def _living(self) -> tuple[frozenset[str], frozenset[str]]:
        return self.kinds("animal"), self.kinds("plant")

    def marks(self, word: Word, verb: bool = False) -> tuple[str, ...]:
        """By what a word of a text is found: its lemma, and for an "-ing" or "-ed" form that form; by the form alone
        where the lemma names a thing ("training" is no train). A verb spelt like an unlike noun is no such thing:
        "she trains" is found as "to train"."""
        if verb:
            return (f"to {word.lemma}",)
        if not inflected(word):
            return (word.lemma,)
        other = self._is_thing(word.lemma) and word.lemma not in self._deeds
        return (word.text,) if other else (word.text, word.lemma)

    def _wordnet_kinds(self, mark: str) -> Iterator[str]:
        synsets = self._synsets
        for number in synsets.reach(synsets.of_word.get(mark, []), synsets.children):
            yield from synsets.forms(number)

    def _is_thing(self, lemma: str) -> bool:
        if lemma not in self._things:
            synsets = self._synsets
            senses = synsets.of_word.get(lemma, [])
            self._things[lemma] = _PHYSICAL in synsets.reach(senses, synsets.parents)
        return self._things[lemma]


def open_lexicon() -> Lexicon:
    """The lexicon that comes with the package, read once: a second thread waits for the first to read it."""
    with _READING:
        return _read_lexicon()


_READING = Lock()


@cache
def _read_lexicon() -> Lexicon:
    synsets, rules, hyponyms = Synsets(list(_lines("lexicon.tsv"))), Rules(), Hyponyms()
    for line in filter(str.strip, _lines("kinds.txt")):
        rules.add(line)
    for line in filter(str.strip, _lines("hyponyms.txt")):
        hyponyms.add(line, rules.plurals)
    return Lexicon(synsets, rules, hyponyms, frozenset(" ".join(_lines("given_names.txt")).split()))


def _lines(name: str) -> Iterator[str]:
    text = files(_PACKAGE).joinpath("data", name).read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line
