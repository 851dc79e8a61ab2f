"""Words that say how a clip should be and not what it shows: descriptions seldom have them."""

from __future__ import annotations

from reeltalk.tools.relevance import content_words

_MANNERS = content_words(
    """
    funny hilarious amusing humorous comical silly goofy witty entertaining laugh comedy calm calming relaxing relaxed
    relax soothing peaceful quiet gentle cosy cozy mellow chill sleepy dreamy slow scary spooky creepy frightening
    eerie horror tense suspenseful thrilling exciting dramatic intense gripping epic frantic wild crazy fast loud
    energetic lively hectic cute adorable sweet lovely heartwarming heart warming touching moving emotional romantic sad
    melancholy wistful nostalgic bittersweet dark inspiring inspirational motivating motivational uplifting cheerful
    happy joyful beautiful pretty stunning cool awesome amazing nice good great interesting fascinating educational
    informative serious sincere weird strange odd absurd clever smart light lighthearted easy short quick tutorial
    howto explainer explanation parody spoof satire documentary
    """
)


def says_manner_only(query: str) -> bool:
    """Whether a query names no subject, only how clips should be.

    >>> says_manner_only("something hilarious"), says_manner_only("hilarious dogs"), says_manner_only("")
    (True, False, False)
    """
    words = content_words(query)
    return bool(words) and words <= _MANNERS
