"""The words by which a text takes things back, see `negations`."""

from __future__ import annotations

_WORDS = {
    "before": "no without zero non minus sans lacks lacking lacked excluding excludes omits omitted avoids avoided "
    "bans skip skips skipped skipping forgo forgoes forgoing eschews eschewing eschewed shuns shunned shunning ditches "
    "ditched ditching cancels cancelled canceled cancelling postponed unlike forbids prohibits outlaws",
    "nots": "not never cannot isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't "
    "couldn't won't wouldn't shouldn't nobody noone",
    "determiner": "a an any the single one some even actual real to be of many much have has show shows such thing as "
    "sign trace hint glimpse sort kind type form mention usual her his their its my your our this that "
    "these those",
    "definite": "the her his their its my your our this that these those",
    "end": "but except yet although though however just only because so while when then until is are was were "
    "can will could would has had did does where who which if without and_the",
    "place": "in on at with for from to by during after before under over through near into against along beside "
    "behind between around across inside outside onto toward towards",
    "idle": "doubt wonder matter longer one way idea less time problem reason need only just ordinary mere "
    "surprise secret stranger exception other",
    "shown": "allowed seen shown visible present included found here appear appears appeared sight featured "
    "involved used absent admitted permitted welcome needed required served come came arrived exist "
    "exists existed anywhere",
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
    "order stock wield fire taste sip swallow pack offer provide produce receive go do be",
    "purges": "removes removed removing deletes deleted erases erased mutes muted bleeps censors strips",
    "living": "live lives lived exist exists existed roam roams grow grows here there",
    "adverbs": "ever even so much as actually really once",
    "hollow": "haters hater substitute substitutes alternative alternatives",
    "hard": "nothing nobody impossible hard incomplete unthinkable",
    "subjects": "i he she they we you who",
    "renewed": "new newer another one ones fresh",
    "put": "keep keeps kept keeping leave leaves leaving put puts putting leaving",
    "ceasing": "stop stopped stopping quit quitting cease ceased end miss",
    "coming": "arrive appear come show materialize materialise exist happen",
    "hurt": "harmed hurt injured mistreated",
    "unfreed": "is are was were be for set sets let lets run runs roam roams feel feels break breaks as all get buy",
}
(
    BEFORE,
    NOTS,
    DETERMINERS,
    DEFINITE,
    ENDS,
    PLACES,
    IDLE,
    SHOWN,
    GONE,
    LEFT,
    IDLE_VERBS,
    AUXILIARIES,
    BE,
    FOUND,
    TAKES,
    PURGES,
    LIVING,
    ADVERBS,
    HOLLOW,
    HARD,
    SUBJECTS,
    RENEWED,
    PUTS,
    CEASING,
    COMING,
    HURT,
    UNFREED,
) = (frozenset(words.split()) for words in _WORDS.values())
NOUN_STARTS = DETERMINERS - AUXILIARIES - TAKES
NOUN_PAIRS = {
    *("free of", "free from", "devoid of", "lack of", "absence of", "instead of", "rather than", "none of"),
    *("leaves out", "leave out", "leaving out", "left out", "does without", "do without"),
    *("closed to", "limits to", "empty of", "rid of", "lieu of", "opposed to", "clear of", "goodbye to", "hardly any"),
    *("stay away", "stays away", "stayed away", "keep away", "keeps away", "swore off", "swears off", "sworn off"),
    *("barely any", "scarcely any", "decides against", "decided against", "decide against", "run out", "runs out"),
    *("ran out", "call off", "calls off", "called off", "everything but", "anything but", "everything except"),
    *("all but", "all except", "everyone but", "everyone except", "short of", "let alone", "least of"),
}
INSTEAD = {"instead of", "rather than"}
VERB_PAIRS = {
    *("fails to", "failed to", "fail to", "refuses to", "refused to", "refuse to", "unable to", "no one", "no longer"),
    *("gave up", "given up", "give up", "gives up", "declines to", "declined to", "forgets to", "forgot to", "yet to"),
    *("neglects to", "neglected to", "unwilling to", "reluctant to", "refusing to", "failing to", "declining to"),
}
OUT_PAIRS = {
    *("kept out", "kept away", "kept outside", "shut out", "turned away", "locked out", "off limits", "left out"),
    *("ruled out", "sold out", "phased out", "called off"),
}
SWAPS = {
    **dict.fromkeys(("replace", "replaces", "replaced", "replacing"), ("with", "by")),
    **dict.fromkeys(("swap", "swaps", "swapped", "swapping", "trade", "trades", "traded", "trading"), ("for",)),
}
"""Verbs that take something away, and what then comes for it."""
TRIGGERS = BEFORE | NOTS | GONE | LEFT | {"nor", "neither", "none", "quit", "free"}
TRIGGERS |= {"stopped", "quits", "used", "too", "than"} | SWAPS.keys() | HOLLOW | PUTS | PURGES
TRIGGERS |= {pair.split()[0] for pair in NOUN_PAIRS | VERB_PAIRS | OUT_PAIRS}
