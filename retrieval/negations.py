"""Which words of a clause are taken back: "no dogs", "never had a dog" and "dogs are not allowed", yet not the dog in
"never leaves her dog" or in "does not notice the dog"."""

from __future__ import annotations

from collections.abc import Sequence

from reeltalk.retrieval.lemmas import Word

_WORDS = {
    "before": "no without zero non minus sans lacks lacking lacked excluding excludes omits omitted avoids avoided "
    "bans skip skips skipped skipping forgo forgoes forgoing eschews eschewing eschewed shuns shunned shunning ditches "
    "ditched ditching cancels cancelled canceled cancelling postponed unlike",
    "nots": "not never cannot isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't "
    "couldn't won't wouldn't shouldn't nobody noone",
    "determiner": "a an any the single one some even actual real to be of many much have has show shows such thing as "
    "sign trace hint glimpse sort kind type form mention usual her his their its my your our this that "
    "these those",
    "definite": "the her his their its my your our this that these those",
    "end": "but except yet although though however just only because so while when then until is are was were "
    "can will could would has had did does where who which if and_the",
    "place": "in on at with for from to by during after before under over through near into against along beside "
    "behind between around across inside outside onto toward towards",
    "idle": "doubt wonder matter longer one way idea less more time problem reason need only just ordinary mere "
    "surprise secret stranger exception other",
    "shown": "allowed seen shown visible present included found here appear appears appeared sight featured "
    "involved used absent admitted permitted welcome needed required served come came arrived exist "
    "anywhere",
    "gone": "cancelled canceled banned forbidden prohibited missing gone absent extinct omitted excluded removed "
    "nowhere",
    "left": "left gone vanished disappeared",
    "idle_verb": "all now long completely strictly all ago entirely both already since",
    "auxiliary": "be been being have has had even really actually ever yet quite still also always once do does did "
    "can could will would may might must should possibly",
    "be": "is are was were be been being",
    "found": "found saw seen see were was is are had has have met find",
    "take": "have see use own contain include need wear eat drink show feature meet find take get want keep play "
    "make build light bring add hold carry sell serve buy spot involve require depict mention smoke hear "
    "ride drive own raise cook put start accept allow permit touch watch catch visit practice practise attend employ "
    "order stock wield fire taste sip swallow pack offer provide produce receive go do",
    "living": "live lives lived exist exists existed roam roams grow grows here there",
    "adverbs": "ever even so much as actually really once",
    "hollow": "haters hater substitute substitutes alternative alternatives",
    "hard": "nothing nobody impossible hard incomplete unthinkable",
    "subjects": "i he she they we you who",
    "renewed": "new newer another one ones fresh",
    "unfreed": "is are was were be for set sets let lets run runs roam roams feel feels break breaks as all get buy",
}
(
    _BEFORE,
    _NOTS,
    _DETERMINERS,
    _DEFINITE,
    _ENDS,
    _PLACES,
    _IDLE,
    _SHOWN,
    _GONE,
    _LEFT,
    _IDLE_VERBS,
    _AUXILIARIES,
    _BE,
    _FOUND,
    _TAKES,
    _LIVING,
    _ADVERBS,
    _HOLLOW,
    _HARD,
    _SUBJECTS,
    _RENEWED,
    _UNFREED,
) = (frozenset(words.split()) for words in _WORDS.values())
_NOUN_STARTS = _DETERMINERS - _AUXILIARIES - _TAKES
_NOUN_PAIRS = {
    *("free of", "free from", "devoid of", "lack of", "absence of", "instead of", "rather than", "none of"),
    *("leaves out", "leave out", "leaving out", "left out", "does without", "do without"),
    *("closed to", "limits to", "empty of", "rid of", "lieu of", "opposed to", "clear of", "goodbye to", "hardly any"),
    *("stay away", "stays away", "stayed away", "keep away", "keeps away", "swore off", "swears off", "sworn off"),
    *("barely any", "scarcely any", "decides against", "decided against", "decide against", "run out", "runs out"),
    *("ran out", "call off", "calls off", "called off", "everything but", "anything but", "everything except"),
    *("all but", "all except", "everyone but", "everyone except", "short of"),
}
_INSTEAD = {"instead of", "rather than"}
_VERB_PAIRS = {
    *("fails to", "failed to", "fail to", "refuses to", "refused to", "refuse to", "unable to", "no one", "no longer"),
    *("gave up", "given up", "give up", "gives up", "declines to", "declined to", "forgets to", "forgot to", "yet to"),
    *("neglects to", "neglected to", "unwilling to", "reluctant to", "refusing to", "failing to", "declining to"),
}
_OUT_PAIRS = {
    *("kept out", "kept away", "kept outside", "shut out", "turned away", "locked out", "off limits", "left out"),
    *("ruled out", "sold out", "phased out"),
}
_SWAPS = {
    **dict.fromkeys(("replace", "replaces", "replaced", "replacing"), ("with", "by")),
    **dict.fromkeys(("swap", "swaps", "swapped", "swapping", "trade", "trades", "traded", "trading"), ("for",)),
}
"""Verbs that take something away, and what then comes for it."""
_TRIGGERS = _BEFORE | _NOTS | _GONE | _LEFT | {"nor", "neither", "none", "quit", "free"}
_TRIGGERS |= {"stopped", "quits", "used", "too", "than"} | _SWAPS.keys() | _HOLLOW
_TRIGGERS |= {pair.split()[0] for pair in _NOUN_PAIRS | _VERB_PAIRS | _OUT_PAIRS}
REACH = 3
"""Content words that a negation reaches over."""


def negations(words: Sequence[Word]) -> list[bool]:
    """For each word of a comma-free stretch of text whether it is taken back."""
    texts = [word.text.replace("’", "'") for word in words]
    negated = [False] * len(words)
    if _TRIGGERS.isdisjoint(texts):
        return negated
    clause = _Clause(texts, [word.lemma for word in words], negated)
    for at in range(len(texts)):
        clause.hear(at)
    return negated


class _Clause:
    def __init__(self, texts: list[str], lemmas: list[str], negated: list[bool]) -> None:
        self.texts = [*texts, "", "", "", ""]
        self.lemmas = [*lemmas, "", "", "", ""]
        self.negated = negated

    def hear(self, at: int) -> None:
        """Take back what the word at a place takes back."""
        text, after = self.texts[at], self.texts[at + 1]
        pair = f"{text} {after}"
        if text in ("nobody", "none") or pair == "no one":
            self._take_predicate(at)
        if pair in _VERB_PAIRS or (pair == "used to" and self.texts[at - 1] in _SUBJECTS):
            self._take_pair(at, pair)
        elif self._is_out(at, pair):
            self._spread_back(at)
        elif text in _BEFORE or pair in _NOUN_PAIRS:
            self._take_noun(at, after, 2 if pair in _NOUN_PAIRS else 1)
        else:
            self._hear_word(at, text, after)

    def _hear_word(self, at: int, text: str, after: str) -> None:
        if text in _SWAPS:
            self._take_swapped(at, _SWAPS[text])
        elif text in ("nor", "neither"):
            if after not in _AUXILIARIES:  # "nor did the cat" speaks of something else
                self._spread(at + 1)
        elif text in _NOTS or text == "quit":
            self._take_after_not(at, after)
        else:
            self._take_compared(at, text)
            self._take_back(at, text)

    def _take_pair(self, at: int, pair: str) -> None:
        """Take back the verb after "fails to", and what "no longer lives here"."""
        self._take_verb(at + 2)
        if pair == "no longer" and self.texts[at + 2] in _LIVING:
            self._spread_back(at)

    def _is_out(self, at: int, pair: str) -> bool:
        """Whether "are kept out" or "was cancelled" stands here."""
        passive = pair in _OUT_PAIRS or self.texts[at] in _SWAPS or self.texts[at] in _BEFORE & _GONE
        return passive and at > 1 and self.texts[at - 1] in _BE

    def _take_swapped(self, at: int, joints: Sequence[str]) -> None:
        """Take back what is replaced by something else: "swaps meat for tofu", yet not "the tyre with a new one"."""
        for end in range(at + 2, min(at + 6, len(self.negated) - 1)):
            if self.texts[end] in joints:
                if _RENEWED.isdisjoint(self.texts[end + 1 : end + 4]):
                    self.negated[at + 1 : end] = [True] * (end - at - 1)
                return

    def _take_compared(self, at: int, text: str) -> None:
        """Take back what "would rather read than go swimming", "too tired to swim" and "stopped smoking" leave out."""
        if text == "than" and "rather" in self.texts[max(0, at - 8) : at]:
            self._spread(at + 1)
        elif text == "too" and self.texts[at + 2] == "to":
            self._take_verb(at + 3)
        elif text in ("stopped", "quits") and self.texts[at + 1].endswith("ing") and _NOTS.isdisjoint(self.texts[:at]):
            self._take_verb(at + 1)
        elif text in _HOLLOW and at:
            self.negated[at - 1] = True

    def _take_back(self, at: int, text: str) -> None:
        """Take back what stands before "are gone", "found none" and "alcohol free"."""
        if self._is_gone(at):
            self._spread_back(at)
        elif text == "none" and at and self.texts[at - 1] in _FOUND:
            self.negated[:at] = [True] * at
        elif text == "free" and at and at + 1 == len(self.negated) and _UNFREED.isdisjoint(self.texts[:at]):
            self.negated[at - 1] = True

    def _take_predicate(self, at: int) -> None:
        """Take back what nobody does: "none of the guards carries a gun"."""
        for verb in range(at + 1, min(at + 7, len(self.negated))):
            if (
                self.lemmas[verb] in _TAKES
                and self.lemmas[verb] != self.texts[verb]
                and self.texts[verb] not in ("has", "had")
            ):
                self._take_verb(verb)
                return

    def _take_noun(self, at: int, after: str, step: int) -> None:
        """After "without" a form in -ing takes objects back as its verb does: "without waking the baby"."""
        if self.texts[at] == "no" and after in _IDLE:
            return
        if self.texts[at] == "without" and not (_NOTS | _HARD).isdisjoint(self.texts[:at]):
            return  # "never without the dog"
        start = at + step
        while self.texts[start] in _ADVERBS:
            start += 1
        if self.texts[start].endswith("ing") and self.lemmas[start] != self.texts[start]:
            self._take_verb(start)
            if step == 2 and f"{self.texts[at]} {after}" in _INSTEAD:
                self._spread(start + 1)
        else:
            self._spread(start)

    def _take_after_not(self, at: int, after: str) -> None:
        if after in _IDLE and self.texts[at] == "not":
            return
        if _SHOWN.intersection(self.texts[at + 1 : at + 4]):
            self._spread_back(at)
        rest = self.texts[at + 1 :]
        if rest[0] in _NOUN_STARTS or rest[1] in _ENDS or not rest[1]:  # "not a dog", "not dogs"
            self._spread(at + 1)
        else:
            self._take_verb(at + 1)

    def _take_verb(self, at: int) -> None:
        """Take back a verb, and its object where that then is not there: "never had a dog", yet not "her dog"."""
        while (
            self.texts[at] in _AUXILIARIES and self.texts[at + 1] and self.lemmas[at + 1] and not self._objects(at + 1)
        ):
            at += 1
        if at >= len(self.negated):
            return
        self.negated[at] = True
        if self.lemmas[at] in _TAKES and self.texts[at + 1] not in _DEFINITE | {"such"}:
            self._spread(at + 1)

    def _objects(self, at: int) -> bool:
        return self.texts[at] in ("a", "an", "any", "the", "no")

    def _spread(self, start: int) -> None:
        """Negate what follows, up to the end of the phrase."""
        left, content = REACH, False
        for at in range(start, len(self.negated)):
            text, before = self.texts[at], self.texts[at - 1]
            if text in _ENDS or left == 0 or (content and self._starts_anew(text, before)):
                return
            self.negated[at] = True
            if text in ("or", "nor", "and"):
                left = max(left, 2)
            elif text not in _DETERMINERS:
                left -= 1
                content = True

    @staticmethod
    def _starts_anew(text: str, before: str) -> bool:
        """Whether another part of the clause starts after a thing was named: "no boots in the snow"."""
        joined = before in ("or", "nor", "and")
        return text in _PLACES or (text in _DEFINITE and before != "of") or (text in ("a", "an") and not joined)

    def _is_gone(self, at: int) -> bool:
        """Whether "are gone", "was cancelled" or "have all left" ends here."""
        back = at - 1
        while back > 0 and self.texts[back] in _IDLE_VERBS:
            back -= 1
        if back <= 0:
            return False
        text, before = self.texts[at], self.texts[back]
        ends = self.texts[at + 1] in _ENDS | _PLACES | _IDLE_VERBS or not self.texts[at + 1]
        return (text in _GONE and before in _BE | {"has", "have", "had"}) or (
            text in _LEFT and before in ("has", "have", "had") and ends
        )

    def _spread_back(self, end: int) -> None:
        """Negate the two words before "are not allowed"."""
        while end and self.texts[end - 1] in _BE | _AUXILIARIES | _IDLE_VERBS:
            end -= 1
        for at in range(max(0, end - 2), end):
            self.negated[at] = True
