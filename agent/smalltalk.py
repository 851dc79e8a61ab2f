"""What needs no call: greetings, thanks, things outside the catalog's business, instructions to break the rules."""

from __future__ import annotations

import re
from typing import Literal

from reeltalk.agent.spans import compile_pattern

Kind = Literal["greeting", "thanks", "bye", "about", "scope", "rules", "accept", "unclear"]

_RULES = compile_pattern(
    r"""\byour\s+(?:system\s+|hidden\s+|internal\s+|own\s+|original\s+|secret\s+)*(?:instructions|prompts?|
    rules|guidelines|guardrails)\b|
    \b(?:forget|ignore|disregard|erase)\s+(?:everything|all|anything|whatever)\s+(?:above|before|prior|
    you've\s+been\s+told|you\s+(?:were|have\s+been)\s+told|previous)\b|
    \byou\s+are\s+an?\s+\w+\s+now\b|\bas\s+(?:the|your|an?)\s+(?:developer|admin\w*|owner|creator|
    engineer|root|operator)\b|
    \b(?:ignore|disregard|forget|override|bypass|skip|drop|break|violate|disobey|delete|erase|overwrite|
    abandon|stop\s+following)\b[^.!?]{0,40}\b(?:instructions?|guidelines?|rules|prompts?|
    system\s+(?:prompt|message)|polic(?:y|ies)|programming|training|restrictions|safety|safeguards|
    filters?\s+you|guardrails?|limits?\s+(?:you|of\s+the\s+host))\b
    |\b(?:system|hidden|initial|developer|secret)\s+(?:prompt|instructions?|message)\b|\b(?:reveal|
    print|show|repeat|output|leak|dump|display|tell)\b[^.!?]{0,30}\b(?:your|the|all)\s+(?:system\s+|
    hidden\s+|secret\s+|original\s+|full\s+|internal\s+)*(?:prompts?|instructions?|api\s+keys?|keys?|
    passwords?|config(?:uration)?|source\s+code|credentials|environment\s+variables|env|
    tools?\s+(?:schema|list|definitions?)|rules)\b
    |\bfrom\s+now\s+on\b.{0,20}\b(?:answer|respond|reply|act|speak|talk|behave|you're|you\s+are)\b|\banswer\s+(?:me\s+)?as\s+(?:an?|if|my|dan)\b|
    \b(?:repeat|print|output|show|reveal|recite|copy)\b.{0,20}\b(?:everything|all|text|words|message|what's|lines?)\b.{0,15}\b(?:above|before\s+this|prior)\b
    |\byou(?:'re|\s+are)\s+(?:now|no\s+longer)\b|\b(?:pretend|act|behave|roleplay|respond|
    imagine)\b[^.!?]{0,20}\b(?:to\s+be|as\s+(?:if\s+you|an?|my|the|dan)|like\s+(?:you|an?)|you\s+are|
    you're)\b(?!.*\b(?:videos?|clips?|tutorial)\b)|\b(?:jailbreak|dan\s+mode|developer\s+mode|
    debug\s+mode|god\s+mode|admin\s+mode|sudo|root\s+access|do\s+anything\s+now)\b
    |\b(?:turn|switch)\s+off\b[^.!?]{0,30}\b(?:filters?|limits?|parental|safety|restrictions?|
    moderation|age)\b|\b(?:disable|remove|lift)\s+(?:the\s+|your\s+|all\s+|any\s+)*(?:age\s+|safety\s+|
    content\s+|parental\s+)+(?:filters?|limits?|controls?|restrictions?|checks?)\b
    |</?(?:system|assistant|instructions?|tool|s)\b[^>]{0,40}>|\[/?(?:system|inst|admin)\]|
    \bsystem\s*:\s|\bnew\s+instructions?\s*:|\b(?:drop\s+table|rm\s+-rf|delete\s+(?:all|every|
    the)\s+(?:clips?|videos?|users?|viewers?|database|catalog(?:ue)?|records?|data|files?))\b|
    \b(?:other|another|all|every)\s+(?:users?|viewers?|people|person|customers?)(?:'s|'|
    s')?\s+(?:history|data|preferences|passwords?|watch(?:ed)?|profiles?|messages|private)\b
    |\bcall\s+(?:the\s+)?(?:rate_clip|remember|forget|search_clips|similar_clips|recommend_clips|
    clip_details|ask_viewer|browse_catalog|explain_pick|rerank_clips)\b|\b(?:rate|like|mark)\s+(?:every|
    all)\s+(?:the\s+)?(?:clips?|videos?)\s+(?:in\s+the\s+(?:catalog|library|database)|by)\b|
    \binvent\s+(?:a|some)\s+(?:videos?|clips?)\b|\bmake\s+up\s+(?:a|some)\s+(?:fake\s+)?(?:videos?|
    clips?)\b|\bwithout\s+(?:any\s+)?(?:rules|restrictions|filters)\b(?=.*\b(?:respond|answer|you)\b)"""
)
_RULES_SPARED = re.compile(
    r"\b(?:ignore|forget|disregard)\s+(?:my|the|that|what)\s+(?:\w+\s+)?(?:last|previous|earlier|"
    r"request|search|message|question|filter)",
    re.I,
)
_GREETING = (
    r"(?:hi+|hello+|hey+|heya|hiya|howdy|yo+|sup|wassup|what's\s+up|greetings|good\s+(?:morning|"
    r"afternoon|evening|day|night)|morning|evening|afternoon|wsg|wagwan|ayo|hullo|hola|bonjour|salut|hallo|ciao|namaste|"
    r"g'day|ey\s+up|alright|how\s+(?:are|r)\s+(?:you|things)(?:\s+(?:doing|today|going))?|"
    r"how's\s+it\s+going|how\s+(?:do\s+you\s+do|have\s+you\s+been)|nice\s+to\s+meet\s+you|"
    r"long\s+time\s+no\s+see|you\s+(?:there|ok|alright)|anyone\s+there|is\s+anyone\s+there|test|"
    r"testing|👋)"
)
_THANKS = (
    r"(?:thanks?(?:\s+(?:a\s+(?:lot|bunch|million)|so\s+much|very\s+much|loads|again|for\s+(?:your|"
    r"the|all\s+(?:your|the)|that|this|those|these|helping)(?:\s+[\w']+){0,3}))?|thank\s+(?:you|"
    r"u)(?:\s+(?:so\s+much|very\s+much|kindly|a\s+lot|again|for\s+(?:your|the|that|this|those|these|"
    r"all)(?:\s+[\w']+){0,3}))?|cheers|ta|brill|champion|lush|neat|wicked|much\s+appreciated|appreciate\s+(?:it|that)|"
    r"i\s+appreciate\s+(?:it|that|your\s+help)|you're\s+(?:the\s+best|great|awesome|a\s+(?:star|"
    r"legend|lifesaver|gem)|amazing|brilliant|very\s+helpful|welcome|good|so\s+helpful)|you\s+(?:rock|"
    r"rule|legend|star|beauty)|legend|good\s+(?:job|work|bot|stuff)|well\s+done|nice\s+(?:one|work|"
    r"job)|great(?:\s+(?:job|work|stuff))?|perfect|awesome|brilliant|excellent|lovely|wonderful|"
    r"amazing|cool|nice|sweet|fab|super|ace|grand|magic|got\s+it|i\s+see|fair\s+enough|makes\s+sense|"
    r"that's\s+(?:all|it|great|perfect|enough|everything|helpful|very\s+helpful|brilliant|lovely|fine|"
    r"good|it\s+for\s+(?:now|today)|all\s+(?:for\s+(?:now|today)|i\s+need(?:ed)?))|that\s+(?:was|"
    r"is)\s+(?:really\s+|very\s+|so\s+)?(?:helpful|useful|kind|great|all)|(?:these|those|"
    r"they)\s+(?:are|look|were)\s+(?:all\s+)?(?:really\s+|so\s+|just\s+)*(?:great|perfect|good|"
    r"brilliant|lovely|helpful|amazing|what\s+i\s+(?:needed|wanted))|this\s+is\s+(?:great|perfect|"
    r"brilliant|lovely)|(?:just|exactly)\s+what\s+(?:i|we)\s+(?:needed|wanted|(?:was|were)\s+(?:after|looking\s+for))|nothing\s+(?:else|more)|that(?:'ll|\s+will)\s+do(?:\s+(?:me|nicely|it|for\s+(?:now|tonight|today)))*|i'm\s+(?:good|fine|sorted|all\s+set|done|happy)|all\s+(?:good|sorted|set|"
    r"done)|sorted|no\s+worries|no\s+problem|np|ok(?:ay|ey|ie)?|k|alright|sure|right|yeah|yep|yes|"
    r"haha+|lol|lmao|love\s+it|wow|oh|will\s+do|good\s+to\s+know|never\s+mind|nothing|no|nope|nah|"
    r"no\s+thanks|no\s+thank\s+you|not\s+(?:now|right\s+now|today)|stop|cancel|forget\s+it|leave\s+it|"
    r"i'll\s+(?:watch|check|give|have\s+a\s+look|take\s+a\s+look|look)(?:\s+[\w']+){0,6})"
)
_BYE = (
    r"(?:bye+(?:\s+bye+)?|goodbye|good\s+night|see\s+(?:you|ya|u)(?:\s+(?:later|soon|tomorrow|"
    r"next\s+time|around))?|cya|later|ttyl|take\s+care|farewell|until\s+next\s+time|"
    r"catch\s+you\s+later|night(?:\s+night)?|have\s+a\s+(?:good|nice|great|lovely)\s+\w+|gotta\s+go|"
    r"(?:i\s+)?(?:have\s+)?(?:got\s+to|must|have\s+to|need\s+to)\s+(?:go|run|dash)(?:\s+now)?|"
    r"that's\s+me\s+done|i'm\s+off(?:\s+(?:to\s+bed|now))?|adios|au\s+revoir|toodle\s*oo|ta-?ra)"
)
_FILL = (
    r"(?:there|mate|buddy|friend|pal|bot|reeltalk|everyone|all|again|then|now|so|well|and|oh|ok|okay|"
    r"please|to\s+you|tonight|for\s+tonight|you|today|very\s+much|dude|bro|man|guys|lovely|darling|love|x+|for\s+now|"
    r"a\s+lot|really|just|but|got|me|it|i\s+think|i\s+guess|the\s+help)"
)
_SMALL_TALK = compile_pattern(rf"^[\W_]*(?:(?:{_GREETING}|{_THANKS}|{_BYE}|{_FILL})(?![\w']|-\w)[\W_]*)+$")
_IS_GREETING = compile_pattern(rf"(?<!\w)(?:{_GREETING})(?!\w)")
_IS_BYE = compile_pattern(rf"(?<!\w)(?:{_BYE})(?!\w)")
_ABOUT = compile_pattern(
    r"^[\W_]*(?:(?:so|and|but|hi|hey|hello|ok|um|wait|just)[\s,]+)*(?:who\s+(?:are|r|made|built|"
    r"created|owns|developed|trained)\s+you|what\s+(?:are|r)\s+you|are\s+you\s+(?:a\s+|"
    r"an\s+)?(?:real|human|robot|bot|ai|person|chatgpt|gpt|llm|machine|alive|conscious|there|ok|"
    r"sentient|listening)|what\s+(?:can|do)\s+you\s+do|what\s+else\s+can\s+you\s+do|how\s+(?:do|"
    r"does|can)\s+(?:you|this|it|i)\s+(?:work|use\s+(?:this|you)|help)|what's\s+your\s+name|"
    r"do\s+you\s+have\s+(?:a\s+name|feelings)|how\s+old\s+are\s+you|(?:can|"
    r"could)\s+you\s+help(?:\s+me)?\s*(?:\?|$)|help|what\s+is\s+(?:this|reeltalk)|"
    r"which\s+model\s+are\s+you|do\s+you\s+(?:like|love|remember|know|sleep|dream|speak)\s+(?:me|"
    r"\w+)\s*\?|tell\s+me\s+about\s+yourself|what\s+do\s+you\s+know\s+about\s+me|"
    r"where\s+are\s+you(?:\s+from)?|i\s+love\s+you)\b[\W_]*(?:exactly|today|then|for\s+me|please|"
    r"anyway)?[\W_]*$"
)
_ORDER = (
    r"^[\W_]*(?:(?:hi|hey|hello|ok|okay|so|also|and|then|right|now|oh|"
    r"good\s+morning)[\s,]+)*(?:please\s+|pls\s+)?(?:(?:can|could|would|will)\s+(?:you|"
    r"u)\s+(?:please\s+|maybe\s+|also\s+|just\s+)*|i\s+(?:need|want|would\s+like|"
    r"'d\s+like)\s+you\s+to\s+|i'd\s+like\s+(?:you\s+)?to\s+|i\s+(?:need|want)\s+to\s+|"
    r"(?:help\s+me\s+(?:to\s+)?)|go\s+)?(?:please\s+)?"
)
_SCOPE = [
    compile_pattern(
        _ORDER
        + r"""(?:(?:book|order|buy|reserve|purchase|rent|hire|pay|transfer|email|e-mail|text|phone|dial|ring|
    message|tweet|remind|draft|compose|rewrite|proofread|diagnose)\s+(?:me|my|us|our|an?|the|him|her|
    them|this|that|these|some|
    two|three|\d+|mum|mom|dad|tickets?|for\s+me)\b|send\s+(?:an?\s+(?:email|text|message|
    letter|tweet|fax)|my|this|him|her|them|\w+\s+an?\s+(?:email|text|message))|schedule\s+(?:a|an|my|the)|
    translate|calculate|compute|convert\s+\$?\d|solve\s+(?:this|for|my|the\s+equation)|
    summari[sz]e\s+(?:this|my|the\s+(?:news|article|book|email|following))|
    post\s+(?:this|a\s+tweet|on)|debug\s+(?:my|this)|deploy\s+(?:my|this)|download\s|upload\s+(?:my|
    this|a)\b|call\s+(?:me|my|
    mum|mom|dad|a|an|the|him|her|us|them|\d)|set\s+(?:a|an|my|the|up\s+(?:a|an|my))\s+(?:timer|alarm|
    reminder|meeting|thermostat|appointment|calendar)|add\s+[\w\s]{1,30}\s+to\s+(?:my|
    the)\s+(?:calendar|shopping|cart|basket|to[\s-]?do|list)|turn\s+(?:on|off|up|down)\s+(?:the|my)|
    turn\s+(?:the|my)\s+[\w\s]{2,20}\s+(?:on|off|up|down)|(?:text|call|ring|email|message|
    phone)\s+\w+\s+(?:that|to|and|saying|about)|
    dim\s+the|lock\s+the|open\s+(?:the|my)\s+(?:door|garage|app|email|browser|settings)|
    write\s+(?:me\s+)?(?:a|an|my|some|the|this)\b|check\s+(?:my|the)\s+(?:email|mail|calendar|bank|
    balance|weather|traffic|stock)|tell\s+me\s+(?:a\s+joke|a\s+story|the\s+(?:time|weather|date|news|
    score|capital))|delete\s+my\s+(?:account|email)|change\s+my\s+password|log\s+(?:me\s+)?(?:in|out)|
    find\s+(?:me\s+)?(?:a\s+)?(?:flights?|hotels?|job|plumber|dentist|restaurant|cheap\s+flights?)\b|
    play\s+[\w\s]{1,30}\s+on\s+(?:spotify|alexa|the\s+tv|netflix)|sing\s+(?:me\s+)?|
    do\s+my\s+(?:homework|taxes|laundry)|make\s+(?:me\s+)?(?:a\s+(?:coffee|tea|sandwich|reservation|
    payment|call|phone\s+call)|dinner|coffee|tea)|give\s+me\s+(?:a\s+)?(?:directions|legal\s+advice|
    medical\s+advice|the\s+(?:weather|time|news))|navigate\s+to|take\s+me\s+(?:to|home))\b"""
    ),
    compile_pattern(
        r"""^[\W_]*(?:(?:hi|hey|hello|ok|okay|so|also|and|btw|um|quick\s+question)[\s,:]+)*(?:
          (?:what(?:'s|\s+is|\s+are|\s+will)|how(?:'s|\s+is|\s+will))\s+(?:the\s+|today's\s+|
          tomorrow's\s+)*(?:weather|temperature|forecast|time\b(?!\s*lapse)|date\b|
          day\s+(?:is\s+)?(?:it|today)|capital\s+(?:city\s+)?of|population\s+of|square\s+root|
          price\s+of|exchange\s+rate|score|stock\s+price|meaning\s+of\s+life|traffic|distance\s+(?:from|
          between)|currency\s+of|tallest|largest|president|prime\s+minister|news\s+today|
          boiling\s+point|speed\s+of\s+light|value\s+of|derivative|integral|tax\s+rate|bitcoin|
          wifi\s+password)
         |what(?:'s|\s+is)\s+[\d(][\d\s+*/x×÷().,^%-]+(?:plus|minus|times|divided\s+by|squared|
         \d)?[\s\d]*\??\s*$|what(?:'s|\s+is)\s+\d+\s*(?:plus|minus|times|divided\s+by|x|percent\s+of|
         %\s+of)\s*\d+
         |\d+\s*[+*/x×÷-]\s*\d+\s*=?\s*\??\s*$
         |what\s+time\s+(?:is|does|do|will)|what\s+day\s+is|will\s+it\s+(?:rain|snow|be)|
         is\s+it\s+(?:going\s+to\s+|gonna\s+)?(?:be\s+)?(?:warm|wet|windy|foggy|icy|rain|raining|snow|cold|hot|sunny)
         |who(?:'s|\s+is|\s+will|\s+do\s+you\s+(?:think|reckon)\s+will|\s+would)\s+(?:going\s+to\s+|gonna\s+)?win\b
         |(?:can|could|will|would)\s+you\s+(?:please\s+)?(?:fix|repair|mend|clean|wash|drive|walk|feed|charge|restart|update|
         install|unlock|print|scan|iron|mow|sue|hack)\s+(?:my|me|our|the|his|her|this|that)\b
         |who\s+(?:is|was|'s)\s+the\s+(?:president|prime\s+minister|king|queen|ceo|pm|chancellor|mayor|
         pope|richest)|who\s+(?:won|is\s+winning|wrote|invented|discovered|painted)\b
         |how\s+(?:do\s+i\s+get|far\s+is|tall\s+is|old\s+is|much\s+(?:is|does|are|do)|many\s+(?:people|
         calories|days|ounces|grams|miles|kilometers|km|planets|countries|states)\b(?!.*\byou\b))|
         when\s+(?:is|does|was|did|will)\s+(?:the\s+next|my|christmas|easter|ramadan|thanksgiving|
         world\s+war|the\s+(?:train|bus|match|game|shop|store|post\s+office|election))
         |where\s+(?:is|are|can\s+i)\s+(?:the\s+nearest|my|i\s+(?:buy|park|get|eat)|buy|park|eat|
         there\s+a)|(?:should|can)\s+i\s+(?:invest|sell|buy|sue|take|quit|break\s+up|divorce|marry)\b|
         (?:do\s+i\s+have|am\s+i)\s+(?:cancer|covid|pregnant|sick|depressed|fat|ugly)|
         what\s+does\s+[\w\s'"]{1,25}\s+mean|define\s+\w+|how\s+do\s+you\s+(?:say|spell)\b|what(?:'s|
         \s+is)\s+(?:the\s+)?[\w\s]{1,20}\s+in\s+(?:french|spanish|german|italian|japanese)\b|
         tell\s+me\s+(?:a\s+)?(?:joke|riddle|story|poem)|any\s+(?:good\s+)?jokes\s*\??$|
         my\s+(?:internet|wifi|computer|phone|printer|laptop|washing\s+machine)\s+(?:is|isn't|won't|
         doesn't)\s)"""
    ),
]
_FOR_VIDEO = re.compile(
    r"\b(?:videos?|clips?|vids?|footage|tutorials?|explained|lessons?|guides?|watch|documentar\w+|something\s+(?:about|on|"
    r"like)|to\s+see|show\s+me|timelapse|how\s+to)\b",
    re.I,
)
_PICKED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|number|#|that\s+one|this\s+one|it|these|those|"
    r"them|the\s+clip|the\s+video|one)\b",
    re.I,
)


def breaks_rules(text: str) -> bool:
    """Whether a request tries to set instructions aside rather than to find a clip."""
    match = _RULES.search(text)
    return match is not None and not (
        _RULES_SPARED.search(text) and not re.search(r"\b(?:instructions?|prompt|rules)\b", text, re.I)
    )


def read_small_talk(text: str) -> Kind | None:
    """The kind of small talk that a whole text is, or None."""
    if not re.search(r"\w", text) and "👋" not in text:
        return "unclear"
    if _ABOUT.match(text):
        return "about"
    if not _SMALL_TALK.match(text):
        return None
    if _IS_BYE.search(text):
        return "bye"
    return "greeting" if _IS_GREETING.search(text) else "thanks"


def is_out_of_scope(text: str, *, shown: bool) -> bool:
    """Whether a text asks for what no catalog of clips can give."""
    if _FOR_VIDEO.search(text) or (shown and _PICKED.search(text)):
        return False
    return any(pattern.search(text) for pattern in _SCOPE)
