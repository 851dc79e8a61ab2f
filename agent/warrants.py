"""What a model may write about a viewer: only what the viewer said, never what a clip's text suggests.

A search that goes wrong is one bad reply; a taste or verdict that nobody gave stays. So the calls that write are held
against the viewer's own words. The rules are rough on purpose: they need not tell whether a viewer speaks of a lasting
taste, only whether they can have meant it at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from reeltalk.errors import ToolInputError
from reeltalk.retrieval.lemmas import words_of
from reeltalk.tools.tastes import excluder, trim_taste


@dataclass(frozen=True)
class Said:
    """What a writing call may stand on."""

    now: str
    """The viewer's words this turn."""
    before: str = ""
    """Their words in the turn before, which a yes may refer to."""
    shown: Collection[str] = ()
    """Ids of the clips that they were shown before this turn."""

    @property
    def words(self) -> str:
        """All of their words."""
        return f"{self.before}\n{self.now}"


def refuse_unsaid(tool: str, args: dict[str, Any], said: Said, title: str = "") -> None:
    """Raise `ToolInputError` for a call that would write what the viewer did not say.

    `args` hold ids for handles; `title` is that of the clip to be rated.
    """
    check = _CHECKS.get(tool)
    if check is not None:
        check(args, said, title)


def _check_taste(args: dict[str, Any], said: Said, title: str) -> None:
    text = str(args.get("text", ""))
    if not _is_named(text, said.words):
        raise ToolInputError(
            f"remember keeps what the viewer says of their own taste; the request names no {_show(text)}: "
            "use the viewer's words, or answer without remember"
        )
    if _is_latin(said.words) and not _speaks_of_taste(args, said.words):
        raise ToolInputError(
            f"the viewer asked for something and said nothing of a lasting {args.get('polarity', 'taste')}: "
            "answer without remember"
        )


def _speaks_of_taste(args: dict[str, Any], words: str) -> bool:
    if args.get("polarity") == "dislike":
        return bool(_DISLIKING.search(words))
    return bool(_LIKING.search(words))


def _check_forgetting(args: dict[str, Any], said: Said, title: str) -> None:
    text = str(args.get("text", ""))
    if not (_is_named(text, said.now) or _TAKING_BACK.search(said.now)):
        raise ToolInputError(f"the viewer took back nothing about {_show(text)}: answer without forget")


def _check_verdict(args: dict[str, Any], said: Said, title: str) -> None:
    """A clip that was shown and pointed at may be judged in any words but a request; any other in so many words."""
    pointed = args.get("clip") in said.shown and (_POINTING.search(said.now) or not _is_latin(said.now))
    if not pointed and not _is_titled(title, said.now):
        raise ToolInputError("rate_clip is for a clip that the viewer was shown and speaks of: answer without it")
    sign = _VERDICTS.get(str(args.get("verdict")))
    judges = sign is None or sign.search(said.now) or not _is_latin(said.now)
    if not judges and (not pointed or _ASKING.search(said.now)):
        raise ToolInputError(f"the viewer did not say {args['verdict']!r} of any clip: answer without rate_clip")


def _check_question(args: dict[str, Any], said: Said, title: str) -> None:
    asked = " ".join([str(args.get("question", "")), *map(str, args.get("options") or ())])
    if _SECRET.search(asked):
        raise ToolInputError("ask_viewer is about clips: never ask for passwords, codes, addresses or payment")


_CHECKS = {
    "remember": _check_taste,
    "forget": _check_forgetting,
    "rate_clip": _check_verdict,
    "ask_viewer": _check_question,
}


def _is_named(text: str, words: str) -> bool:
    """Whether the words hold a word of the text, a kind of it, or one that is spelt nearly so."""
    from rapidfuzz import fuzz

    if not text.isascii() and text.casefold() in words.casefold():  # scripts that put no spaces between words
        return True
    said = {form for word in words_of(words) for form in (word.lemma, word.text)}
    wanted = {word.lemma for word in words_of(trim_taste(text)) if len(word.lemma) > 2 or not word.lemma.isascii()}
    if not wanted or not wanted.isdisjoint(said) or not excluder(trim_taste(text)).forms.isdisjoint(said):
        return bool(wanted)
    return any(fuzz.ratio(one, other) >= _NEARLY for one in wanted for other in said if len(other) > 2)


def _is_titled(title: str, words: str) -> bool:
    """Whether the words name most of a title: a word of it alone is as often a subject."""
    if title and not title.isascii() and title.casefold() in words.casefold():
        return True
    said = {form for word in words_of(words) for form in (word.lemma, word.text)}
    wanted = {word.lemma for word in words_of(title) if len(word.lemma) > 2}
    return bool(wanted) and len(wanted & said) * 2 > len(wanted)


_NEARLY = 75
"""Of 100: how alike two words must be where one of them may be a slip of the pen."""


def _is_latin(text: str) -> bool:
    """Whether the text is in a script that the signs below are written in."""
    letters = [sign for sign in text if sign.isalpha()]
    return sum(ord(sign) < 0x250 for sign in letters) * 2 >= len(letters)


def _show(text: str) -> str:
    shown = repr(text)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


_LASTING = (
    r"always|never|usually|generally|normally|typically|mostly|often|every ?(?:time|day|night|week)|from now on",
    r"in general|by default|as a rule|remember|keep in mind|note (?:that|down)|for (?:the )?future|going forward",
    r"immer|nie|niemals|meistens|ab jetzt|siempre|nunca|a partir de ahora|toujours|jamais|d[eé]sormais|sempre|nooit",
    r"(?:house|family|my|our) rule|permanent\w*",
    r"altijd|can(?:no|')?t get enough|any ?more|at all|ever again|allerg\w+|vegan|vegetarian|phobi\w*",
)
_WE = (
    r"(?:i|im|ive|we|he|she|they|you|kids?|children|son|daughter|wife|husband|partner|mum|mom|dad|gran\w*|everyone|"
    r"family)"
)
_LIKING = _any(
    *_LASTING,
    _WE + r"(?:'\w+)?(?: (?!would|want)\w+){0,3} (?:lik(?:e[sd]?|ing)|dig|fancy|into)",
    r"(?:do|does|did) (?:like|love)|lov(?:e[sd]?|ing)|enjoy\w*|prefer\w*|adore\w*|favou?rites?|faves?|fans? of",
    r"addict\w*|obsess\w*|crazy about|mad about|keen on|big on|partial to|soft spot|a sucker for|interested in",
    r"(?:my|our) (?:\w+ )?(?:thing|taste|jam|cup of tea|hobby|passion|bag)|grew up|big fan|huge fan",
    r"i(?: a|')m (?:an?|all|really|very|so)|mag|liebe|mögen?|gerne?|lieblings\w*|bevorzuge|steh\w* auf",
    r"me gustan?|me encantan?|adoro",
    r"amo|prefiero|favorit[oa]s?|j'(?:aime|adore)|pr[eé]f[eè]re|mi piac\w+|gosto|ik hou",
)
_DISLIKING = _any(
    *_LASTING,
    r"hat(?:e[sd]?|ing)|dislik\w+|detest\w*|loath\w+|stop|quit|avoid\w*|rather not|(?:can|could)(?:no|n['’]?|['’])?t",
    r"(?:do|does|did|wo|would)(?: not|n['’]?t)(?: \w+){0,2} (?:like|want|care|need|enjoy|watch|show|do|give|bring)",
    r"(?:not|n['’]?t|never)(?: \w+){0,2} (?:fan|into|keen|thing|for me|for us|interested|one for|bag|cup|fond|big)",
    r"ever|no \w+ for (?:me|us)|no more|less of|bor(?:ed|ing|es)|sick of|tired of|fed up|over it|done with|afraid",
    r"scar(?:ed?|y)|terrif\w+|fear\w*|upset\w*|trigger\w*|gross\w*|disgust\w*|annoy\w*|nope|ugh|yuck|ban|block",
    r"creep\w*",
    r"freak\w*|cringe\w*|keep (?:\w+ )?(?:out|away)|turn(?:s|ed)? off|put(?:s)? off|ick|squeamish|faint",
    r"nightmares?|panic\w*",
    r"hasse|mag (?:\w+ )?(?:nicht|kein\w*)|kein\w* (?:\w+ )?mehr|odio|no me gustan?|no quiero|no soporto|d[eé]teste",
    r"n'aime|odeio|n[aã]o gosto|non mi piac\w+|niet van",
)
_TAKING_BACK = _any(
    r"forget|forgot|unlearn|delete|remove|clear|erase|reset|undo|scrap|drop|take (?:\w+ )?back|no longer|any ?more",
    r"changed? my mind|not true|was wrong|vergiss\w*|lösch\w*|olvida\w*|borra\w*|oublie\w*|supprime\w*",
    r"dimentica\w*|esquec\w*",
)
_POINTING = _any(
    r"it|its|it's|that|that's|this|these|those|them|one|ones|both|all|each|every|either|number|no|clip|video",
    r"#?\d+\w*",
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|latest|top|bottom|middle|final|previous",
    r"former|latter|two|three|four|five|six|seven|eight|nine|ten|here|he|she|they|das|die|der|den|erste\w*|zweite\w*",
    r"dritte\w*|letzte\w*|es|primer\w*|segund\w*|tercer\w*|últim\w*|ese|esa|eso|este|esta|lo|premi\w+|deuxième|ça",
)
_ASKING = re.compile(
    r"\b(?:show|find|give|get|more like|like (?:the|that|this|it|number)|another|something|any|anything|looking for|"
    r"want|need|why|how|what|which|who|when|where|play|search|got|have you|do you)\b|\?",
    re.IGNORECASE,
)
"""Signs of a request: beside one a verdict must be said in so many words, without one it may be said in any."""
_VERDICTS = {
    "like": _any(
        _WE + r"(?: \w+){0,2} like|like[sd]|liking|ador\w*|lov(?:e[sd]?|ing|ely)|great|good|nice|fun|funny",
        r"cool|awesome|amaz\w+|excellent|perfect\w*",
        r"thumbs? up|enjoy\w*|favou?rite|best|brilliant|beautiful\w*|wonderful\w*|fantastic|superb|cute|yes|wow",
        r"hilarious|laugh\w*|smil\w+|spot on|exactly|gold|fire|sick|dope|banger|class|ace|top|thanks?|keep\w*",
        r"5 stars?|five stars?|10/10|toll|super|gut|gefällt|mag|liebe|gusta|encanta|genial|bien|bueno|j'aime|bello",
        r"fab\w*|delight\w*|charming|lush|mint|belter|corker|cracking|corking|stunning|gorgeous|mega|mint|win\w*",
    ),
    "dislike": _any(
        r"no|not|none|nope|nah|n't|\w+n['’]?t|cannot|hat(?:e[sd]?|ing)|dislik\w+|bor(?:ed|ing)|bad|awful|terrible",
        r"horr\w+|worst|meh|dull|crap\w*|rubbish|lame|thumbs? down|annoy\w*|ugly|stupid|skip|stop|less|wrong",
        r"ugh|yuck",
        r"gross|poor|naff|pants|waste|cring\w+|trash|garbage|silly|tedious|weak|useless|nicht|schlecht",
        r"langweilig|doof",
        r"malo|aburrid[oa]|dropped?|hidden",
        r"odio|nul|mauvais|ennuyeux|brutto|ruim|creep\w*|disappoint\w*|sucks?|suck\w*|mid|dire|grim|bin|never",
        r"remove|hide",
    ),
    "seen": _any(
        r"seen|saw|watch(?:ed|ing)?|already|know|knew|viewed|before|old news|again|played|finished|gesehen",
        r"schon|kenne",
        r"visto|vi|vu|déjà|gi[aà]|j[aá]",
    ),
}
_SECRET = re.compile(
    r"passwor[dt]|passcode|\bpin\b|credit card|card number|\biban\b|\bssn\b|social security|\be-?mail|phone number|"
    r"home address|api.?key|\btoken\b|one.time code|\botp\b|\bcvv\b|bank account|log ?in details|credentials",
    re.IGNORECASE,
)
