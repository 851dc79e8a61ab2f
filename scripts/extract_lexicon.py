"""Make `retrieval/data/lexicon.tsv`, a compact extract of WordNet's nouns, from its database files.

    python scripts/extract_lexicon.py /usr/share/wordnet retrieval/data/lexicon.tsv

The files are those of Debian's wordnet-base: data.noun, data.verb, index.noun, cntlist.rev. Kept are the senses in
which a word is mostly used, so that "dog" leads to "poodle" and never to "cad": by the counts of WordNet's tagged
texts, and where these say nothing by the likeness of the word to each sense's gloss in the catalog's encoder, which
knows today's use ("casket" is a coffin, "charger" no horse). Words too rare for speech are left out. The last lines are
fixed phrases that do not hold what their words name, see `compounds.py`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from compounds import find_compounds
from wordfreq import zipf_frequency

from reeltalk.retrieval.encoder import Encoder, open_encoder
from reeltalk.retrieval.lemmas import mark_of

FILES = {3, 4, 5, 6, 8, 10, 11, 12, 13, 17, 18, 19, 20, 26, 27, 28}
"""WordNet's lexicographer files kept: tops, act, animal, artifact, body, communication, event, feeling, food, object,
person, phenomenon, plant, state, substance, time."""
ANIMAL, FOOD, PERSON, PLANT = 5, 13, 18, 20
LIKENESS, MARGIN = 0.3, 0.08
"""The least cosine of an untagged word with the gloss of its usual sense, and how near others must come to it."""
FLOWER = "11669921"
"""The synset under which flowering plants are put that WordNet puts under their botanical family only."""
_BLOOMS = re.compile(r"\b(?:showy|fragrant|ornamental)\b.*\b(?:flowers?|blossoms?|blooms?)\b")
SHORT = {"tv", "pc", "ox"}
"""Words of two letters that are kept; the rest are symbols of elements and the like."""
MIN_FREQUENCY = 1.5
"""The least Zipf frequency of a word worth keeping."""
MIN_PART_FREQUENCY = 2.8
"""The same for each word of a phrase."""
MAX_WORDS = 3
THINGS = {ANIMAL, PLANT, 6}
MAIN_SENSES = 3
"""How many senses, the most used first, count where a noun and a verb are spelt alike."""
SENSE_SHARE = 0.3
"""The least share of a word's tagged uses that makes a sense one of its usual ones."""

HEADER = """\
# Derived from WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. See LICENSE.wordnet.
# Made by scripts/extract_lexicon.py. One synset a line, numbered from 0: numbers of the more general synsets; words
# mostly used in this sense; words that lead here when asked for, though texts mostly use them otherwise. Lines with ~:
# a phrase, and the numbers of its words that name nothing there. Lines with ^: a noun unlike the verb spelt alike.
"""


@dataclass
class Synset:
    """One noun sense with its words and links."""

    offset: str
    file: int
    words: list[tuple[str, str]]
    parents: list[str]
    instance: bool
    gloss: str = ""
    acts: frozenset[str] = frozenset()
    """Offsets of the verbs that WordNet derives from it or it from."""
    forms: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)


def read_synsets(folder: Path) -> dict[str, Synset]:
    """Read data.noun."""
    synsets = {}
    for line in folder.joinpath("data.noun").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        head, _, gloss = line.partition(" | ")
        parts = head.split()
        count = int(parts[3], 16)
        words = [(parts[4 + 2 * i], parts[5 + 2 * i]) for i in range(count)]
        start = 5 + 2 * count
        links = [parts[start + 4 * i : start + 4 * i + 4] for i in range(int(parts[start - 1]))]
        parents = [link[1] for link in links if link[0] in ("@", "@i")]
        instance = any(link[0] == "@i" for link in links)
        acts = frozenset(link[1] for link in links if link[0] == "+" and link[2] == "v")
        synset = Synset(parts[0], int(parts[1]), words, parents, instance, gloss.split('; "')[0], acts)
        synsets[parts[0]] = synset
        if synset.file == PLANT and _BLOOMS.search(gloss) and "tree" not in gloss:
            parents.append(FLOWER)
    return synsets


def read_senses(file: Path) -> dict[str, list[str]]:
    """Read index.noun or index.verb: word -> offsets of its senses, the most used first."""
    senses = {}
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith(" "):
            parts = line.split()
            senses[parts[0]] = parts[-int(parts[2]) :]
    return senses


def read_counts(folder: Path) -> tuple[dict[tuple[str, int, int], int], Counter[str]]:
    """Read cntlist.rev: tagged uses of noun senses by (word, file, lex id), and of words in other parts of speech."""
    nouns: dict[tuple[str, int, int], int] = {}
    others: Counter[str] = Counter()
    for line in folder.joinpath("cntlist.rev").read_text("utf-8").splitlines():
        key, _, count = line.split()
        word, rest = key.split("%")
        kind, file, number = rest.split(":")[:3]
        if kind == "1":
            nouns[word, int(file), int(number)] = int(count)
        else:
            others[word] += int(count)
    return nouns, others


class Glosses:
    """How like a word is to the glosses of its senses, by the catalog's encoder."""

    def __init__(self, synsets: dict[str, Synset], encoder: Encoder) -> None:
        self.synsets = synsets
        self._encoder = encoder

    def nearest(self, word: str, offsets: list[str]) -> list[str]:
        """The senses whose glosses come nearest to the word; none where no sense comes near."""
        vectors = self._encoder.encode([word.replace("_", " "), *(self._text(word, offset) for offset in offsets)])
        likeness = vectors[1:] @ vectors[0]
        best = float(likeness.max())
        if best < LIKENESS:
            return []
        return [offset for offset, like in zip(offsets, likeness, strict=True) if like >= best - MARGIN]

    def _text(self, word: str, offset: str) -> str:
        synset = self.synsets[offset]
        others = ", ".join(spelt.replace("_", " ") for spelt, _ in synset.words if spelt.lower() != word)
        return f"{others}: {synset.gloss}" if others else synset.gloss


def usual_senses(word: str, offsets: list[str], glosses: Glosses, counts: dict[str, int]) -> list[str]:
    """The senses a noun is mostly used in; an animal goes before a person named after it, a plant with its food."""
    total = sum(counts.values())
    synsets = glosses.synsets
    if total >= 3:
        return [offset for offset in offsets if counts.get(offset, 0) >= max(2, SENSE_SHARE * total)]
    rivals = [o for o in offsets[:3] if synsets[o].file == ANIMAL and counts.get(o, 0) >= counts.get(offsets[0], 0) > 0]
    if rivals and synsets[offsets[0]].file == PERSON:
        return rivals
    eaten = [o for o in offsets[:2] if synsets[o].file in (PLANT, ANIMAL, FOOD)]
    if len(offsets) == 1 or "_" in word or eaten[:1] == offsets[:1]:
        return eaten or offsets[:1]
    return glosses.nearest(word, offsets)


def common(phrase: str) -> bool:
    """Whether people use all words of a phrase."""
    words = phrase.split("_")
    least = MIN_FREQUENCY if len(words) == 1 else MIN_PART_FREQUENCY
    return len(words) <= MAX_WORDS and all(zipf_frequency(word, "en") >= least for word in words)


def place_words(folder: Path, synsets: dict[str, Synset], encoder: Encoder) -> None:
    """Give each synset the words mostly or also used in its sense."""
    senses, (noun_counts, other_counts) = read_senses(folder / "index.noun"), read_counts(folder)
    glosses = Glosses(synsets, encoder)
    for word, offsets in senses.items():
        mark = mark_of(word.replace("_", " "))
        if (
            (len(word) < 3 and word not in SHORT)
            or not common(word)
            or mark != word.replace("_", " ").replace("-", " ")
        ):
            continue  # a plural such as "eats" would be found as another word
        numbers = {
            offset: int(number, 16)
            for offset in offsets
            for spelt, number in synsets[offset].words
            if spelt.lower() == word
        }
        counts = {o: noun_counts.get((word, synsets[o].file, number), 0) for o, number in numbers.items()}
        mostly_noun = sum(counts.values()) >= other_counts[word]
        for offset in usual_senses(word, offsets, glosses, counts):
            synset = synsets[offset]
            spelt = next((spelling for spelling, _ in synset.words if spelling.lower() == word), word)
            if synset.file in FILES and not synset.instance and not is_name(spelt, synset.file):
                (synset.forms if mostly_noun else synset.terms).append(mark)


def is_name(spelt: str, file: int) -> bool:
    """Whether a word is a name of a person, a place or a genus; breeds and dishes have capitals too."""
    return spelt[:1].isupper() and (file not in (5, 6, 13) or spelt.split("_")[0].endswith(("idae", "inae")))


def ancestors(offset: str, synsets: dict[str, Synset]) -> Iterator[str]:
    """The synset and all more general ones."""
    seen: set[str] = set()
    rest = [offset]
    while rest:
        here = rest.pop()
        if here not in seen:
            seen.add(here)
            yield here
            rest += synsets[here].parents


def kept(synsets: dict[str, Synset]) -> list[Synset]:
    """Synsets with words, and what links them upwards, general ones first."""
    needed: set[str] = set()
    for synset in synsets.values():
        if synset.forms or synset.terms:
            needed.update(ancestors(synset.offset, synsets))
    return [synset for synset in synsets.values() if synset.offset in needed and synset.file in FILES]


def find_homographs(folder: Path, synsets: dict[str, Synset]) -> list[str]:
    """Nouns that name a thing which has nothing to do with the verb spelt alike: "fly", yet not "rain"."""
    nouns = read_senses(folder / "index.noun")
    homographs = []
    for word, verbs in read_senses(folder / "index.verb").items():
        senses = [synsets[offset] for offset in nouns.get(word, ())[:MAIN_SENSES]]
        things = [sense for sense in senses if sense.file in THINGS]
        if word.isalpha() and any(thing.acts.isdisjoint(verbs[:MAIN_SENSES]) for thing in things):
            homographs.append(word)
    return sorted(homographs)


def join(words: list[str]) -> str:
    """Words once each, as one field."""
    return ",".join(dict.fromkeys(words))


def main(folder: Path, target: Path) -> None:
    """Write the extract."""
    synsets = read_synsets(folder)
    encoder = open_encoder()
    place_words(folder, synsets, encoder)
    listed = kept(synsets)
    number = {synset.offset: n for n, synset in enumerate(listed)}
    lines = []
    for synset in listed:
        parents = [str(number[up]) for up in synset.parents if up in number]
        lines.append("\t".join((",".join(parents), join(synset.forms), join(synset.terms))).rstrip("\t"))
    compounds = find_compounds(folder, lines, encoder)
    phrases = [f"~{phrase}\t{','.join(map(str, places))}" for phrase, places in compounds.items()]
    phrases += [f"^{word}" for word in find_homographs(folder, synsets)]
    target.write_text(HEADER + "\n".join([*lines, *phrases]) + "\n", "utf-8")
    print(f"{len(lines)} synsets, {len(phrases)} phrases, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
