"""A request as typed, made even: characters, short forms, the spelling of common words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

MAX_CHARACTERS = 1500
"""What is read of a request; more than a person types, and it bounds the time a turn takes."""

GAP = "¦"
"""Stands in a text where something was read and taken out."""

_FORMS = {
    "u": "you",
    "ur": "your",
    "r": "are",
    "ya": "you",
    "yer": "your",
    "pls": "please",
    "plz": "please",
    "plss": "please",
    "pleeease": "please",
    "pliz": "please",
    "vid": "video",
    "vids": "videos",
    "vidz": "videos",
    "vidoes": "videos",
    "vidos": "videos",
    "vidio": "video",
    "vidios": "videos",
    "clps": "clips",
    "gimme": "give me",
    "gimmie": "give me",
    "lemme": "let me",
    "wanna": "want to",
    "gonna": "going to",
    "gotta": "got to",
    "dunno": "don't know",
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "cant": "can't",
    "cannot": "can't",
    "wont": "won't",
    "wouldnt": "wouldn't",
    "couldnt": "couldn't",
    "shouldnt": "shouldn't",
    "isnt": "isn't",
    "arent": "aren't",
    "wasnt": "wasn't",
    "werent": "weren't",
    "havent": "haven't",
    "hasnt": "hasn't",
    "hadnt": "hadn't",
    "aint": "ain't",
    "im": "I'm",
    "ive": "I've",
    "iv": "I've",
    "hes": "he's",
    "shes": "she's",
    "theyre": "they're",
    "youre": "you're",
    "youve": "you've",
    "weve": "we've",
    "thats": "that's",
    "whats": "what's",
    "whos": "who's",
    "hows": "how's",
    "wheres": "where's",
    "theres": "there's",
    "sth": "something",
    "smth": "something",
    "smthn": "something",
    "somthing": "something",
    "sumthing": "something",
    "somethin": "something",
    "summat": "something",
    "owt": "anything",
    "nowt": "nothing",
    "nuthin": "nothing",
    "nothin": "nothing",
    "anythin": "anything",
    "abt": "about",
    "bout": "about",
    "bc": "because",
    "cuz": "because",
    "coz": "because",
    "cos": "because",
    "n": "and",
    "nd": "and",
    "w": "with",
    "w/o": "without",
    "w/out": "without",
    "w/": "with",
    "wth": "with",
    "wiht": "with",
    "wid": "with",
    "tho": "though",
    "b4": "before",
    "thx": "thanks",
    "thnx": "thanks",
    "tnx": "thanks",
    "ty": "thanks",
    "rn": "right now",
    "2nite": "tonight",
    "tonite": "tonight",
    "2day": "today",
    "2moro": "tomorrow",
    "tmrw": "tomorrow",
    "fave": "favourite",
    "fav": "favourite",
    "favorite": "favourite",
    "favorites": "favourites",
    "luv": "love",
    "gud": "good",
    "abit": "a bit",
    "alot": "a lot",
    "sec": "second",
    "evry": "every",
    "teh": "the",
    "nvm": "never mind",
    "nevermind": "never mind",
    "idk": "I don't know",
    "wot": "what",
    "wat": "what",
    "wut": "what",
    "anymore": "any more",
    "recs": "recommendations",
    "rec": "recommend",
    "reccomend": "recommend",
    "recomend": "recommend",
}
_PHRASES = [
    (
        re.compile(r"\b(less|more|longer|shorter|fewer|rather|older|newer|other|better|quicker) then(?= \w)", re.I),
        r"\1 than",
    ),
    (
        re.compile(r"\b(than|under|below|over|about|least|most|to|in) (?:too|to) (?=(?:min|sec|hour|hr)\w*\b)", re.I),
        r"\1 two ",
    ),
    (re.compile(r"\bid (?=(?:like|love|rather|prefer)\b)", re.I), "I'd "),
    (re.compile(r"\bi d(?:on|o n)t\b", re.I), "I don't"),
    (re.compile(r"\b(\d+) ?(?=(?:mins?|minutes?|secs?|seconds?|hours?|hrs?)\b)", re.I), r"\1 "),
    (re.compile(r"\b(?:no|nr)\. ?(?=\d)", re.I), "number "),
    (re.compile(r"\b(\w{2,}in)'(?=[\s,.;:!?]|$)", re.I), r"\1g"),
    (re.compile(r"\bkind ?a\b", re.I), "kind of"),
    (re.compile(r"\bsort ?a\b", re.I), "sort of"),
    (re.compile(r"\bshould'?ve\b", re.I), "should have"),
    (re.compile(r"\bnext\s*time\b", re.I), "next time"),
    (re.compile(r"(?<=\w)\s+'(?=(?:s|re|ve|ll|d|m)\b)", re.I), "'"),
]
_REPEATED = re.compile(r"\b(\w{1,30})(?:\W{1,3}\1\b){3,}")
_LONG_WORD = re.compile(r"(\w{60})\w+")
_QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": ", ",
        "−": "-",
        "…": "... ",
        GAP: " ",
    }
)
_WORD = re.compile(r"w/o(?:ut)?(?!\w)|w/(?=\s)|[^\W_]+(?:'[^\W_]+)*")


def normalise_request(text: str, known: Collection[str] = ()) -> str:
    """The request with even characters, short forms written out and misspelt common words mended.

    `known` holds words, in small letters, that are left as they are (the catalog's own).

    >>> normalise_request("pls gimme   vids w/o dogs, dont care “how” long")
    'please give me videos without dogs, don\\'t care "how" long'
    """
    text = clean_characters(text)
    for pattern, form in _PHRASES:
        text = pattern.sub(form, text)
    return _mend_words(_WORD.sub(_write_out, text), known)


def clean_characters(text: str) -> str:
    """Printable characters only, compatible forms folded, blanks collapsed, at most `MAX_CHARACTERS`.

    >>> clean_characters("cats\\u202e \\x00 \\n\\n dogs")
    'cats \\n dogs'
    """
    text = unicodedata.normalize("NFKC", text[: 2 * MAX_CHARACTERS].translate(_QUOTES))
    kept = "".join(char for char in text if char in "\n\t" or unicodedata.category(char)[0] != "C")
    kept = re.sub(r"[^\S\n]+", " ", kept)
    kept = re.sub(r"\s*\n\s*", " \n ", kept).strip()
    kept = _REPEATED.sub(r"\1 \1 \1", _LONG_WORD.sub(r"\1", kept))
    if len(kept) <= MAX_CHARACTERS:
        return kept
    return kept[:MAX_CHARACTERS].rsplit(" ", 1)[0]


def _write_out(match: re.Match[str]) -> str:
    word = match.group()
    if word.isupper() and len(word) > 1 and word.lower() in {"ur", "iv", "rec", "sec", "nd", "bc", "ty"}:
        return word
    return _FORMS.get(word.lower(), word)


def _mend_words(text: str, known: Collection[str]) -> str:
    from reeltalk.agent.spelling import mend_word

    first = True

    def mend(match: re.Match[str]) -> str:
        nonlocal first
        word, begins = match.group(), first
        first = False
        if not word.isascii() or not word.isalpha() or len(word) < 4 or word.lower() in known:
            return word
        if word.isupper() or (word[0].isupper() and not begins):
            return word
        return mend_word(word)

    return _WORD.sub(mend, text)
