"""Requests that leave the choice to the catalog, or that are too vague to serve."""

from __future__ import annotations

from reeltalk.agent.spans import compile_pattern
from reeltalk.agent.topics import content_words, find_topic
from reeltalk.agent.words import read_words

_RECOMMEND = compile_pattern(
    r"""^\W*(?:(?:so|i'm|really|just|super|bit|a)\s+)*bored\W*$|\bsurprise\s+me\b|\bnothing\s+to\s+watch\b|\bwhatever(?:'s|\s+is)\s+(?:good|on|popular|best|fun|
    there)\b|\b(?:do\s+you\s+)?(?:reckon|think|guess|suppose|bet)\s+(?:that\s+)?i(?:'d|\s+would|
    \s+might|'ll)\s+(?:like|enjoy|love|be\s+into)\b|\bpick\s+(?:one\s+)?for\s+me\b|\b(?:dealer's|your|
    chef's)\s+(?:choice|pick|call)\b|\b(?:you\s+(?:choose|pick|
    decide)|up\s+to\s+you|whatever\s+you\s+(?:think|like|fancy|want|recommend|suggest|reckon|have|got)|
    anything\s+(?:you\s+(?:think|like|want)|goes|will\s+do|really|at\s+all|is\s+fine)|
    i'?m\s+feeling\s+lucky|feeling\s+lucky|(?:entertain|amuse|wow|impress|delight|inspire)\s+me|blow\s+my\s+mind|hit\s+me|shuffle|roll\s+the\s+dice|
    spin\s+the\s+wheel|random(?:\s+(?:video|clip|one|pick))?\s*(?:please|$)|something\s+random|
    i'?m\s+(?:so\s+|really\s+|dead\s+)?bored|cure\s+my\s+boredom|kill\s+(?:some\s+)?time|
    i\s+trust\s+you)\b
    |\bwhat\s+(?:should|shall|can|could|do\s+you\s+think\s+i\s+should|would\s+you\s+have\s+me|
    to)\s+(?:i|we|me)?\s*(?:be\s+)?(?:watch(?:ing)?|see|view|put\s+on|look\s+at)\b|\bwhat\s+(?:would|do|
    can)\s+you\s+(?:recommend|suggest|have\s+for\s+me|think\s+i'?d\s+(?:like|enjoy))\b|
    \bwhat\s+(?:to\s+watch|have\s+you\s+got\s+for\s+me|might\s+i\s+like|would\s+i\s+(?:like|enjoy|
    love))\b|\bwhat's\s+(?:good|worth\s+(?:watching|seeing)|on|hot|popular|trending|new|
    next)(?:\s+(?:today|tonight|right\s+now|now|these\s+days|here|at\s+the\s+moment|this\s+week|
    then))?[\s?¦.]*$|\b(?:put|play|stick|throw|pop)\s+(?:me\s+)?(?:something|anything|whatever|one)(?:\s+on)?(?:\s+for\s+(?:me|us))?
    (?:\s+(?:will\s+you|would\s+you|please|then|nice|good))*\s*(?:[¦,.;!?]|$)
    |\b(?:recommend|suggest)(?:ed|ation|ations|ion|ions)?\b(?:\s+(?:me|us))?(?:\s+(?:something|anything|
    some|a|one|any|stuff|for\s+me|good|videos?|clips?|please|to\s+watch|new|else|great|nice|ones?|
    that\s+i('d|\s+would)\s+(?:like|enjoy|love)))*\s*(?:[¦,.;!?]|$)|\b(?:any|some|got\s+any|give\s+me|
    have\s+you\s+got\s+any|more)\s+(?:good\s+|other\s+|personal(?:i[sz]ed)?\s+|
    new\s+)*(?:recommendations?|suggestions?|ideas?|tips)\b(?!\s+(?:for|on|about)\s+(?!me\b|tonight|
    today|now))
    |\b(?:something|anything|videos?|clips?|stuff|one|things)\s+(?:that\s+)?(?:i|i'd|i\s+would|
    i\s+might|i'll|i\s+will|we'd)\s*(?:probably\s+|really\s+|actually\s+|definitely\s+)*(?:like|enjoy|
    love|be\s+into|appreciate)\b(?!\s+to\b)|\b(?:based|going|judging)\s+(?:on|off|by|
    from)\s+(?:what\s+(?:i|you)|my|everything|things)\b|\b(?:given|considering|knowing|according\s+to|
    in\s+line\s+with|suited?\s+to|suits|to|matching|matches|fits?|tailored\s+to|from|using|
    with)\s+my\s+(?:\w+\s+)?(?:tastes?|history|preferences?|likes|interests|profile|
    watch(?:ing)?\s+history|usual|style|vibe)\b|\b(?:my\s+(?:usual|kind\s+of\s+thing|sort\s+of\s+thing|
    type\s+of\s+thing|cup\s+of\s+tea)|(?:just\s+)?for\s+me\s+personally|personali[sz]ed(?:\s+(?:picks?|
    recommendations?))?|picks?\s+for\s+me|(?:pick|choose|find|select|get|grab)\s+(?:me\s+)?(?:something|
    one|a\s+(?:video|clip)|anything|some(?:\s+(?:videos|clips))?)(?:\s+(?:for\s+(?:me|us)|good|nice|fun|
    great|else|new))*\s*(?:[¦,.;!?]|$)|something\s+(?:good|great|nice|fun|cool|new|fresh(?:\s+that)?|decent|
    worth\s+watching|else\s+entirely|interesting|entertaining|to\s+(?:watch|see|cheer\s+me\s+up|
    pass\s+the\s+time|put\s+on))\s*(?:to\s+watch|tonight|today|please|now|then|for\s+(?:me|us|
    tonight))*\s*(?:[¦,.;!?]|$)|anything\s+(?:good|worth\s+watching|interesting|new|decent|fun|
    cool)(?:\s+(?:on|to\s+watch|tonight|today|for\s+me|in\s+there|in\s+here))*\s*(?:[¦,.;!?]|$))"""
)
_GENERIC = read_words("""
    play reckon guess suppose bet got nothing help whatever's
    recommend recommendation recommendations suggest suggestion suggestions surprise choice dealer's dealers
    chef's pick picks choose decide
    random lucky feeling bored boredom entertain entertaining amuse taste tastes history preference preferences
    likes interests profile usual based given
    knowing suit suits suited tailored matching matches fit fits watched liked loved before usually enjoy
    enjoyed like love great fun interesting cool
    decent worth watching tonight today personal personalised personalized new idea ideas hit shuffle should
    shall think thing kill pass cheer put
    trust something's anything's call whatever fancy reckon goes fine what's week moment days these hot popular
    trending next for view sit evening
    right ok please tip tips judging considering according line style vibe everything know roll dice spin wheel
    care mind fresh myself i'd i'll you're vids weekend
    feel feels mood type person people already far seen so said told time tonight's night off lunch dinner
    break bed sofa couch might us wife husband kids family
    my me sort kind bit honestly really little quick short long dunno idk clue idea don't doesn't matter""")
_VAGUE = compile_pattern(
    r"""\b(?:you\s+know\s+(?:the|which)\s+one|you\s+know\s+what\s+i\s+mean|the\s+(?:one|video|clip|
    thing)\s+(?:that\s+)?(?:i|we)\s+(?:was|were|had|saw|watched|mean|meant|want|like|liked|lost|
    need)\b.*$|that\s+(?:one\s+)?(?:video|clip|
    thing)(?:\s+(?:i|from|you|everyone|we|the\s+other)\b.*)?\s*[.?!]*\s*$|the\s+(?:usual|thing|video|
    clip)\s+(?:i|from\s+(?:before|earlier|yesterday|last\s+time)|we|you\s+know)\b.*$|the\s+other\s+one|
    thingy|whatsit|thingamajig|you\s+know|i\s+don't\s+know\s+what\s+(?:i\s+want|to\s+watch)|
    can't\s+(?:decide|remember\s+what)|not\s+sure\s+what\s+(?:i\s+want|i'm))"""
)
_PLAIN = read_words(
    "find found finding help helping search searching thing things know find watching interested "
    "interesting looking cool fun nice random stuff clip videos entertain try trying happy hi hello "
    "there thing's bit something's anything's idk dunno mood type want wants wanted sort kind guess suppose "
    "different"
)
_SAID_OFF = compile_pattern(
    r"\b(?:more|others?|another(?:\s+(?:one|few|batch|set))?|next(?:\s+(?:ones?|page|batch|"
    r"please))?|keep\s+(?:going|looking|searching|them\s+coming)|look\s+again|any\s+(?:more|others?)|(?:some|a\s+few|show\s+me|"
    r"give\s+me|see)\s+(?:more|others?)|what\s+else(?:\s+(?:do\s+you\s+have|have\s+you\s+got|"
    r"is\s+there))?|(?:something|anything)\s+(?:else|different)|different\s+ones?|"
    r"other\s+(?:ones?|options?|results?|videos?|clips?)|try\s+again|again|refresh|load\s+more|"
    r"none\s+of\s+(?:these|those|them)\s*,|continue|go\s+on|not\s+(?:these|those|what\s+i\s+(?:wanted|meant|was\s+(?:after|"
    r"looking\s+for)))|none\s+of\s+(?:these|those|them)(?:\s+(?:work|fit|are\s+(?:right|"
    r"any\s+good|good|it)))?)\b"
)


def asks_recommendation(text: str) -> bool:
    """Whether a clause leaves the choice to us and names no topic of its own."""
    if not _RECOMMEND.search(text):
        return False
    rest = [word for word in content_words(_RECOMMEND.sub(" ", text)) if word not in _GENERIC]
    return not rest


def is_vague(text: str) -> bool:
    """Whether a request asks for clips and says nothing of them."""
    rest = [word for word in content_words(find_topic(_VAGUE.sub(" ", text))) if word not in _PLAIN]
    return not rest


def asks_more(text: str) -> bool:
    """Whether a text asks for further clips of the same wish, such as "more" or "show me others"."""
    if not _SAID_OFF.search(text):
        return False
    return not [word for word in content_words(_SAID_OFF.sub(" ", text)) if word not in _PLAIN]
