"""A turn as blocks of HTML with names, so that the page renews only what changed and no video starts over."""

from __future__ import annotations

from reeltalk.agent.reply import Call, Reply
from reeltalk.ui.cards import Shelf, show_card
from reeltalk.ui.markup import show_paragraphs, show_text
from reeltalk.ui.sessions import Turn

Block = tuple[str, str]
"""(name, HTML)."""

LONGEST_ECHO = 700
"""Characters of a request that its bubble shows."""

_DOING = {
    "search_clips": "Searched",
    "similar_clips": "Looked for clips like it",
    "recommend_clips": "Looked at your history and tastes",
    "rerank_clips": "Put them in your order",
    "clip_details": "Read the descriptions",
    "browse_catalog": "Looked through the catalog",
    "explain_pick": "Looked up why",
    "rate_clip": "Noted your verdict",
    "remember": "Remembered a taste",
    "forget": "Forgot a taste",
    "ask_viewer": "Asked you",
}


def show_turn(turn: Turn, shelf: Shelf) -> list[Block]:
    """The turn's blocks in order: request, progress, text, cards, what to know, follow-ups."""
    blocks: list[Block] = [("request", f'<p class="request" dir="auto">{show_text(turn.request, LONGEST_ECHO)}</p>')]
    if turn.text:
        caret = "" if turn.done else '<span class="caret"></span>'
        blocks.append(("text", f'<div class="text" dir="auto">{show_paragraphs(turn.text)}{caret}</div>'))
    elif not turn.done:
        blocks.append(("text", f'<div class="text waiting">{_show_progress(turn)}</div>'))
    if turn.trouble:
        blocks.append(("trouble", f'<p class="trouble" role="alert">{show_text(turn.trouble, 600)}</p>'))
    if turn.reply is not None:
        blocks += _show_notes(turn.reply)
    blocks += [(f"card-{pick.rank}-{pick.clip.id}", show_card(pick, shelf)) for pick in turn.picks]
    if turn.reply is not None:
        blocks += _show_ending(turn, turn.reply)
    return blocks


def _show_progress(turn: Turn) -> str:
    doing = _DOING.get(turn.calls[-1].tool, "Working") if turn.calls else "Reading your request"
    return f'<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> {doing}…'


def _show_notes(reply: Reply) -> list[Block]:
    """What was applied, loosened or must be known, one line each."""
    lines = [("applied", f"Also applied: {text}") for text in reply.applied]
    lines += [("relaxed", f"Loosened, as you agreed: {text}") for text in reply.relaxed]
    lines += [("notice", text) for text in reply.notices]
    if not lines:
        return []
    rows = "".join(f'<li class="{kind}" dir="auto">{show_text(_begin_large(text), 400)}</li>' for kind, text in lines)
    return [("notes", f'<ul class="notes">{rows}</ul>')]


def _show_ending(turn: Turn, reply: Reply) -> list[Block]:
    blocks: list[Block] = []
    if reply.suggestions:
        rows = "".join(
            f'<button type="button" class="suggestion" data-ask="{show_text(text, 400)}" dir="auto">'
            f"{show_text(text, 120)}</button>"
            for text in reply.suggestions
        )
        blocks.append(("suggestions", f'<div class="suggestions">{rows}</div>'))
    if reply.calls:
        blocks.append(("trace", _show_trace(turn, reply)))
    return blocks


def _show_trace(turn: Turn, reply: Reply) -> str:
    rows = "".join(_show_call(call) for call in reply.calls)
    stages = ", ".join(f"{show_text(name, 40)} {elapsed:.0f} ms" for name, elapsed in turn.stages.items())
    timing = f"<p>{stages}</p>" if stages else ""
    total = sum(call.elapsed_ms for call in reply.calls)
    model = show_text(reply.model, 80)
    return (
        f'<details class="trace"><summary>What was done · {total:.0f} ms</summary>'
        f"<p>Model: {model}</p><ol>{rows}</ol>{timing}</details>"
    )


def _show_call(call: Call) -> str:
    args = ", ".join(f"{name}={value!r}" for name, value in call.args.items())
    error = f' <em class="error">{show_text(call.error, 300)}</em>' if call.error else ""
    return f"<li><code>{show_text(call.tool, 60)}({show_text(args, 400)})</code>{error}</li>"


def _begin_large(text: str) -> str:
    return text[:1].upper() + text[1:]
