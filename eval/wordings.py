"""How people put things: fragments from which a simulated viewer's sentences are made, many for each thing."""

from __future__ import annotations

from reeltalk.eval.personas import Register

LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""English names of languages by ISO 639-1 code; one that is not here is never asked for."""

OPENERS: dict[Register, tuple[str, ...]] = {
    "terse": ("", "", "need ", "want ", "looking for "),
    "plain": (
        "I'd like to watch ", "I want ", "Find me ", "Show me ", "I'm looking for ", "Can you find ", "Do you have ",
        "Give me ", "I'd like ", "Is there ", "What about ", "Let me see ", "I would like to see ", "Look for ",
    ),
    "chatty": (
        "Long day at work… I'd love to see ", "Hi there! I'm in the mood for ",
        "Okay so, my sister and I want to watch ",
        "Hello! It's finally Friday and I feel like watching ", "Hey, I have a little break now, so how about ",
        "So, I just made some tea and I'd like ", "Good evening! Tonight I fancy ", "Hi! I don't really know, maybe ",
        "We just finished dinner and would enjoy ", "Well, I thought I could watch ",
    ),
    "polite": (
        "Could you please find ", "Would you kindly show me ", "Please recommend ", "I would be grateful for ",
        "May I see ", "Might there be ", "If it isn't too much trouble, I'd like ", "Would it be possible to see ",
        "Could you suggest ", "I'd appreciate ",
    ),
    "slangy": (
        "yo gimme ", "hit me with ", "lemme see ", "got ", "kinda wanna watch ", "throw me ", "hook me up with ",
        "i could really go for ", "whatcha got, maybe ", "feelin like ",
    ),
    "foreign": (
        "Please, I search ", "I want see ", "You have ", "I would like look ", "Show please ", "I like to watch ",
        "Can you give to me ", "I am looking ",
    ),
    "hasty": ("i want ", "show me ", "find me ", "im looking for ", "can u find ", "gimme ", "do you have "),
}  # fmt: skip
"""How a request begins; a noun phrase follows."""

CLOSERS: dict[Register, tuple[str, ...]] = {
    "terse": ("",),
    "plain": ("", "", "", ", please", ", if you have it", ", if possible"),
    "chatty": ("", ", that would make my day", ", thanks so much!", ", if you don't mind :)", ", you know what I mean"),
    "polite": (", please", ", thank you", ", if you would", "", ", many thanks"),
    "slangy": ("", " lol", " thx", " pls", ", cheers"),
    "foreign": ("", ", please", ", thank you", ", is possible?"),
    "hasty": ("", " pls", " thx", " asap"),
}
NOUNS = ("something", "a video", "a clip", "videos", "clips", "anything", "a nice video", "some clips")
"""Heads of a request's noun phrase."""

PATTERNS: dict[str, tuple[str, ...]] = {
    "thing": (
        "with {x}", "about {x}", "with {x} in it", "that has {x} in it", "where {x} can be seen", "showing {x}",
        "featuring {x}", "to do with {x}", "that shows {x}", "where there is {x}",
    ),
    "mood": ("that is {x}", "that feels {x}", "{x}", "of the {x} kind", "really {x}", "rather {x}", "that's {x}"),
    "sort": ("like {x}", "that is {x}", "of the kind {x}"),
    "without": (
        "without {x}", "but no {x}", "with no {x}", "no {x} please", "but not with {x}", "and leave out {x}",
        "excluding {x}", "that doesn't have {x} in it", "no {x} at all", "and nothing with {x}", "but no {x} in it",
    ),
    "max_seconds": (
        "under {x}", "no longer than {x}", "at most {x}", "{x} or less", "shorter than {x}", "up to {x} long",
        "not over {x}", "{x} max", "less than {x}", "of {x} at most", "within {x}", "not longer than {x}",
        "that takes {x} or less", "that lasts under {x}", "below {x}",
    ),
    "min_seconds": (
        "at least {x} long", "over {x}", "longer than {x}", "{x} or more", "no shorter than {x}", "of {x} at least",
        "of more than {x}", "that lasts at least {x}", "not shorter than {x}", "{x} minimum", "upwards of {x}",
    ),
    "language": (
        "in {x}", "spoken in {x}", "in the {x} language", "where they speak {x}", "that is in {x}", "{x} language only",
        "with people speaking {x}", "{x}-speaking",
    ),
    "category": (
        "from the {x} category", "in the category {x}", "category {x}", "filed under {x}", "from your {x} section",
        "of the category {x}", "from the category {x}", "listed under {x}", "in the {x} category",
        "out of the {x} category",
    ),
    "creator": (
        "by {x}", "made by {x}", "from {x}", "from the creator {x}", "by the creator {x}", "from the channel {x}",
        "posted by {x}", "published by {x}", "that {x} made", "uploaded by {x}",
    ),
    "year": (
        "from {x}", "from the year {x}", "made in {x}", "published in {x}", "that came out in {x}", "uploaded in {x}",
        "of the year {x}", "released in {x}",
    ),
    "since": (
        "from {x} or later", "since {x}", "from {x} on", "not older than {x}", "made in {x} or after",
        "no older than {x}",
        "published in {x} or later", "from {x} onwards", "that came out in {x} or later",
    ),
    "before": (
        "from before {x}", "older than {x}", "made before {x}", "published before {x}", "that came out before {x}",
        "from earlier than {x}", "uploaded before {x}", "prior to {x}",
    ),
    "age": (
        "suitable for {x}", "okay for {x}", "that {x} can watch", "fit for {x}", "appropriate for {x}", "safe for {x}",
        "that is fine for {x}", "for {x}, so nothing for older people only",
    ),
    "popular": (
        "that is popular", "with a lot of views", "that lots of people have watched", "popular",
        "one of the most watched",
        "that went viral", "everyone has watched", "among the popular ones", "widely watched",
    ),
    "hidden_gem": (
        "that is a hidden gem", "a hidden gem", "of the hidden gem kind", "that few people know but is well liked",
        "little known but loved", "an underrated gem", "that hardly anyone has seen but is really good",
        "that flies under the radar",
    ),
    "unseen": (
        "that I haven't seen yet", "new to me", "nothing I have already watched", "I haven't watched before",
        "that I don't know yet", "only ones I haven't seen", "but not one I've seen already", "unseen ones only",
    ),
}  # fmt: skip
"""By kind of condition (of label for what it is about): modifiers of a noun phrase; {x} is the value."""

FRONTED: dict[str, tuple[str, ...]] = {
    "max_seconds": ("it can't take longer than {x}: ", "I only have {x}, so "),
    "language": ("I only understand {x}. ", "My friends speak {x}, so "),
    "age": ("I'm watching with {x}. ",),
    "without": ("I can't stand {x}. ",),
}
"""What a talkative viewer says before the request."""

COMPLAINTS: dict[str, tuple[str, ...]] = {
    "thing": (
        "these don't have {x} in them, I want {x}", "but I asked for {x}", "I meant with {x}",
        "no, I want to see {x}", "it should really be about {x}", "but I'd like {x}",
    ),
    "mood": (
        "that's not {x}, I want something {x}", "it should be {x}", "I wanted something {x}", "please, something {x}",
        "more {x}",
    ),
    "sort": ("that is not what I mean, I want {x}", "it should be {x}", "I'm after {x}", "I'd like {x} instead"),
    "without": (
        "no {x} please", "those have {x} in them, I don't want {x}", "without {x}", "I'd rather have no {x} in it",
        "same but without {x}", "leave out anything with {x}",
    ),
    "max_seconds": (
        "that's too long, at most {x} please", "shorter please, under {x}", "too long. {x} at most",
        "no longer than {x}",
        "it has to be under {x}", "can it be under {x}?",
    ),
    "min_seconds": (
        "that's too short, at least {x} please", "longer please, over {x}", "too short. at least {x}",
        "it should last at least {x}", "something longer, {x} or more",
    ),
    "language": (
        "it should be in {x}", "in {x} please", "only in {x}", "do you have that in {x}?", "can I have it in {x}?",
        "I need it in {x}",
    ),
    "category": (
        "only from the {x} category", "in the category {x} please", "keep it to the category {x}",
        "it should be in the {x} category",
    ),
    "creator": ("only by {x}", "from {x} please", "I want one by {x}", "it should be made by {x}"),
    "year": ("it should be from {x}", "only from {x}", "from the year {x} please", "I want one made in {x}"),
    "since": ("that's too old, from {x} or later please", "only from {x} or later", "newer please, since {x}"),
    "before": ("that's too new, from before {x} please", "only from before {x}", "older please, made before {x}"),
    "age": ("it must be suitable for {x}", "it should be okay for {x}", "it has to be fine for {x}"),
    "popular": ("only popular ones", "something more popular", "I'd rather have one with a lot of views"),
    "hidden_gem": ("I want a hidden gem", "only hidden gems please", "something less known but well liked"),
    "unseen": ("I've seen that already, something I haven't seen please", "only ones I haven't seen"),
}  # fmt: skip
"""What is said of a list that breaks a condition."""

ANSWERS: dict[str, tuple[str, ...]] = {
    "thing": ("with {x}", "about {x}", "{x}"),
    "mood": ("{x}", "something {x}"),
    "sort": ("{x}", "I want {x}"),
}
"""What is answered to a question about a condition; the patterns serve the kinds that are not here."""

REJECTIONS = (
    "no, not these", "none of these, show me others", "not quite, what else is there?", "hmm, others please",
    "I don't like any of these", "show me something else like that", "nope, any others?", "more options please",
    "not for me. what else have you got?", "these aren't it, next ones please", "what else do you have?",
    "show me more",
    "no thanks, other ones", "can I see some more?",
)  # fmt: skip
"""What is said of a list that breaks a condition which is never told."""
POINTED = (
    "not the {n} one, others please", "I don't like the {n} one, what else?",
    "the {n} one is not for me, show me others",
    "I don't want the {n} one",
)  # fmt: skip
SEEN_ONES = ("I've already seen the {n} one", "I know the {n} one already", "seen the {n} one, something else please")
INDIFFERENT = (
    "I don't mind",
    "doesn't matter",
    "no preference",
    "whatever you think",
    "any is fine",
    "that's up to you",
)
INSISTENCE = (
    "No, please keep to it:",
    "There must be something:",
    "I'd rather not change that.",
    "Please look again:",
)
AFRESH = (
    "Actually, forget that.", "Okay, something completely different now.", "Changed my mind.", "New idea:",
    "Never mind that.", "Let's switch to something else.", "That was that. Now something new:",
)  # fmt: skip
"""How the interest leaves for something else."""
SWAPS = (
    "actually, make that {new} instead of {old}", "on second thought, {new} instead", "{new} rather than {old}, please",
    "now {new} instead of {old}", "hmm, let's have {new} instead", "not {old} any more, {new} instead",
)  # fmt: skip
"""How one condition is exchanged for another."""
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
SLIPS = (
    ("something", "somthing"), ("video", "vidoe"), ("please", "plese"), ("watch", "wach"), ("with", "wiht"),
    ("looking", "lookin"), ("about", "abuot"), ("that", "taht"), ("videos", "vidoes"), ("because", "becuase"),
)  # fmt: skip
"""Slips of the keys, in words that carry no wish."""
